package dev.bursar.access.journal;

import dev.bursar.journal.JournalAction;
import dev.bursar.journal.JournalActions;
import org.springframework.stereotype.Component;

/** What is recorded of people, their rights and their ways in. */
public enum AccessAction implements JournalAction {
    ADDRESS_CHANGED("address-changed", "E-mail address changed"),
    CODE_REFUSED("code-refused", "Code rejected", true),
    CODE_SLOWED("code-slowed", "Code entry throttled", true),
    FIRST_ADMIN_LINK_USED("first-admin-link-used", "First admin added"),
    IDENTITY_LINKED("identity-linked", "Single sign-on identity linked"),
    INVITATION_USED("invitation-used", "Invitation accepted"),
    INVITED("invited", "Person invited"),
    LEAD_ASSIGNED("lead-assigned", "Team lead assigned"),
    LEAD_ENDED("lead-ended", "Team lead assignment ended"),
    PASSKEY_ADDED("passkey-added", "Passkey added"),
    PASSKEY_REMOVED("passkey-removed", "Passkey removed"),
    PASSWORD_CHANGED("password-changed", "Password changed"),
    PASSWORD_REFUSED("password-refused", "Password rejected", true),
    PASSWORD_SET("password-set", "Password set"),
    PERSON_CREATED("person-created", "Person added"),
    PERSON_DISABLED("person-disabled", "Person disabled"),
    PERSON_ENABLED("person-enabled", "Person enabled"),
    PERSON_RENAMED("person-renamed", "Person renamed"),
    RECOVERY_CODES_RENEWED("recovery-codes-renewed", "Recovery codes replaced"),
    RESET_ASKED("reset-asked", "Password reset requested"),
    RESET_LINK_MADE("reset-link-made", "Password reset link created"),
    RESET_LINK_SENT("reset-link-sent", "Password reset link issued"),
    RESET_LINK_USED("reset-link-used", "Password reset link used"),
    RESET_SLOWED("reset-slowed", "Password reset throttled", true),
    RIGHTS_BY_GROUP_CHANGED("rights-by-group-changed", "Rights updated from groups"),
    ROLES_CHANGED("roles-changed", "Roles changed"),
    SECOND_FACTOR_REMOVED("second-factor-removed", "Two-factor authentication removed"),
    SECOND_FACTOR_REQUIRED("second-factor-required", "Two-factor requirement changed"),
    SECOND_FACTOR_RESET("second-factor-reset", "Two-factor authentication reset"),
    SECOND_FACTOR_SET("second-factor-set", "Two-factor authentication set up"),
    SESSION_ENDED("session-ended", "Session ended"),
    SESSIONS_ENDED("sessions-ended", "Sessions ended"),
    SIGN_IN_REFUSED("sign-in-refused", "Sign-in failed", true),
    SIGN_IN_SLOWED("sign-in-slowed", "Sign-in throttled", true),
    SIGNED_IN("signed-in", "Person signed in"),
    SINGLE_SIGN_ON_REFUSED("single-sign-on-refused", "Single sign-on failed", true);

    private final Called called;

    AccessAction(String code, String label) {
        this(code, label, false);
    }

    AccessAction(String code, String label, boolean refusal) {
        called = new Called(code, label, refusal);
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
