package dev.bursar.causes.ui;

import dev.bursar.causes.Anomaly;
import dev.bursar.causes.Anomaly.Rated;
import dev.bursar.causes.AnomalyPage;
import dev.bursar.causes.CauseLinks;
import dev.bursar.causes.text.AnomalyText;
import dev.bursar.list.Choices;
import dev.bursar.list.Dimension;
import dev.bursar.list.ListState;
import dev.bursar.list.Listing;
import dev.bursar.list.Setting;
import module java.base;

/** The list of anomalies: what can be chosen, and what each has in its columns. */
final class AnomalyList {
    static final Dimension TEAM = Dimension.of("team", "Team");
    static final Dimension ACCOUNT = Dimension.of("account", "Account");
    static final Dimension SERVICE = Dimension.of("service", "Service");

    /** Whether somebody has said what it is. */
    enum State {
        OPEN,
        RATED
    }

    static final Setting<Optional<State>> STATE = Setting.optional("state", State.class, "state");
    static final Setting<Optional<Long>> OPEN = Setting.number("anomaly").opensPanel();

    /** An anomaly among those that a person sees, with the names of its team and account. */
    record Row(Anomaly anomaly, AnomalyPage page) {}

    static final Listing<Row> LISTING = Listing.of(Row.class, "anomalies", "Anomalies", CauseLinks.ANOMALIES)
            .called("anomaly", "anomalies")
            .counted(STATE, row -> row.anomaly.isOpen() ? State.OPEN : State.RATED)
            .among(
                    TEAM,
                    row -> String.valueOf(row.anomaly.series().team().value()),
                    row -> AnomalyText.team(row.anomaly, row.page))
            .among(
                    ACCOUNT,
                    row -> row.anomaly.series().account(),
                    row -> row.page
                            .accounts()
                            .getOrDefault(
                                    row.anomaly.series().account(),
                                    row.anomaly.series().account()))
            .among(
                    SERVICE,
                    row -> row.anomaly.series().service(),
                    row -> row.anomaly.series().service())
            .sorted("excess", true)
            .setting(OPEN)
            .text("team", "Team", row -> AnomalyText.team(row.anomaly, row.page))
            .text("account", "Account", row -> row.anomaly.series().account())
            .text(
                    "account-name",
                    "Account name",
                    row -> row.page.accounts().getOrDefault(row.anomaly.series().account(), ""))
            .text("service", "Service", row -> row.anomaly.series().service())
            .word("kind", "Kind", row -> row.anomaly.kind(), row -> AnomalyText.kind(row.anomaly.kind()))
            .day("days", "First day", row -> row.anomaly.days().from())
            .by()
            .day("last-day", "Last day", row -> row.anomaly.days().to().minusDays(1))
            .text("goes-on", "Still going on", row -> row.anomaly.goesOn() ? "yes" : "no")
            .text("currency", "Currency", row -> row.anomaly.series().currency())
            .money("expected", "Expected", row -> row.anomaly.expected())
            .money("actual", "Actual", row -> row.anomaly.actual())
            .money("excess", "Above expected", row -> row.anomaly.excess())
            .by()
            .text("changed", "Changed", row -> AnomalyText.restated(row.anomaly))
            .text("rating", "Rating", row -> AnomalyText.rated(row.anomaly))
            .text(
                    "note",
                    "Note",
                    row -> Optional.ofNullable(row.anomaly.rated())
                            .map(Rated::note)
                            .orElse(""))
            .currency(row -> row.anomaly.series().currency())
            .build();

    private AnomalyList() {}

    /** Those that the address asks for, in its order; the latest first where they are the same in it. */
    static List<Row> chosen(AnomalyPage page, ListState state) {
        return LISTING.chosen(rows(page), state);
    }

    static Choices choices(AnomalyPage page, ListState state) {
        return LISTING.choices(rows(page), state);
    }

    private static List<Row> rows(AnomalyPage page) {
        return page.all().stream()
                .sorted(Comparator.comparing(Anomaly::id).reversed())
                .map(one -> new Row(one, page))
                .toList();
    }
}
