package gallery;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;

@Route("admin-only")
@PageTitle("Admin")
@Menu(order = 9, title = "Admin", icon = "settings")
@RolesAllowed("ADMIN")
class AdminGallery extends Div {}
