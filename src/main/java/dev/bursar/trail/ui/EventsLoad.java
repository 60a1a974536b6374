package dev.bursar.trail.ui;

import dev.bursar.list.ListState;
import dev.bursar.list.Period;
import dev.bursar.trail.query.EventCoverage;
import dev.bursar.trail.query.EventQuestion;
import dev.bursar.trail.query.EventRow;
import dev.bursar.trail.query.EventService;
import dev.bursar.trail.query.EventService.Choices;
import dev.bursar.trail.query.EventService.PersonCount;
import dev.bursar.trail.ui.EventsLoad.Found;
import dev.bursar.ui.Formats;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.LocalDateRange;

/** Asks what the CloudTrail page shows first: its rows, and what was read. */
record EventsLoad(EventService service, Clock clock) {
    /** Days before this may lie before what is kept. */
    private static final int SURELY_KEPT = 30;

    /**
     * What is shown.
     *
     * @param state as asked; with the usual days where those asked for lie before what is kept
     * @param days that it means
     * @param found null where the search took too long
     * @param notice why other days are shown; null where those asked for are
     */
    record Loaded(
            ListState state,
            LocalDateRange days,
            Choices choices,
            EventQuestion question,
            @Nullable Found found,
            @Nullable String notice) {}

    /**
     * Rows, or the persons of the question about them.
     *
     * @param first rows, at most {@link EventPages#FIRST}
     */
    record Found(EventCoverage coverage, List<EventRow> first, List<PersonCount> persons) {}

    Loaded load(ListState asked) {
        LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        Choices choices = service.choices();
        @Nullable
        LocalDate oldest = needsOldest(asked, today)
                ? service.oldest()
                        .map(time -> time.atZone(ZoneOffset.UTC).toLocalDate())
                        .orElse(null)
                : null;
        LocalDateRange days = asked.get(EventList.PERIOD).days(today, oldest);
        ListState state = asked;
        @Nullable String notice = null;
        if (oldest != null && !days.getEnd().isAfter(oldest)) {
            notice = "Events are kept from " + Formats.date(oldest) + " on. The last 30 days are shown instead of "
                    + Formats.range(days) + ".";
            state = asked.without(EventList.PERIOD).with(EventList.OPEN, asked.get(EventList.OPEN));
            days = state.get(EventList.PERIOD).days(today, null);
        }
        EventQuestion question = EventList.question(state, days);
        return new Loaded(state, days, choices, question, found(state, question), notice);
    }

    private static boolean needsOldest(ListState state, LocalDate today) {
        return switch (state.get(EventList.PERIOD)) {
            case Period.All all -> true;
            case Period.Fixed(var days) -> days.getEnd().isBefore(today.minusDays(SURELY_KEPT));
            case Period.Moving moving -> false;
        };
    }

    private @Nullable Found found(ListState state, EventQuestion question) {
        try {
            if (question.searches()) {
                service.searched(question);
            }
            EventCoverage coverage = service.coverage(question);
            return EventList.byPerson(state)
                    ? new Found(coverage, List.of(), service.persons(question))
                    : new Found(coverage, service.page(question, null, 0, EventPages.FIRST), List.of());
        } catch (RuntimeException e) {
            if (EventText.tookTooLong(e)) {
                return null;
            }
            throw e;
        }
    }
}
