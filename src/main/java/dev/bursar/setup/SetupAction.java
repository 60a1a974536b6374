package dev.bursar.setup;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import org.springframework.stereotype.Component;

/** What is recorded of set-up. */
@Component
public final class SetupAction extends JournalActions {
    public static final JournalAction ACCOUNT_ACCESS_CHANGED =
            action("account-access-changed", "Access to accounts changed");
    public static final JournalAction ACCOUNT_ACCESS_TESTED =
            action("account-access-tested", "Access to accounts tested");
    public static final JournalAction PERMISSIONS_TESTED = action("permissions-tested", "AWS permissions tested");
    public static final JournalAction TAG_SPEND_READ = action("tag-spend-read", "Spend by tag read");
    public static final JournalAction TAG_VALUES_LEFT_OUT = action("tag-values-left-out", "Tag values left out");
    public static final JournalAction TEAM_KEY_CHOSEN = action("team-key-chosen", "Team tag chosen");
}
