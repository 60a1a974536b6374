package dev.bursar.notify;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/** What is recorded of mail. */
enum NotifyAction implements JournalAction {
    MAIL_DISMISSED("mail-dismissed", "Mail dismissed"),
    MAIL_GIVEN_UP("mail-given-up", "Mail delivery failed"),
    MAIL_TRIED_AGAIN("mail-tried-again", "Mail delivery retried");

    private final String code;
    private final String label;

    NotifyAction(String code, String label) {
        this.code = code;
        this.label = label;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public String label() {
        return label;
    }

    /** Offers them to the Activity log page. */
    @Component
    static class Offered implements JournalActions {
        @Override
        public Collection<NotifyAction> actions() {
            return List.of(values());
        }
    }
}
