package dev.bursar.tagging.ui.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import dev.bursar.access.SignedInAs;
import dev.bursar.changes.write.AwsChangeService;
import dev.bursar.changes.write.ChangeItem;
import dev.bursar.changes.write.ChangeQuestion;
import dev.bursar.kernel.Role;
import dev.bursar.tagging.ResourceRows;
import dev.bursar.tagging.TagLinks;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.HandWorkers;
import dev.bursar.testing.TestDatabase;
import dev.bursar.testing.Texts;
import dev.bursar.ui.HtmlTable;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which tag keys are active, what stands behind them, and what an admin can have done. */
@ViewPackages(packages = "dev.bursar")
@BursarTest
class TagKeysViewTest extends SpringBrowserlessTest {
    @Autowired
    HandWorkers workers;

    @Autowired
    TestDatabase database;

    @Autowired
    AwsChangeService changes;

    @BeforeEach
    void keys() {
        var owner = database.owner();
        JdbcClient.create(owner)
                .sql(
                        "truncate aws_change, aws_change_item, aws_write_setting, tag_backfill, tag_key_found, tag_key_listing,"
                                + " aws_identity restart identity")
                .update();
        ResourceRows.clear(JdbcClient.create(owner));
        owner.destroy();
        sql("insert into aws_identity (account, arn) values ('123456789012', 'arn:aws:iam::123456789012:user/bursar')");
        sql("update team_key set tag_key = 'team', chosen_by = 'test', chosen_at = now()");
        sql("insert into tag_key_listing (listed_at) values ('2026-11-24T06:00:00Z')");
        key("team", true, "2025-10-01");
        key("Team", false, "2025-10-01");
        key("project", false, "2026-11-02");
        var resources = new ResourceRows(database.jdbc());
        resources.costDays();
        resources.instance("i-1").tag("project", "labels").costing("12.30");
        resources.instance("i-2").tag("project", "labels").costUnknown().add();
    }

    @AfterEach
    void nothingWaits() {
        workers.forget();
    }

    private void sql(String statement) {
        database.jdbc().sql(statement).update();
    }

    private void key(String key, boolean active, String since) {
        database.jdbc()
                .sql("""
                        insert into tag_key_found (tag_key, user_defined, active, last_used, last_updated)
                        values (:key, true, :active, '2026-11-01', cast(:since as date))
                        """)
                .param("key", key)
                .param("active", active)
                .param("since", since)
                .update();
    }

    private void turnedOn() {
        sql(
                "insert into aws_write_setting (kind, enabled, another, role_name, most, stacks, version, changed_by, changed_at)"
                        + " values ('tag-keys', true, false, 'BursarWriter', 200, false, 1, 'Ada', now())");
    }

    private void go() {
        UI.getCurrent().navigate(TagLinks.KEYS);
        finish();
    }

    private void finish() {
        workers.run();
        roundTrip();
    }

    private void click(String button) {
        test(find(Button.class).withText(button).single()).click();
        finish();
    }

