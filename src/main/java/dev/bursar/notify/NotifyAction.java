package dev.bursar.notify;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import org.springframework.stereotype.Component;

/** What is recorded of mail. */
@Component
final class NotifyAction extends JournalActions {
    static final JournalAction MAIL_DISMISSED = action("mail-dismissed", "Mail dismissed");
    static final JournalAction MAIL_GIVEN_UP = action("mail-given-up", "Mail delivery failed");
    static final JournalAction MAIL_TRIED_AGAIN = action("mail-tried-again", "Mail delivery retried");
}
