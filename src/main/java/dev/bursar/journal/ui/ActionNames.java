package dev.bursar.journal.ui;

import java.util.Map;
import java.util.Set;

/** Actions as a person says them. One that is not in the table is shown as it is recorded. */
final class ActionNames {
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("address-changed", "Changed a mail address"),
            Map.entry("breakdown-turned-off", "Turned a breakdown off"),
            Map.entry("breakdown-turned-on", "Turned a breakdown on"),
            Map.entry("code-refused", "Was refused a code"),
            Map.entry("code-slowed", "Had to wait before the next code"),
            Map.entry("cost-centre-set", "Set a cost centre"),
            Map.entry("denied", "Was refused access"),
            Map.entry("department-created", "Added a department"),
            Map.entry("department-ended", "Ended a department"),
            Map.entry("department-moved", "Moved a department"),
            Map.entry("department-renamed", "Renamed a department"),
            Map.entry("export-cancelled", "Cancelled an export"),
            Map.entry("export-deleted", "Deleted an export"),
            Map.entry("export-failed", "Failed to make an export"),
            Map.entry("export-fetched", "Fetched an export"),
            Map.entry("export-made", "Made an export"),
            Map.entry("export-started", "Started an export"),
            Map.entry("first-admin-link-used", "Became the first admin"),
            Map.entry("identity-linked", "Linked a single sign-on identity"),
            Map.entry("import-cancel-asked", "Cancelled an import"),
            Map.entry("import-cancelled", "Ended an import that was cancelled"),
            Map.entry("import-failed", "Failed to import charge files"),
            Map.entry("import-refused", "Refused charge files that are wrong"),
            Map.entry("import-started", "Started an import"),
            Map.entry("invitation-used", "Used an invitation"),
            Map.entry("journal-exported", "Exported the journal"),
            Map.entry("kept-no-longer", "Deleted what is kept no longer"),
            Map.entry("lead-assigned", "Made somebody lead of a team"),
            Map.entry("lead-ended", "Ended somebody\u2019s lead of a team"),
            Map.entry("mail-dismissed", "Dismissed a mail"),
            Map.entry("mail-given-up", "Gave up on a mail"),
            Map.entry("mail-tried-again", "Tried to send a mail again"),
            Map.entry("passkey-added", "Added a passkey"),
            Map.entry("passkey-removed", "Removed a passkey"),
            Map.entry("password-changed", "Changed a password"),
            Map.entry("password-refused", "Was refused a password"),
            Map.entry("password-set", "Set a password"),
            Map.entry("permissions-tested", "Tested permissions at AWS"),
            Map.entry("person-created", "Added a person"),
            Map.entry("person-disabled", "Disabled a person"),
            Map.entry("person-enabled", "Enabled a person"),
            Map.entry("person-renamed", "Renamed a person"),
            Map.entry("recovery-codes-renewed", "Renewed recovery codes"),
            Map.entry("reset-asked", "Asked to reset a password"),
            Map.entry("reset-link-made", "Made a link to reset a password"),
            Map.entry("reset-link-used", "Used a link to reset a password"),
            Map.entry("reset-slowed", "Had to wait before the next reset"),
            Map.entry("rights-by-group-changed", "Changed which rights groups give"),
            Map.entry("roles-changed", "Changed roles"),
            Map.entry("rule-added", "Added an ownership rule"),
            Map.entry("rule-changed", "Changed an ownership rule"),
            Map.entry("rule-corrected", "Corrected an ownership rule"),
            Map.entry("rule-ended", "Ended an ownership rule"),
            Map.entry("rule-removed", "Removed an ownership rule"),
            Map.entry("rules-added", "Added ownership rules"),
            Map.entry("rules-handed-over", "Handed ownership rules over"),
            Map.entry("rules-reordered", "Reordered ownership rules"),
            Map.entry("second-factor-removed", "Removed a second factor"),
            Map.entry("second-factor-required", "Changed who needs a second factor"),
            Map.entry("second-factor-reset", "Reset a second factor"),
            Map.entry("second-factor-set", "Set a second factor"),
            Map.entry("charge-files-imported", "Imported charge files"),
            // as it was called before
            Map.entry("export-imported", "Imported charge files"),
            Map.entry("session-ended", "Ended a session"),
            Map.entry("sessions-ended", "Ended a person\u2019s sessions"),
            Map.entry("settings-changed", "Changed settings"),
            Map.entry("sign-in-refused", "Was refused a sign-in"),
            Map.entry("sign-in-slowed", "Had to wait before the next sign-in"),
            Map.entry("signed-in", "Signed in"),
            Map.entry("single-sign-on-refused", "Was refused a single sign-on"),
            Map.entry("sync-run-asked", "Asked for a run"),
            Map.entry("sync-run-ended", "Ended a run"),
            Map.entry("sync-run-stop-asked", "Asked a run to stop"),
            Map.entry("table-arranged", "Arranged a table"),
            Map.entry("tag-spend-read", "Read the spend of tags"),
            Map.entry("tag-values-left-out", "Left tag values without a team"),
            Map.entry("team-created", "Added a team"),
            Map.entry("team-ended", "Ended a team"),
            Map.entry("team-key-chosen", "Chose the tag that names teams"),
            Map.entry("team-merged", "Merged a team"),
            Map.entry("team-moved", "Moved a team"),
            Map.entry("team-renamed", "Renamed a team"),
            Map.entry("team-split", "Split a team"),
            Map.entry("view-changed", "Changed a saved view"),
            Map.entry("view-deleted", "Deleted a saved view"),
            Map.entry("view-opens-first", "Changed which view opens first"),
            Map.entry("view-saved", "Saved a view"));
    private static final Set<String> REFUSALS = Set.of(
            "denied",
            "code-refused",
            "code-slowed",
            "password-refused",
            "reset-slowed",
            "sign-in-refused",
            "sign-in-slowed",
            "single-sign-on-refused");

    private ActionNames() {}

    static String of(String action) {
        return WORDS.getOrDefault(action, action);
    }

    static boolean isRefusal(String action) {
        return REFUSALS.contains(action);
    }
}
