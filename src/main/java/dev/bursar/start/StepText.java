package dev.bursar.start;

import dev.bursar.kernel.SetupStep;

/** What each step of the set-up is called, as what to do. */
public final class StepText {
    private StepText() {}

    public static String of(SetupStep step) {
        return switch (step) {
            case CONNECTION -> "Connect AWS";
            case TEAM_TAG -> "Choose the team tag";
            case COSTS -> "Read the first costs";
            case CHARGE_FILES -> "Import charge files";
            case TEAMS -> "Confirm teams";
            case ACCOUNTS -> "Connect accounts";
            case LEADS -> "Invite team leads";
            case MAIL -> "Set up mail";
            case TAG_POLICY -> "Add a tag policy";
            case BUDGETS -> "Set budgets";
            case POOLS -> "Share costs with pools";
            case STATEMENTS -> "Show a month to leads";
        };
    }
}
