package dev.bursar.changes.ui;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.router.QueryParameters;
import dev.bursar.kernel.Scope;
import dev.bursar.testing.HandWorkers;
import dev.bursar.testing.TestDatabase;
import dev.bursar.testing.Texts;
import dev.bursar.ui.EmptyState;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The pages of changes to AWS, with changes as running them leaves them. */
abstract class ChangePages extends SpringBrowserlessTest {
    @Autowired
    HandWorkers workers;

    @Autowired
    TestDatabase database;

    @Autowired
    Scope scope;

    @BeforeEach
    void noChanges() {
        var owner = database.owner();
        JdbcClient.create(owner)
                .sql("truncate aws_change, aws_change_item, aws_write_setting, aws_writer restart identity")
                .update();
        owner.destroy();
    }

    @AfterEach
    void nothingWaits() {
        workers.forget();
    }

    void turnOn(boolean another) {
        database.jdbc().sql("""
                        insert into aws_write_setting (kind, enabled, another, role_name, most, stacks, version, changed_by, changed_at)
                        values ('tags', true, :another, 'BursarWriter', 200, false, 1, 'Ada', now())
                        """).param("another", another).update();
    }

    int me() {
        return scope.actor().id().value();
    }

    int team(String name) {
        return database.jdbc()
                .sql("select id from team where name = ?")
                .param(name)
                .query(Integer.class)
                .single();
    }

    /** A change of Grace's that AWS was asked about. */
    long change(String state) {
        return change(state, 424_242);
    }

    long change(String state, int proposer) {
        boolean ended = !state.matches("proposed|approved|running");
        return database.jdbc()
                .sql("""
                        insert into aws_change (kind, state, proposed_by, proposer, proposed_at, reason, previewed_at, work,
                               decided_by, decider, decided_at, decision, started_at, ended_at)
                        values ('tags', :state, :by, 'Grace', '2026-11-24T06:00:00Z', 'Forgotten at launch', '2026-11-24T06:01:00Z', :work,
                                case when :decided then 1 end, case when :decided then 'Ada' end,
                                case when :decided then timestamptz '2026-11-24T07:00:00Z' end,
                                case when :state = 'rejected' then 'Wrong team' end,
                                case when :decided then timestamptz '2026-11-24T07:00:00Z' end,
                                case when :ended then timestamptz '2026-11-24T08:00:00Z' end)
                        returning id
                        """)
                .param("state", state)
                .param("by", proposer)
                .param("work", UUID.randomUUID())
                .param("decided", !state.matches("proposed|expired"))
                .param("ended", ended)
                .query(Long.class)
                .single();
    }

    void item(long change, int number, int team, String state, @Nullable String why) {
        database.jdbc()
                .sql("""
                        insert into aws_change_item (change_id, number, account, region, subject, type, name, team_id, part, before,
                               wanted, found, state, why, code, message, read_at, open)
                        values (:change, :number, '111122223333', 'eu-central-1', :arn, 'ec2:instance', :name, :team, 'team', null,
                                'vision', null, :state, :why, case when :why = 'refused' then 'AccessDeniedException' end,
                                case when :why = 'refused' then 'Not authorized' end, '2026-11-24T06:01:00Z', false)
                        """)
                .param("change", change)
                .param("number", number)
                .param("arn", "arn:aws:ec2:eu-central-1:111122223333:instance/i-" + change + "-" + number)
                .param("name", "i-" + change + "-" + number)
                .param("team", team)
                .param("state", state)
                .param("why", why)
                .update();
    }

    void go(String address) {
        String[] parts = address.split("\\?", 2);
        UI.getCurrent().navigate(parts[0], QueryParameters.fromString(parts.length > 1 ? parts[1] : ""));
        finish();
    }

    void finish() {
        workers.run();
        roundTrip();
    }

    void click(String button) {
        test(find(Button.class).withText(button).single()).click();
        finish();
    }

    boolean offers(String button) {
        return find(Button.class).withText(button).all().stream().anyMatch(Component::isVisible);
    }

    String state() {
        return find(EmptyState.class).single().getElement().getAttribute("data-state");
    }

    String told(Class<? extends Component> view) {
        return Texts.of(find(view).single());
    }

    String notices() {
        return find(Notification.class).all().stream().map(Texts::of).collect(Collectors.joining("\n"));
    }

    /** What a table's row shows, column by column. */
    @SuppressWarnings("unchecked")
    String row(int at) {
        Grid<Object> grid = (Grid<Object>) find(Grid.class).single();
        return IntStream.range(0, grid.getColumns().size())
                .mapToObj(column -> grid.getColumns().get(column).getRenderer() instanceof ComponentRenderer<?, ?>
                        ? Texts.of(test(grid).getCellComponent(at, column))
                        : test(grid).getCellText(at, column))
                .collect(Collectors.joining(" | "));
    }

    @SuppressWarnings("unchecked")
    int rows() {
        return test((Grid<Object>) find(Grid.class).single()).size();
    }
}
