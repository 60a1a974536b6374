package dev.bursar.setup;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/** What is recorded of set-up. */
public enum SetupAction implements JournalAction {
    ACCOUNT_ACCESS_CHANGED("account-access-changed", "Access to accounts changed"),
    ACCOUNT_ACCESS_TESTED("account-access-tested", "Access to accounts tested"),
    PERMISSIONS_TESTED("permissions-tested", "AWS permissions tested"),
    TAG_SPEND_READ("tag-spend-read", "Spend by tag read"),
    TAG_VALUES_LEFT_OUT("tag-values-left-out", "Tag values left out"),
    TEAM_KEY_CHOSEN("team-key-chosen", "Team tag chosen");

    private final String code;
    private final String label;

    SetupAction(String code, String label) {
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
        public Collection<SetupAction> actions() {
            return List.of(values());
        }
    }
}
