package dev.bursar.causes.ui;

import com.vaadin.flow.component.html.Div;
import dev.bursar.causes.aws.AwsAnomalyService;
import dev.bursar.causes.aws.AwsAnomalyService.State;
import dev.bursar.causes.spi.AwsAnomaly;
import dev.bursar.sync.daily.DailyReadings;
import dev.bursar.sync.daily.PaidReadings;
import dev.bursar.sync.text.ProblemText;
import dev.bursar.ui.FixedRows;
import dev.bursar.ui.Formats;
import dev.bursar.ui.HtmlTable;
import dev.bursar.ui.HtmlTable.Column;
import dev.bursar.ui.Styled;
import dev.bursar.ui.SwitchSection;
import dev.bursar.ui.SwitchSection.Turn;
import module java.base;

/** Below the list: what AWS told and Bursar didn't, and for admins the switch for asking it, with its price. */
final class AwsAnomalySection {
    private AwsAnomalySection() {}

    /**
     * @param accounts names by id
     * @param changed told after it was turned on or off
     */
    static SwitchSection of(
            PaidReadings readings, State state, Map<String, String> accounts, boolean admin, Runnable changed) {
        DailyReadings.State reading = state.reading();
        var section = new SwitchSection("AWS\u2019s own anomalies", reading.enabled())
                .standing(
                        AwsAnomalyText.standing(state),
                        reading.enabled() && reading.readAt() == null && reading.refusal() == null)
                .problem(ProblemText.both(reading.problem()));
        if (!state.onlyAws().isEmpty()) {
            section.with(table(state.onlyAws(), accounts));
        }
        return admin
                ? section.turns(
                        "Turn on, about " + Formats.money(state.monthUsd(), AwsAnomalyText.USD) + " a month",
                        new Turn(
                                () -> readings.turnOn(AwsAnomalyService.READING),
                                "Turned on. Bursar reads the last 90 days now; the Sync page shows how far it is."),
                        new Turn(
                                () -> readings.turnOff(AwsAnomalyService.READING),
                                "Turned off. Bursar no longer asks AWS, and keeps what it has read."),
                        changed)
                : section;
    }

    /** Whether there is anything to say: to those who can't turn it on, only what was read. */
    static boolean isShown(State state, boolean admin) {
        return admin || state.reading().enabled() || state.reading().readAt() != null;
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
}
