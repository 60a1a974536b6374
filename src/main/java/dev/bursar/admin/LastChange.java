package dev.bursar.admin;

import dev.bursar.journal.JournalEntry;
import dev.bursar.journal.JournalQuestion;
import dev.bursar.journal.JournalService;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import module java.base;
import org.springframework.stereotype.Component;

/** Says who changed something last, from the journal: for those whose change came second. */
@Component
public class LastChange {
    private static final int DAYS = 30;

    private final JournalService journal;
    private final Clock clock;

    LastChange(JournalService journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /** {@code Demo admin changed this at 09:40 UTC.} */
    public String of(String subject) {
        LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        var filter = JournalQuestion.SUBJECT.is(subject);
        return journal
                .page(new JournalQuestion(today.minusDays(DAYS), today.plusDays(1), List.of(filter)), null, 0, 1)
                .stream()
                .findFirst()
                .map(LastChange::words)
                .orElse("Someone changed this in the meantime.");
    }

    private static String words(JournalEntry entry) {
        return PlainText.cut(entry.actorName(), 60) + " changed this at " + Formats.moment(entry.at()) + ".";
    }
}
