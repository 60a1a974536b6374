package dev.bursar.trail.ui;

import dev.bursar.list.ListState;
import dev.bursar.list.Period;
import dev.bursar.list.Preset;
import dev.bursar.setup.SetupLinks;
import dev.bursar.sync.SyncLinks;
import dev.bursar.trail.event.Topic;
import dev.bursar.trail.query.EventCoverage;
import dev.bursar.ui.AccountsText;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Looked;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.LocalDateRange;

/**
 * What the CloudTrail page says in place of rows: nothing was read yet, nothing matches, or the search took too long.
 *
 * @param seesSync whether the person may open the Sync page
 */
record EventStates(ListState list, boolean admin, boolean seesSync, Consumer<ListState> open, Consumer<String> go) {
    EmptyState nothingRead() {
        var state = EmptyState.notRead(
                "CloudTrail events have not been read yet",
                "Bursar reads who did what in your AWS accounts from CloudTrail\u2019s event history, which AWS keeps"
                        + " for 90 days, and keeps it longer. "
                        + (admin
                                ? "It reads the accounts that it has access to, with the job Read CloudTrail events."
                                : "An admin of your organisation gives Bursar access to accounts."));
        if (admin) {
            state.actions(Buttons.primary("Go to Access to accounts", click -> go.accept(SetupLinks.REACH)));
        }
        return seesSync ? state.actions(Buttons.neutral("Go to Sync", click -> go.accept(SyncLinks.SYNC))) : state;
    }

    /** @param filters in words, the question among them */
    EmptyState nothingMatches(EventCoverage coverage, LocalDateRange days, List<String> filters) {
        @Nullable Topic topic = EventList.topic(list);
        boolean everything = filters.size() == (topic == null ? 0 : 1);
        EmptyState state;
        if (everything && coverage.whole()) {
            state = EmptyState.nothingFound(
                    topic == null ? "No events" : EventText.nothing(topic),
                    Looked.at(
                            Formats.range(days) + ", events of "
                                    + Formats.count(coverage.accounts(), "account", "accounts") + services(),
                            coverage.accounts(),
                            coverage.upTo()),
                    "");
        } else if (everything && coverage.read() < coverage.accounts()) {
            state = EmptyState.readInPart(
                    coverage.accounts(),
                    coverage.reasons(),
                    (topic == null ? "What was read has no events." : EventText.noneFound(topic)) + " "
                            + lookedAt(coverage, days));
        } else {
            state = EmptyState.noMatch("No events match", noMatch(coverage, Formats.range(days), filters));
        }
        if (EventList.narrowed(list)) {
            state.actions(Buttons.primary(
                    everything ? "Show all events" : "Clear filters", click -> open.accept(EventList.all(list))));
        }
        return list.get(EventList.PERIOD).equals(Period.ALL)
                ? state
                : state.actions(Buttons.neutral(
                        "Show all kept events", click -> open.accept(list.with(EventList.PERIOD, Period.ALL))));
    }

    /** {@code Checked: events of 12 accounts, read up to 29 Nov, 12:42 UTC, 31 Oct – 29 Nov 2026, without those of AWS services.} */
    private String lookedAt(EventCoverage coverage, LocalDateRange days) {
        return "Checked: " + Formats.range(days) + ", events of "
                + AccountsText.some(coverage.read(), coverage.accounts())
                + (coverage.upTo() == null ? "" : ", read up to " + Formats.moment(coverage.upTo())) + services() + ".";
    }

    private String services() {
        return list.get(EventList.SERVICES) ? "" : ", without what AWS services do for themselves";
    }

    private static String noMatch(EventCoverage coverage, String range, List<String> filters) {
        String missing = CoverageNote.missing(coverage);
        return (filters.isEmpty()
                        ? "No event that you can see happened in " + range + "."
                        : "No event in " + range + " matches "
                                + (filters.size() == 1
                                        ? "\u201C" + filters.getFirst().replaceAll("[\u201C\u201D]", "") + "\u201D."
                                        : "all of: " + String.join(", ", filters) + "."))
                + (missing.isEmpty() ? "" : " " + missing);
    }

    EmptyState tookTooLong() {
        return EmptyState.tooLong(
                        "The search took longer than 30 seconds",
                        "Choose fewer days, or a person or resource. Your filters are kept.")
                .actions(Buttons.primary(
                        "Show the last 7 days",
                        click -> open.accept(list.with(EventList.PERIOD, Period.of(Preset.LAST_7_DAYS)))));
    }
}
