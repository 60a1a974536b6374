package dev.bursar.budgets.ui.aws;

import dev.bursar.budgets.writes.AwsBudgetWrites.Link;
import dev.bursar.budgets.writes.BudgetWriteRefused;
import dev.bursar.budgets.writes.Drift;
import dev.bursar.budgets.writes.PublishObstacle;
import dev.bursar.changes.write.AwsChanges.Latest;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Budgets that Bursar writes to AWS, in sentences. */
final class AwsWriteText {
    private AwsWriteText() {}

    static String obstacle(PublishObstacle why) {
        return switch (why) {
            case NOT_OF_A_TEAM -> "Only a team\u2019s budget can be published: AWS can\u2019t add up departments.";
            case UNALLOCATED -> "Costs that nobody owns have no tag that AWS could filter by.";
            case ENDED -> "This budget has ended.";
            case NOT_BEGUN -> "It can be published once its first period has begun.";
            case CURRENCY -> "AWS\u2019s budgets count in US dollars.";
            case FISCAL -> "AWS\u2019s quarters and years follow the calendar. This budget\u2019s don\u2019t.";
            case WITHOUT_SUPPORT -> "It leaves out AWS Support, which AWS can\u2019t leave out in the same way.";
            case WITHOUT_COMMITMENTS -> "It leaves out commitments, which AWS can\u2019t leave out in the same way.";
            case NO_TEAM_KEY -> "No tag names teams yet.";
            case KEYS_CHANGE ->
                "Within this budget\u2019s period, other tag keys begin to name teams. AWS\u2019s filter can\u2019t change within a period.";
            case NO_VALUES -> "No ownership rule gives a tag value to this team alone.";
            case OTHER_RULES ->
                "An ownership rule gives this team costs by account or service too, which AWS\u2019s filter by tag leaves out."
                        + " Tag those resources, then end the rule: the budget can be published from then on.";
            case NO_MATCH -> "A filter in AWS can\u2019t select exactly this team\u2019s costs.";
        };
    }

    static String refused(BudgetWriteRefused.Why why) {
        return switch (why) {
            case GONE -> "This budget no longer exists.";
            case NAME -> "Enter a name of up to 100 characters without : and \\.";
            case NAME_TAKEN -> "AWS already has a budget with this name. Choose another one.";
            case ADDRESSES -> "Enter one to ten e-mail addresses, with commas between them.";
            case NO_THRESHOLDS -> "This budget has no alerts, so there is nothing to notify about. Add one first.";
            case NOT_PUBLISHABLE -> "This budget can\u2019t be published any more.";
            case MANAGED -> "Bursar already manages a budget in AWS for it.";
            case NOT_MANAGED -> "Bursar no longer manages this budget in AWS.";
            case NO_PAYER -> "AWS hasn\u2019t said yet which account pays. Wait for the next sync.";
            case NO_MATCH -> "AWS\u2019s budget no longer matches exactly.";
            case SAME -> "AWS\u2019s budget already matches Bursar\u2019s. There is nothing to write.";
            case VALUE_CHANGED ->
                "AWS\u2019s budget is no longer as it was shown. Nothing was changed. See how it differs now.";
            case CANNOT_BE_TAKEN ->
                "AWS\u2019s value can\u2019t be taken into Bursar. Write Bursar\u2019s again, or stop managing it.";
        };
    }

    static String part(Drift.Part part) {
        return switch (part) {
            case LIMIT -> "Limit";
            case COSTS -> "Costs";
            case TIME_UNIT -> "Period";
            case NOTIFICATIONS -> "Notifications";
        };
    }

    static String who(Drift.Difference one) {
        if (one.oursMoved() && one.awsChanged()) {
            return "changed in both";
        }
        return one.oursMoved() ? "changed in Bursar" : "changed in AWS";
    }

    static String value(Drift.Part part, @Nullable String json) {
        return switch (part) {
            case LIMIT -> SettingsText.limits(json);
            case COSTS -> SettingsText.costs(json);
            case TIME_UNIT -> SettingsText.text(json);
            case NOTIFICATIONS -> SettingsText.notices(json);
        };
    }

    /** Why it isn't in AWS. */
    private static String absent(Latest last) {
        return switch (last.state()) {
            case PROPOSED, APPROVED, RUNNING -> "Not in AWS yet";
            case REJECTED -> "Not in AWS: change " + last.change() + " was rejected";
            case EXPIRED -> "Not in AWS: nobody decided on change " + last.change();
            case NOTHING_TO_WRITE, STOPPED, DONE, DONE_WITH_FAILURES ->
                switch (last.item()) {
                    case VERIFIED, UNDONE ->
                        last.undoes()
                                ? "Publication undone: not in AWS any more"
                                : last.removes() ? "Deleted in AWS by change " + last.change() : "Not in AWS yet";
                    case UNKNOWN -> "Not known whether it is in AWS: AWS didn\u2019t answer change " + last.change();
                    case FAILED, DIFFERS -> "Publication failed: not in AWS";
                    case SKIPPED, PLANNED, WRITING, WRITTEN ->
                        "Not in AWS: change " + last.change() + " didn\u2019t write it";
                };
        };
    }

    /** One line on how it stands. */
    static String standing(Link link) {
        if (!link.inAws()) {
            return link.last().map(AwsWriteText::absent).orElse("Not in AWS yet");
        }
        if (link.ended()) {
            return "Has ended in Bursar: delete it in AWS";
        }
        return link.drift()
                .map(drift -> drift.deleted()
                        ? "Deleted in AWS"
                        : drift.isAny()
                                ? "Differs: "
                                        + drift.differences().stream()
                                                .map(one -> part(one.part()).toLowerCase(Locale.ROOT) + " " + who(one))
                                                .collect(Collectors.joining(", "))
                                : "The same in AWS and Bursar")
                .orElse("Will be compared when AWS\u2019s budgets are next read");
    }
}
