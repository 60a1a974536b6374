package dev.bursar.setup;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import org.springframework.stereotype.Component;

/** What is recorded of set-up. */
public enum SetupAction implements JournalAction {
    ACCOUNT_ACCESS_CHANGED("account-access-changed", "Access to accounts changed"),
    ACCOUNT_ACCESS_TESTED("account-access-tested", "Access to accounts tested"),
    PERMISSIONS_TESTED("permissions-tested", "AWS permissions tested"),
    TAG_SPEND_READ("tag-spend-read", "Spend by tag read"),
    TAG_VALUES_LEFT_OUT("tag-values-left-out", "Tag values left out"),
    TEAM_KEY_CHOSEN("team-key-chosen", "Team tag chosen");

    private final Called called;

    SetupAction(String code, String label) {
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
