package dev.bursar.journal.ui;

import dev.bursar.journal.JournalLinks;
import dev.bursar.journal.JournalQuestion;
import dev.bursar.list.ListAddress;
import dev.bursar.list.ListState;
import dev.bursar.list.Period;
import dev.bursar.list.Preset;
import dev.bursar.list.Setting;
import module java.base;
import org.threeten.extra.LocalDateRange;

/** What can be chosen on the Activity log page. */
final class JournalList {
    static final Setting<Period> PERIOD = Setting.period(Preset.LAST_30_DAYS, false);
    /** With what Bursar did by itself. */
    static final Setting<Boolean> JOBS = Setting.onOff("jobs", false);
    /** The entry whose details are open. */
    static final Setting<Optional<Long>> OPEN = Setting.number("entry").opensPanel();

    static final ListAddress ADDRESS = new ListAddress(
            JournalLinks.JOURNAL, JournalQuestion.FILTERS, PERIOD, JournalQuestion.FILTERS.setting(), JOBS, OPEN);

    private JournalList() {}

    static LocalDateRange days(ListState state, LocalDate today) {
        return state.get(PERIOD).days(today, null);
    }

    static JournalQuestion question(ListState state, LocalDate today) {
        LocalDateRange range = days(state, today);
        return new JournalQuestion(range.getStart(), range.getEnd(), state.filters(), null, state.get(JOBS));
    }
}
