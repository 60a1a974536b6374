package dev.bursar.admin.reach;

import dev.bursar.setup.reach.AccountReach;
import dev.bursar.setup.reach.PlaceState;
import dev.bursar.setup.reach.ReachRefused;
import dev.bursar.setup.reach.ReachState;
import dev.bursar.setup.reach.ReachSummary;
import dev.bursar.ui.FactLine;
import dev.bursar.ui.Formats;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Words of Access to accounts. */
public final class ReachText {
    private ReachText() {}

    static FactLine facts(ReachState state) {
        ReachSummary summary = state.summary();
        if (summary.checkedAt() == null) {
            return new FactLine("No account has been checked yet");
        }
        var facts = new FactLine(answering(summary));
        if (summary.suspended() > 0) {
            facts.fact(Formats.count(summary.suspended()) + " suspended");
        }
        if (!summary.enabled()) {
            facts.fact("member accounts are not read");
        }
        return facts.fact("checked " + Formats.momentWithYear(summary.checkedAt()));
    }

    /** {@code 11 of 14 accounts connected}. */
    public static String answering(ReachSummary summary) {
        return Formats.count(summary.answering()) + " of " + Formats.count(summary.accounts(), "account", "accounts")
                + " connected";
    }

    /** {@code 5 of 6 connected}; only their number where all are, or while nothing was read in them. */
    static String regions(AccountReach account) {
        int all = account.regions().size();
        if (all == 0) {
            return "";
        }
        return account.regionsRead() == 0 || account.regionsAnswering() == all
                ? Formats.count(all, "Region", "Regions")
                : Formats.count(account.regionsAnswering()) + " of " + Formats.count(all) + " connected";
    }

    static String api(String api) {
        return switch (api) {
            case PlaceState.ROLE -> "Role";
            case PlaceState.REGIONS -> "List of Regions";
            case PlaceState.TAGGING -> "Resource Groups Tagging";
            case PlaceState.RESOURCE_EXPLORER -> "Resource Explorer";
            case PlaceState.CLOUDTRAIL -> "CloudTrail";
            case PlaceState.BEDROCK -> "Amazon Bedrock";
            case PlaceState.SAGEMAKER -> "SageMaker";
            case PlaceState.CLOUDWATCH -> "CloudWatch";
            case PlaceState.CLOUDWATCH_LIST -> "CloudWatch\u2019s list of metrics";
            case PlaceState.COMPUTE_OPTIMIZER -> "Compute Optimizer";
            default -> api.replace('-', ' ');
        };
    }

    static String refusal(ReachRefused.Reason reason) {
        return switch (reason) {
            case NAME_EMPTY -> "Enter the name of the role.";
            case NAME_TOO_LONG -> "A role name has at most 64 characters.";
            case NOT_A_NAME ->
                "A role name has letters, digits and _ + = , . @ - only. Enter the name, not the ARN or the path.";
            case ID_TOO_SHORT -> "An ExternalId has at least 2 characters.";
            case ID_TOO_LONG -> "An ExternalId has at most 1,224 characters.";
            case NOT_AN_ID -> "An ExternalId has letters, digits and _ + = , . @ : / - only.";
            case NO_REGION, NOT_A_REGION ->
                "Enter names of Regions such as eu-central-1, separated by commas, or leave the field empty.";
        };
    }

    /** What was typed; null for every Region that is enabled. */
    static @Nullable List<String> regions(String typed) {
        return typed.isBlank()
                ? null
                : Arrays.stream(typed.split("[,;\\s]+"))
                        .filter(name -> !name.isEmpty())
                        .toList();
    }
}
