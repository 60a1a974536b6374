package dev.bursar.sync.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.bursar.sync.FirstRead;
import dev.bursar.sync.FirstRead.Stage;
import dev.bursar.sync.Problem;
import dev.bursar.sync.Problem.AtPlace;
import dev.bursar.sync.Problem.Said;
import dev.bursar.sync.Problem.Why;
import dev.bursar.sync.Progress;
import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ProblemTextTest {
    private static final String IN = " in eu-west-1 of account 2109-8765-4321";
    private static final String UNTAGGED = ", so Bursar can\u2019t see never-tagged resources in that Region.";

    private static AtPlace at(Why why, String permission, String detail) {
        return new AtPlace(why, "210987654321", "eu-west-1", "BursarReader", permission, detail);
    }

    private static Arguments of(Why why, String what, String whatToDo) {
        return arguments(at(why, "tag:GetResources", ""), what, whatToDo);
    }

    static Stream<Arguments> problems() {
        return Stream.of(
                arguments(new Said("It broke.", "Mend it."), "It broke.", "Mend it."),
                of(
                        Why.ROLE_REFUSED,
                        "AWS refused access to the role BursarReader in account 2109-8765-4321. The role may be missing,"
                                + " have another external ID, or be denied by a policy.",
                        "Create the role from the template under Access to accounts, and allow sts:AssumeRole on it to"
                                + " Bursar\u2019s own role. Then check the account again."),
                of(
                        Why.REFUSED,
                        "AWS refused tag:GetResources to the role BursarReader" + IN + ".",
                        "Allow tag:GetResources in the policy of that role, check that no service control policy denies"
                                + " it, then check the account again."),
                arguments(
                        new AtPlace(Why.REFUSED, "210987654321", "eu-west-1", null, "tag:GetResources", ""),
                        "AWS refused tag:GetResources to Bursar\u2019s own credentials" + IN + ".",
                        "Allow tag:GetResources in the policy of Bursar\u2019s role, check that no service control"
                                + " policy denies it, then check the account again."),
                of(
                        Why.REGION_OFF,
                        "eu-west-1 is off for account 2109-8765-4321.",
                        "Nothing to do if no one uses the Region. Otherwise enable it in the account, then check the"
                                + " account again."),
                of(
                        Why.SERVICE_NOT_IN_REGION,
                        "AWS doesn\u2019t offer this service in eu-west-1.",
                        "Nothing to do. Bursar tries again with each run."),
                of(
                        Why.STS_OFF,
                        "AWS STS is off in eu-west-1 for account 2109-8765-4321.",
                        "Turn STS on for that Region in the account settings of IAM, then check the account again."),
                arguments(
                        new AtPlace(Why.ACCOUNT_CLOSED, "210987654321", "", null, "", ""),
                        "Account 2109-8765-4321 is closed or suspended, so Bursar doesn\u2019t read it.",
                        "Nothing to do. If the account is reopened, Bursar starts reading it again when AWS lists it as"
                                + " active."),
                of(
                        Why.COMPUTE_OPTIMIZER_OFF,
                        "AWS Compute Optimizer is not turned on for account 2109-8765-4321.",
                        "Opt the account in to Compute Optimizer, by itself or for the whole organization. The first"
                                + " findings appear about a day later."),
                of(
                        Why.SESSION_EXPIRED,
                        "AWS says that Bursar\u2019s session in account 2109-8765-4321 has expired.",
                        "Check that the clock of Bursar\u2019s host is right. The next run tries again."),
                of(
                        Why.LIST_CHANGED,
                        "AWS reported repeatedly that its list had changed or expired while Bursar read it"
                                + " (tag:GetResources" + IN + ").",
                        "Nothing was lost. The next run reads it from the start."),
                of(
                        Why.THROTTLED,
                        "AWS kept throttling tag:GetResources" + IN + ".",
                        "Nothing was lost, and the next run tries again. If it happens every time, check what else"
                                + " calls this API in that account."),
                of(
                        Why.NO_ANSWER,
                        "AWS did not answer tag:GetResources" + IN + ".",
                        "Nothing was lost, and the next run tries again. If it happens every time, check the network"
                                + " between Bursar and that Region."),
                of(
                        Why.UNREADABLE,
                        "AWS answered tag:GetResources" + IN + " in an unexpected format.",
                        "Check any proxy between Bursar and AWS. The answer was not used."),
                arguments(
                        at(Why.REJECTED, "tag:GetResources", "its pages do not end"),
                        "Bursar rejected an answer to tag:GetResources" + IN + ": its pages do not end.",
                        "What was read before is kept. The next run tries again."),
                of(
                        Why.QUERY_FAILED,
                        "CloudWatch Logs Insights could not answer the query" + IN + ".",
                        "Try again, or with fewer hours."),
                arguments(
                        at(Why.EVENTS_TOO_FAST, "", "THE_SETTING"),
                        "Events" + IN + " arrive faster than LookupEvents returns them.",
                        "Have a trail deliver log files to S3, and set THE_SETTING to their folder: reading files has"
                                + " no such limit."),
                arguments(
                        new AtPlace(Why.EVENTS_TOO_FAST, "210987654321", "", null, "", "THE_SETTING"),
                        "Events of account 2109-8765-4321 arrive faster than LookupEvents returns them.",
                        "Have a trail deliver log files to S3, and set THE_SETTING to their folder: reading files has"
                                + " no such limit."),
                of(
                        Why.NO_INDEX,
                        "Resource Explorer has no index" + IN + UNTAGGED,
                        "Turn on Resource Explorer in that Region of the account. Bursar reads it with the next run."),
                of(
                        Why.NO_VIEW,
                        "Resource Explorer has no default view" + IN + " that Bursar may use" + UNTAGGED,
                        "Set a default view that includes tags in that Region, and allow resource-explorer-2:Search on"
                                + " it."),
                of(
                        Why.VIEW_WITHOUT_TAGS,
                        "The default view of Resource Explorer" + IN + " leaves tags out" + UNTAGGED,
                        "Include tags in the default view of that Region, or make a view with tags the default."),
                arguments(
                        at(Why.TOO_MANY_UNTAGGED, "", "ec2:volume, \u2026"),
                        "Resource Explorer shows only 1,000 resources of a kind, and there are more without tags" + IN
                                + " (ec2:volume, \u2026).",
                        "Allow resource-explorer-2:ListResources in the role\u2019s policy: then Bursar lists all of"
                                + " them."));
    }

    @ParameterizedTest
    @MethodSource("problems")
    void whatHappenedAndWhatToDoAreSaid(Problem problem, String what, String whatToDo) {
        assertThat(ProblemText.what(problem)).isEqualTo(what);
        assertThat(ProblemText.whatToDo(problem)).isEqualTo(whatToDo);
    }

    @ParameterizedTest
    @EnumSource(Why.class)
    void eachReasonHasItsWords(Why why) {
        assertThat(problems().map(one -> one.get()[0]))
                .anyMatch(problem -> problem instanceof AtPlace at && at.why() == why);
    }

    static Stream<Arguments> reads() {
        Problem refused = new Said("AWS refused it.", "Allow it.");
        return Stream.of(
                arguments(FirstRead.NOT_STARTED, "not started"),
                arguments(new FirstRead(Stage.RUNNING, "Refresh costs", Progress.NONE, false, null), "running"),
                arguments(
                        new FirstRead(Stage.RUNNING, "Refresh costs", Progress.NONE.steps(35, 56), false, null),
                        "running, 35 of 56 steps"),
                arguments(new FirstRead(Stage.FAILED, "", null, false, refused), "failed. AWS refused it."),
                // who may not see runs
                arguments(
                        new FirstRead(Stage.RUNNING, "Refresh costs", Progress.NONE.steps(62, 100), true, null),
                        "running, job Refresh costs, 62% done"),
                arguments(
                        new FirstRead(Stage.RUNNING, "Refresh costs", Progress.NONE, true, null),
                        "running, job Refresh costs"),
                arguments(new FirstRead(Stage.FAILED, "", null, true, null), "failed"));
    }

    @ParameterizedTest
    @MethodSource("reads")
    void theFirstReadIsSaid(FirstRead read, String words) {
        assertThat(FirstReadText.words(read)).isEqualTo(words);
    }

    @Test
    void nothingIsSaidOfNoProblem() {
        assertThat(ProblemText.both(null)).isEmpty();
    }
}
