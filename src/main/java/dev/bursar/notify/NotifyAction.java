package dev.bursar.notify;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import org.springframework.stereotype.Component;

/** What is recorded of mail. */
enum NotifyAction implements JournalAction {
    MAIL_DISMISSED("mail-dismissed", "Mail dismissed"),
    MAIL_GIVEN_UP("mail-given-up", "Mail delivery failed"),
    MAIL_TRIED_AGAIN("mail-tried-again", "Mail delivery retried");

    private final Called called;

    NotifyAction(String code, String label) {
        called = new Called(code, label, false);
    }

    @Override
    public Called called() {
        return called;
    }

    /** Offers them to the Activity log page. */
    @Component
    static class Offered extends JournalActions {
        Offered() {
            super(values());
        }
    }
}
