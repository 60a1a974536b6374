package dev.bursar.causes.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import dev.bursar.causes.aws.AwsAnomalyService;
import dev.bursar.causes.aws.AwsAnomalyService.State;
import dev.bursar.causes.spi.AwsAnomaly;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.FixedRows;
import dev.bursar.ui.Formats;
import dev.bursar.ui.HtmlTable;
import dev.bursar.ui.HtmlTable.Column;
import dev.bursar.ui.Notices;
import dev.bursar.ui.Section;
import dev.bursar.ui.Styled;
import dev.bursar.ui.UserAction;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Below the list: what AWS told and Bursar didn't, and for admins the switch for asking it, with its price. */
final class AwsAnomalySection extends Composite<Section> {
    private static final String DENIED = "Your role no longer includes this. Nothing was changed.";

    private final Section section = new Section("AWS\u2019s own anomalies");
    private final AwsAnomalyService service;
    private final Runnable changed;

    /**
     * @param accounts names by id
     * @param changed told after it was turned on or off
     */
    AwsAnomalySection(
            AwsAnomalyService service, State state, Map<String, String> accounts, boolean admin, Runnable changed) {
        this.service = service;
        this.changed = changed;
        section.note(state.enabled() ? "on" : "off");
        Paragraph standing = note(AwsAnomalyText.standing(state));
        if (state.enabled() && state.readAt() == null && state.problem().isEmpty()) {
            EmptyState.awaits(standing);
        }
        section.with(standing);
        if (!state.problem().isEmpty()) {
            Paragraph problem = note(state.problem() + " " + state.whatToDo());
            problem.getElement().setAttribute("role", "status");
            section.with(problem);
        }
        if (!state.onlyAws().isEmpty()) {
            section.with(table(state.onlyAws(), accounts));
        }
        if (admin && state.enabled()) {
            section.actions(Buttons.neutral(
                    "Turn off",
                    click -> turn(
                            AwsAnomalyService::turnOff,
                            "Turned off. Bursar no longer asks AWS, and keeps what it has read.")));
        } else if (admin) {
            section.actions(Buttons.neutral(
                    "Turn on, about " + Formats.money(state.monthUsd(), AwsAnomalyText.USD) + " a month",
                    click -> turn(
                            AwsAnomalyService::turnOn,
                            "Turned on. Bursar reads the last 90 days now; the Sync page shows how far it is.")));
        }
    }

    /** Whether there is anything to say: to those who can't turn it on, only what was read. */
    static boolean isShown(State state, boolean admin) {
        return admin || state.enabled() || state.readAt() != null;
    }

    private static Paragraph note(String words) {
        var note = new Paragraph(words);
        note.addClassName("note");
        return note;
    }

    private static Div table(List<AwsAnomaly> all, Map<String, String> accounts) {
        var rows = new FixedRows();
        all.forEach(one -> rows.line(
                AwsAnomalyText.service(one),
                "",
                AwsAnomalyText.accounts(one, accounts) + ", " + AwsAnomalyText.days(one.first(), one.last()),
                AwsAnomalyText.accounts(one, accounts),
                AwsAnomalyText.usageTypes(one),
                AwsAnomalyText.days(one.first(), one.last()),
                Formats.signed(one.impact(), AwsAnomalyText.USD)));
        return Styled.div(
                "aws-anomalies",
                new HtmlTable(
                        "Anomalies that only AWS reports",
                        List.of(
                                Column.name("SERVICE", "Service", ""),
                                Column.text("ACCOUNT", "Account", 190).onlyWide(),
                                Column.text("USAGE", "Usage type", 240).onlyWide(),
                                Column.text("DAYS", "Days", 190).onlyWide(),
                                Column.figure("IMPACT", "Above expected", 140, "")),
                        List.of(),
                        rows));
    }

    private void turn(Consumer<AwsAnomalyService> change, String done) {
        if (UserAction.of(() -> change.accept(service)).denied(DENIED).run()) {
            Notices.success(done);
            changed.run();
        }
    }

    @Override
    protected Section initContent() {
        return section;
    }
}
