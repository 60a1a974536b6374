package dev.bursar.access.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import dev.bursar.access.OwnAccount;
import dev.bursar.access.rights.OwnSession;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Section;
import dev.bursar.ui.StatusBadge;
import dev.bursar.ui.Tables;

/** Where the person is signed in, and the way to end it there. */
final class SessionsCard extends Composite<Section> {
    private final OwnAccount account;
    private final Grid<OwnSession> grid = new Grid<>();
    private final Button endOthers = Buttons.neutral("End all other sessions", click -> endOthers());

    SessionsCard(OwnAccount account) {
        this.account = account;
        grid.addComponentColumn(one -> Tables.narrowLine(
                        PlainText.name(one.browser()),
                        PlainText.cut(one.address(), 45) + " · seen " + Formats.moment(one.lastSeen())))
                .setHeader("Browser")
                .setWidth("150px")
                .setFlexGrow(3);
        Tables.sized(Tables.wideOnly(grid.addComponentColumn(one -> PlainText.name(one.address()))), "Address", 110, 2);
        Tables.sized(Tables.wideOnly(grid.addColumn(one -> Formats.moment(one.started()))), "Started", 130, 1);
        Tables.sized(Tables.wideOnly(grid.addColumn(one -> Formats.moment(one.lastSeen()))), "Last seen", 130, 1);
        Tables.sized(grid.addComponentColumn(this::action), "", 132, 0).setTextAlign(ColumnTextAlign.END);
        grid.setAllRowsVisible(true);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.getElement().setAttribute("aria-label", "Sessions");
        getContent().flush().actions(endOthers).with(grid);
        load();
    }

    @Override
    protected Section initContent() {
        return new Section("Sessions");
    }

    void load() {
        var open = account.sessions();
        grid.setItems(open);
        endOthers.setVisible(open.size() > 1);
    }

    private Component action(OwnSession one) {
        if (one.here()) {
            return new StatusBadge(StatusBadge.Kind.INFO, Icons.MONITOR, "This session");
        }
        var end = Buttons.link("End", click -> end(one));
        end.setAriaLabel("End the session of " + one.browser() + " at " + one.address());
        return end;
    }

    private void end(OwnSession one) {
        account.endSession(one.id());
        load();
        Notices.success("Session ended: " + one.browser());
    }

    private void endOthers() {
        account.endOtherSessions();
        load();
        Notices.success("All other sessions have ended");
    }
}
