package dev.bursar.admin.people;

import dev.bursar.journal.JournalQuestion;
import dev.bursar.journal.JournalService;
import dev.bursar.kernel.PersonId;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import module java.base;
import org.springframework.stereotype.Component;

/** Says from the journal who changed a person last. */
@Component
class LastPersonChange {
    private final JournalService journal;
    private final Clock clock;

    LastPersonChange(JournalService journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /** {@code Demo admin changed this person on 24 Nov, 09:40 UTC.} */
    String of(PersonId person) {
        var today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        var question = new JournalQuestion(
                today.minusDays(7), today.plusDays(1), List.of(JournalQuestion.SUBJECT.is("person:" + person.value())));
        return journal.page(question, null, 0, 1).stream()
                .findFirst()
                .map(entry -> PlainText.cut(entry.actorName(), 60) + " changed this person on "
                        + Formats.moment(entry.at()) + ".")
                .orElse("Someone changed this person in the meantime.");
    }
}
