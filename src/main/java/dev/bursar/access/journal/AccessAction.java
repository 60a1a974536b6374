package dev.bursar.access.journal;

import dev.bursar.access.AccessLinks;
import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import dev.bursar.journal.SubjectNames;
import java.util.HashMap;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is recorded of people, their rights and their ways in. */
@Component
public final class AccessAction extends JournalActions {
    public static final JournalAction ADDRESS_CHANGED = action("address-changed", "E-mail address changed");
    public static final JournalAction CODE_REFUSED = refusal("code-refused", "Code rejected");
    public static final JournalAction CODE_SLOWED = refusal("code-slowed", "Code entry throttled");
    public static final JournalAction FIRST_ADMIN_LINK_USED = action("first-admin-link-used", "First admin added");
    public static final JournalAction IDENTITY_LINKED = action("identity-linked", "Single sign-on identity linked");
    public static final JournalAction INVITATION_USED = action("invitation-used", "Invitation accepted");
    public static final JournalAction INVITED = action("invited", "Person invited");
    public static final JournalAction LEAD_ASSIGNED = action("lead-assigned", "Team lead assigned");
    public static final JournalAction LEAD_ENDED = action("lead-ended", "Team lead assignment ended");
    public static final JournalAction PASSKEY_ADDED = action("passkey-added", "Passkey added");
    public static final JournalAction PASSKEY_REMOVED = action("passkey-removed", "Passkey removed");
    public static final JournalAction PASSWORD_CHANGED = action("password-changed", "Password changed");
    public static final JournalAction PASSWORD_REFUSED = refusal("password-refused", "Password rejected");
    public static final JournalAction PASSWORD_SET = action("password-set", "Password set");
    public static final JournalAction PERSON_CREATED = action("person-created", "Person added");
    public static final JournalAction PERSON_DISABLED = action("person-disabled", "Person disabled");
    public static final JournalAction PERSON_ENABLED = action("person-enabled", "Person enabled");
    public static final JournalAction PERSON_RENAMED = action("person-renamed", "Person renamed");
    public static final JournalAction RECOVERY_CODES_RENEWED =
            action("recovery-codes-renewed", "Recovery codes replaced");
    public static final JournalAction RESET_ASKED = action("reset-asked", "Password reset requested");
    public static final JournalAction RESET_LINK_MADE = action("reset-link-made", "Password reset link created");
    public static final JournalAction RESET_LINK_SENT = action("reset-link-sent", "Password reset link issued");
    public static final JournalAction RESET_LINK_USED = action("reset-link-used", "Password reset link used");
    public static final JournalAction RESET_SLOWED = refusal("reset-slowed", "Password reset throttled");
    public static final JournalAction RIGHTS_BY_GROUP_CHANGED =
            action("rights-by-group-changed", "Rights updated from groups");
    public static final JournalAction ROLES_CHANGED = action("roles-changed", "Roles changed");
    public static final JournalAction SECOND_FACTOR_REMOVED =
            action("second-factor-removed", "Two-factor authentication removed");
    public static final JournalAction SECOND_FACTOR_REQUIRED =
            action("second-factor-required", "Two-factor requirement changed");
    public static final JournalAction SECOND_FACTOR_RESET =
            action("second-factor-reset", "Two-factor authentication reset");
    public static final JournalAction SECOND_FACTOR_SET =
            action("second-factor-set", "Two-factor authentication set up");
    public static final JournalAction SESSION_ENDED = action("session-ended", "Session ended");
    public static final JournalAction SESSIONS_ENDED = action("sessions-ended", "Sessions ended");
    public static final JournalAction SIGN_IN_REFUSED = refusal("sign-in-refused", "Sign-in failed");
    public static final JournalAction SIGN_IN_SLOWED = refusal("sign-in-slowed", "Sign-in throttled");
    public static final JournalAction SIGNED_IN = action("signed-in", "Person signed in");
    public static final JournalAction SINGLE_SIGN_ON_REFUSED =
            refusal("single-sign-on-refused", "Single sign-on failed");

    private static final Predicate<String> NUMBER = Pattern.compile("\\d{1,9}").asMatchPredicate();

    /** People as they are called now, with links to them: who may read the journal may see people. */
    @Bean
    static SubjectNames personNames(JdbcClient jdbc) {
        return SubjectNames.of(
                "person",
                ids -> {
                    var names = new HashMap<String, String>();
                    jdbc.sql("select id, display_name from person where id = any(:ids) order by id")
                            .param(
                                    "ids",
                                    ids.stream()
                                            .filter(NUMBER)
                                            .map(Integer::valueOf)
                                            .toArray(Integer[]::new))
                            .query(row -> {
                                names.put(row.getString("id"), row.getString("display_name"));
                            });
                    return names;
                },
                id -> NUMBER.test(id) ? Optional.of(AccessLinks.person(Integer.parseInt(id))) : Optional.empty());
    }
}
