package dev.bursar.shell;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.menu.MenuConfiguration;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.Icons;
import dev.bursar.ui.PageHeader;
import jakarta.annotation.security.PermitAll;

/** Sends a person to the first page they may open. */
@Route("")
@PageTitle("Start")
@PermitAll
class StartView extends Div implements BeforeEnterObserver {
    StartView() {
        addClassName("page");
        add(
                new PageHeader("Start"),
                new EmptyState(
                        Icons.LOCK,
                        "No page is open to you yet",
                        "You are signed in, but have no role. An admin of your organisation can give you one."));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        MenuConfiguration.getMenuEntries().stream().findFirst().ifPresent(entry -> {
            event.forwardTo(entry.menuClass());
            // a forward on first load leaves the address as it was, and the menu without a current item
            event.getUI()
                    .getPage()
                    .executeJs( // after Flow has set the address it started with
                            "setTimeout(() => { history.replaceState(history.state, '', $0);"
                                    + "window.dispatchEvent(new CustomEvent('vaadin-navigated')); });",
                            Paths.relative(entry));
        });
    }
}
