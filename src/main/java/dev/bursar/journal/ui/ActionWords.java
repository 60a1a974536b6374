package dev.bursar.journal.ui;

import java.util.Map;
import java.util.Set;

/** Actions as a person says them. One that is not in the table is shown as it is recorded. */
final class ActionWords {
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("denied", "Was refused a page or an action"),
            Map.entry("first-admin-link-used", "Became the first admin"),
            Map.entry("journal-exported", "Exported the journal"),
            Map.entry("kept-no-longer", "Deleted what is kept no longer"),
            Map.entry("lead-assigned", "Made somebody lead of a team"),
            Map.entry("lead-ended", "Ended somebody\u2019s lead of a team"),
            Map.entry("password-set", "Set a password"),
            Map.entry("person-created", "Added a person"),
            Map.entry("person-disabled", "Disabled a person"),
            Map.entry("person-enabled", "Enabled a person"),
            Map.entry("roles-changed", "Changed roles"),
            Map.entry("sessions-ended", "Ended a person\u2019s sessions"),
            Map.entry("settings-changed", "Changed settings"),
            Map.entry("sign-in-refused", "Was refused a sign-in"),
            Map.entry("sign-in-slowed", "Had to wait before the next sign-in"),
            Map.entry("signed-in", "Signed in"),
            Map.entry("sync-run-asked", "Asked for a run"),
            Map.entry("sync-run-ended", "Ended a run"),
            Map.entry("sync-run-stop-asked", "Asked a run to stop"),
            Map.entry("table-arranged", "Arranged a table"),
            Map.entry("view-changed", "Changed a saved view"),
            Map.entry("view-deleted", "Deleted a saved view"),
            Map.entry("view-opens-first", "Changed which view opens first"),
            Map.entry("view-saved", "Saved a view"));
    private static final Set<String> REFUSALS = Set.of("denied", "sign-in-refused", "sign-in-slowed");

    private ActionWords() {}

    static String of(String action) {
        return WORDS.getOrDefault(action, action);
    }

    static boolean isRefusal(String action) {
        return REFUSALS.contains(action);
    }
}
