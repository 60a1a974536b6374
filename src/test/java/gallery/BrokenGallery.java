package gallery;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;

@Route("broken")
@PermitAll
class BrokenGallery extends Div {
    BrokenGallery() {
        throw new IllegalStateException("secret");
    }
}
