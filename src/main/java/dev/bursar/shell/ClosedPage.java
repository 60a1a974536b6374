package dev.bursar.shell;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.server.menu.MenuConfiguration;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.TabSection;

/** What is missing and what is denied look alike, so that nobody learns from it what there is. */
abstract class ClosedPage extends Div implements HasDynamicTitle {
    private static final String TITLE = "Not available";

    ClosedPage() {
        addClassNames("page", "closed-page");
        var state = EmptyState.closed(
                "You don\u2019t have access to this page",
                "It may not exist, or your roles and teams may not include it. Ask an admin of your organisation for"
                        + " access.");
        MenuConfiguration.getMenuEntries().stream()
                .findFirst()
                .ifPresent(entry -> state.actions(Buttons.primary(
                        "Go to " + entry.title(),
                        click -> getUI().ifPresent(ui -> ui.navigate(TabSection.address(entry))))));
        add(new PageHeader(TITLE), state);
    }

    @Override
    public String getPageTitle() {
        return TITLE;
    }
}
