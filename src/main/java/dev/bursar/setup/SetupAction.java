package dev.bursar.setup;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import dev.bursar.journal.SubjectNames;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import module java.base;
import org.springframework.context.annotation.Bean;
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
    public static final JournalAction TEAM_KEY_CHOSEN = action("team-key-chosen", "Team keys chosen");

    /** What was set up, with a link for whoever may open its page. */
    @Bean
    static SubjectNames setUpNames(Scope scope) {
        return SubjectNames.each(
                "set-up",
                id -> switch (id) {
                    case "aws" -> Optional.of("of AWS");
                    case "reach" -> Optional.of("of member accounts");
                    default -> Optional.empty();
                },
                id -> {
                    boolean reach = id.equals("reach");
                    return scope.has(Role.ADMIN) || reach && scope.has(Role.AUDITOR)
                            ? Optional.of(reach ? SetupLinks.REACH : SetupLinks.SET_UP)
                            : Optional.empty();
                });
    }
}
