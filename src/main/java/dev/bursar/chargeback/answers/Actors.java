package dev.bursar.chargeback.answers;

import dev.bursar.chargeback.seals.Sealed;
import dev.bursar.chargeback.seals.Seals;
import dev.bursar.journal.CommonAction;
import dev.bursar.journal.Journal;
import dev.bursar.journal.JournalAction;
import dev.bursar.kernel.Scope;
import dev.bursar.notify.Outbox;
import module java.base;
import org.springframework.stereotype.Component;

/** Who answers now, when, and what is recorded of it. */
@Component
class Actors {
    private final Scope scope;
    private final Journal journal;
    private final Seals seals;
    private final Outbox outbox;
    private final Clock clock;

    Actors(Scope scope, Journal journal, Seals seals, Outbox outbox, Clock clock) {
        this.scope = scope;
        this.journal = journal;
        this.seals = seals;
        this.outbox = outbox;
        this.clock = clock;
    }

    Scope scope() {
        return scope;
    }

    Instant now() {
        return clock.instant();
    }

    LocalDate today() {
        return LocalDate.now(clock.withZone(ZoneOffset.UTC));
    }

    boolean mails() {
        return outbox.ready();
    }

    Map<String, String> seals(Sealed kind, long number) {
        return seals.of(kind, number);
    }

    void record(JournalAction action, String subject, Map<String, Object> after) {
        journal.record(action, subject, null, after);
    }

    /** Records the denial; what is missing looks the same. */
    AnswerRefused missing(String subject) {
        journal.denied(CommonAction.DENIED, subject);
        return new AnswerRefused(AnswerRefused.Why.MISSING);
    }
}
