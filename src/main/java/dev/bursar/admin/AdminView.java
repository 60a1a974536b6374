package dev.bursar.admin;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.bursar.kernel.Role;
import dev.bursar.ui.TabSection;
import jakarta.annotation.security.RolesAllowed;

/** Admin's item in the menu, which leads on to the first of its pages that the person may open. */
@Route("admin")
@PageTitle("Admin")
@Menu(order = 9, title = "Admin", icon = "settings")
@RolesAllowed({Role.FINANCE_NAME, Role.ADMIN_NAME, Role.AUDITOR_NAME})
class AdminView extends Div implements BeforeEnterObserver {
    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        TabSection.ADMIN.pages().stream()
                .findFirst()
                .ifPresentOrElse(
                        page -> event.forwardTo(TabSection.address(page)),
                        () -> event.rerouteToError(NotFoundException.class));
    }
}
