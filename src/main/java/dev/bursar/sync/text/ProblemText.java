package dev.bursar.sync.text;

import dev.bursar.sync.Problem;
import dev.bursar.sync.Problem.AtPlace;
import dev.bursar.sync.Problem.Fact;
import dev.bursar.sync.Problem.Said;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import module java.base;
import org.jspecify.annotations.Nullable;

/** A source's problem in words: a sentence about what happened, which names the place, and one about the next step. */
public final class ProblemText {
    private static final int LONGEST_NAME = 60;
    private static final String UNTAGGED = ", so Bursar can\u2019t see never-tagged resources in that Region.";

    private ProblemText() {}

    /** What happened; empty where nothing did. */
    public static String what(@Nullable Problem problem) {
        return switch (problem) {
            case null -> "";
            case Said said -> said.what();
            case Fact fact -> fact.said().what();
            case AtPlace at -> what(at);
        };
    }

    /** The same with the account's name, where it has one. */
    public static String what(@Nullable Problem problem, Map<String, String> accounts) {
        String what = what(problem);
        if (problem instanceof AtPlace at && accounts.containsKey(at.account())) {
            String name = PlainText.cut(accounts.getOrDefault(at.account(), ""), LONGEST_NAME);
            return what.replace("account " + Formats.account(at.account()), name)
                    .replace("Account " + Formats.account(at.account()), name);
        }
        return what;
    }

    /** The same beside the account's id, without it. */
    public static String whatHere(@Nullable Problem problem) {
        String what = what(problem);
        if (problem instanceof AtPlace at) {
            String account = " account " + Formats.account(at.account());
            return what.replace("Account " + Formats.account(at.account()), "The account")
                    .replace(" of" + account, "")
                    .replace(" in" + account, "")
                    .replace(" for" + account, "");
        }
        return what;
    }

    /** What to do; empty where there is nothing. */
    public static String whatToDo(@Nullable Problem problem) {
        return switch (problem) {
            case null -> "";
            case Said said -> said.whatToDo();
            case Fact fact -> fact.said().whatToDo();
            case AtPlace at -> whatToDo(at);
        };
    }

    /** Both sentences. */
    public static String both(@Nullable Problem problem) {
        return (what(problem) + " " + whatToDo(problem)).strip();
    }

    private static String what(AtPlace at) {
        String account = Formats.account(at.account());
        String in = " in " + at.region() + " of account " + account;
        return switch (at.why()) {
            case ROLE_REFUSED ->
                "AWS refused access to the role " + at.role() + " in account " + account
                        + ". The role may be missing, have another external ID, or be denied by a policy.";
            case REFUSED ->
                "AWS refused " + at.permission() + " to "
                        + (at.role() == null ? "Bursar\u2019s own credentials" : "the role " + at.role()) + in + ".";
            case SERVICE_NOT_IN_REGION -> "AWS doesn\u2019t offer this service in " + at.region() + ".";
            case REGION_OFF -> at.region() + " is off for account " + account + ".";
            case STS_OFF -> "AWS STS is off in " + at.region() + " for account " + account + ".";
            case ACCOUNT_CLOSED -> "Account " + account + " is closed or suspended, so Bursar doesn\u2019t read it.";
            case COMPUTE_OPTIMIZER_OFF -> "AWS Compute Optimizer is not turned on for account " + account + ".";
            case SESSION_EXPIRED -> "AWS says that Bursar\u2019s session in account " + account + " has expired.";
            case LIST_CHANGED ->
                "AWS reported repeatedly that its list had changed or expired while Bursar read it (" + at.permission()
                        + in + ").";
            case THROTTLED -> "AWS kept throttling " + at.permission() + in + ".";
            case NO_ANSWER -> "AWS did not answer " + at.permission() + in + ".";
            case UNREADABLE -> "AWS answered " + at.permission() + in + " in an unexpected format.";
            case REJECTED -> "Bursar rejected an answer to " + at.permission() + in + ": " + at.detail() + ".";
            case QUERY_FAILED -> "CloudWatch Logs Insights could not answer the query" + in + ".";
            case EVENTS_TOO_FAST ->
                "Events" + (at.region().isEmpty() ? " of account " + account : in)
                        + " arrive faster than LookupEvents returns them.";
            case NO_INDEX -> "Resource Explorer has no index" + in + UNTAGGED;
            case NO_VIEW -> "Resource Explorer has no default view" + in + " that Bursar may use" + UNTAGGED;
            case VIEW_WITHOUT_TAGS -> "The default view of Resource Explorer" + in + " leaves tags out" + UNTAGGED;
            case TOO_MANY_UNTAGGED ->
                "Resource Explorer shows only 1,000 resources of a kind, and there are more without tags" + in + " ("
                        + at.detail() + ").";
        };
    }

    private static String whatToDo(AtPlace at) {
        return switch (at.why()) {
            case ROLE_REFUSED ->
                "Create the role from the template under Access to accounts, and allow sts:AssumeRole on it to"
                        + " Bursar\u2019s own role. Then check the account again.";
            case REFUSED ->
                "Allow " + at.permission() + " in the policy of "
                        + (at.role() == null ? "Bursar\u2019s role" : "that role")
                        + ", check that no service control policy denies it, then check the account again.";
            case SERVICE_NOT_IN_REGION -> "Nothing to do. Bursar tries again with each run.";
            case REGION_OFF ->
                "Nothing to do if no one uses the Region. Otherwise enable it in the account, then check the account again.";
            case STS_OFF -> "Turn STS on for that Region in the account settings of IAM, then check the account again.";
            case ACCOUNT_CLOSED ->
                "Nothing to do. If the account is reopened, Bursar starts reading it again when AWS lists it as active.";
            case COMPUTE_OPTIMIZER_OFF ->
                "Opt the account in to Compute Optimizer, by itself or for the whole organization. The first findings"
                        + " appear about a day later.";
            case SESSION_EXPIRED -> "Check that the clock of Bursar\u2019s host is right. The next run tries again.";
            case LIST_CHANGED -> "Nothing was lost. The next run reads it from the start.";
            case THROTTLED ->
                "Nothing was lost, and the next run tries again. If it happens every time, check what else calls this"
                        + " API in that account.";
            case NO_ANSWER ->
                "Nothing was lost, and the next run tries again. If it happens every time, check the network between"
                        + " Bursar and that Region.";
            case UNREADABLE -> "Check any proxy between Bursar and AWS. The answer was not used.";
            case REJECTED -> "What was read before is kept. The next run tries again.";
            case QUERY_FAILED -> "Try again, or with fewer hours.";
            case EVENTS_TOO_FAST ->
                "Have a trail deliver log files to S3, and set " + at.detail()
                        + " to their folder: reading files has no such limit.";
            case NO_INDEX ->
                "Turn on Resource Explorer in that Region of the account. Bursar reads it with the next run.";
            case NO_VIEW ->
                "Set a default view that includes tags in that Region, and allow resource-explorer-2:Search on it.";
            case VIEW_WITHOUT_TAGS ->
                "Include tags in the default view of that Region, or make a view with tags the default.";
            case TOO_MANY_UNTAGGED ->
                "Allow resource-explorer-2:ListResources in the role\u2019s policy: then Bursar lists all of them.";
        };
    }
}