    private List<String> offered() {
        return find(Button.class).all().stream()
                .filter(Component::isVisible)
                .map(Button::getText)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private String told() {
        return Texts.of(find(TagKeysView.class).single());
    }

    @SuppressWarnings("unchecked")
    private String row(int at) {
        Grid<Object> grid = (Grid<Object>) find(Grid.class).single();
        return IntStream.range(0, grid.getColumns().size())
                .mapToObj(column -> grid.getColumns().get(column).getRenderer() instanceof ComponentRenderer<?, ?>
                        ? Texts.of(test(grid).getCellComponent(at, column))
                        : test(grid).getCellText(at, column))
                .collect(Collectors.joining(" | "));
    }

    private String tables() {
        return find(HtmlTable.class).all().stream()
                .flatMap(table -> table.lines().stream())
                .map(HtmlTable.Line::toString)
                .collect(Collectors.joining("\n"));
    }

    private void reason(String text) {
        test(find(TextArea.class).single()).setValue(text);
        finish();
    }

    private List<ChangeItem> proposed() {
        long id = changes.rows(new ChangeQuestion(Optional.empty()), 0, 1)
                .getFirst()
                .id();
        return changes.items(id, List.of(), 0, 10);
    }

    @Test
    @SignedInAs(Role.FINANCE)
    void financeSeesKeysAndWhatStandsBehindThem() {
        turnedOn();
        go();
        assertThat(told()).contains("1 active, 2 inactive", "read 24 Nov 2026");
        assertThat(row(0)).contains("Names teams.", "Same as Team, except for case.", "Active");
        assertThat(row(1)).contains("project", "Inactive", "since 2 Nov 2026", "Nov 2026", "2", "$12.30", "of 1 of 2");
        assertThat(row(2)).contains("Same as team, except for case.", "Inactive");
        assertThat(offered()).doesNotContain("Activate keys…", "Activate…", "Backfill costs…", "Read again");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void anAdminIsToldWhereToTurnItOn() {
        go();
        assertThat(told()).contains("Bursar doesn’t activate keys yet.");
        assertThat(find(Anchor.class)
                        .withText("Turn it on under Writing to AWS")
                        .single()
                        .getHref())
                .isEqualTo("admin/changes?kind=tag-keys");
        assertThat(offered()).doesNotContain("Activate keys…", "Activate…", "Backfill costs…");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void anAdminHasAKeyActivated() {
        turnedOn();
        go();
        click("Activate keys…");
        click("Propose");
        assertThat(find(CheckboxGroup.class).single().getErrorMessage()).contains("Choose at least one");
        click("Cancel");
        go();
        assertThat(row(1)).contains("project", "Activate…");
        test(find(Button.class).withText("Activate…").all().getFirst()).click();
        finish();
        click("Propose");
        assertThat(find(TextArea.class).single().getErrorMessage()).contains("Enter a reason");
        reason("Projects are charged");
        click("Propose");
        assertThat(proposed()).singleElement().satisfies(item -> {
            assertThat(item.subject()).isEqualTo("project");
            assertThat(item.wanted()).isEqualTo("Active");
            assertThat(item.cost()).isEqualByComparingTo("12.30");
        });
        go();
        assertThat(row(1)).contains("Change 1", "proposed by").doesNotContain("Activate");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aBackfillSaysWhatItWouldDo() {
        turnedOn();
        sql("insert into chargeback_shown (billing_month, shown_at, shown_by) values ('2026-10-01', now(), 'Ada')");
        go();
        click("Backfill costs…");
        finish();
        assertThat(Texts.of(find(Dialog.class).single()))
                .contains("It can’t be undone", "Lose their past, if costs had them: project.", "none gains a past")
                .contains("Bursar reads costs again");
        assertThat(tables()).contains("October 2026", "shown: drafts follow");
        reason("October too");
        click("Propose");
        assertThat(proposed()).singleElement().satisfies(item -> {
            assertThat(item.part()).isEqualTo("backfill");
            assertThat(item.wanted()).isEqualTo("2026-10");
        });
        go();
        assertThat(told()).contains("Change 1", "asks for a backfill");
        assertThat(offered()).doesNotContain("Backfill costs…");
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void aSecondBackfillWithinADayIsRefused() {
        turnedOn();
        sql(
                "insert into tag_backfill (requested_at, from_month, status, completed_at, seen_at) values ('2026-11-23T18:00:00Z',"
                        + " '2026-09-01', 'succeeded', '2026-11-23T21:00:00Z', now())");
        go();
        assertThat(tables()).contains("From 1 September 2026", "Done 23 Nov 2026", "Costs are read again after it.");
        click("Backfill costs…");
        finish();
        assertThat(Texts.of(find(Dialog.class).single()))
                .contains("AWS accepts one backfill in 24 hours. The next one is possible from 24 Nov 2026");
        assertThat(find(Button.class).withText("Propose").single().isEnabled()).isFalse();
    }
}
