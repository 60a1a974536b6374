package gallery;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.bursar.ui.PageHeader;
import jakarta.annotation.security.PermitAll;

@Route("overview")
@PageTitle("Overview")
@Menu(order = 1, title = "Overview", icon = "layout-dashboard")
@PermitAll
class OverviewGallery extends Div {
    OverviewGallery() {
        add(new PageHeader("Overview"));
    }
}
