package dev.bursar.aws;

import dev.bursar.aws.AwsProblem.AccountUnknown;
import dev.bursar.aws.AwsProblem.Answer;
import dev.bursar.aws.AwsProblem.AnswerRejected;
import dev.bursar.aws.AwsProblem.Credentials;
import dev.bursar.aws.AwsProblem.CredentialsRejected;
import dev.bursar.aws.AwsProblem.InternalError;
import dev.bursar.aws.AwsProblem.ListChanging;
import dev.bursar.aws.AwsProblem.NoBucket;
import dev.bursar.aws.AwsProblem.NoLonger;
import dev.bursar.aws.AwsProblem.NoResourceCosts;
import dev.bursar.aws.AwsProblem.NotAws;
import dev.bursar.aws.AwsProblem.NotReached;
import dev.bursar.aws.AwsProblem.NotReceived;
import dev.bursar.aws.AwsProblem.NotYet;
import dev.bursar.aws.AwsProblem.Pages;
import dev.bursar.aws.AwsProblem.Refused;
import dev.bursar.aws.AwsProblem.RequestRejected;
import dev.bursar.aws.AwsProblem.StoreRefused;
import dev.bursar.aws.AwsProblem.Throttled;
import dev.bursar.aws.AwsProblem.TokensInvalid;
import dev.bursar.aws.AwsProblem.TooManyObjects;
import dev.bursar.aws.AwsProblem.UnexpectedFormat;
import dev.bursar.sync.Problem.Said;

/** AWS's problems in words. */
final class AwsProblemText {
    private AwsProblemText() {}

    static Said said(AwsProblem problem) {
        return switch (problem) {
            case Throttled(String permission) ->
                new Said(
                        "AWS kept throttling requests (" + permission + ").",
                        "Nothing was lost, and the next run continues. If it happens every time, check what else uses this API.");
            case CredentialsRejected(String code) ->
                new Said(
                        "AWS rejected the credentials: they have expired or are incorrect (" + code + ").",
                        "Renew Bursar's credentials, then try again. Stored data is unchanged.");
            case Credentials.EXPIRED ->
                new Said(
                        "The AWS credentials have expired, and the SDK could not renew them.",
                        "Sign in again where the credentials come from, then try again. Stored data is unchanged.");
            case Credentials.MISSING ->
                new Said(
                        "No AWS credentials were found.",
                        "Provide credentials through the standard chain (role, environment or profile), then try again.");
            case ListChanging(String permission) ->
                new Said(
                        "AWS reported repeatedly that its list had changed or expired while Bursar read it ("
                                + permission + ").",
                        "Nothing was lost. The next run reads it from the start.");
            case Refused(String permission) ->
                new Said(
                        "AWS refused " + permission + " to Bursar's role.",
                        "Allow " + permission + " in the role's policy (README, \"What it needs from AWS\") and check"
                                + " that IAM access to billing is on, then try again. Stored data is unchanged.");
            case NotYet(String permission) ->
                new Said(
                        "Cost Explorer has no data for the request yet (" + permission + ").",
                        "If Cost Explorer was enabled in the last 24 hours, wait and try again.");
            case NoLonger(String permission) ->
                new Said(
                        "Cost Explorer no longer has costs for the requested dates (" + permission + ").",
                        "Nothing was lost. The next run starts from a later date.");
            case InternalError(String permission, int status) ->
                new Said(
                        "AWS answered " + permission + " with an internal error (HTTP " + status + ").",
                        "Nothing was lost. The next run tries again.");
            case NotAws(String permission, int status) ->
                new Said(
                        "The endpoint returned HTTP " + status + " for " + permission
                                + ", which is not an answer from AWS.",
                        "Check the endpoint and any proxy between Bursar and AWS. Stored data is unchanged.");
            case RequestRejected(String permission, String code) ->
                new Said(
                        "AWS rejected a request from Bursar (" + permission + ", " + code + ").",
                        "This is a bug in Bursar. Report it and include the log. Stored data is unchanged.");
            case UnexpectedFormat(String permission) ->
                new Said(
                        "AWS answered " + permission + " in an unexpected format.",
                        "Check any proxy between Bursar and AWS. The answer was not used.");
            case NotReached(String permission) ->
                new Said(
                        "AWS could not be reached (" + permission + ").",
                        "Check the network and the endpoint. The next run tries again.");
            case AnswerRejected rejected ->
                new Said("Bursar rejected " + answer(rejected) + ": " + rejected.why() + ".", kept(rejected.answer()));
            case AccountUnknown(Answer answer) ->
                new Said(
                        (answer == Answer.BUDGETS ? "AWS\u2019s budgets" : "AWS\u2019s documents")
                                + " can't be read, because AWS refused sts:GetCallerIdentity: the account is unknown.",
                        "Allow sts:GetCallerIdentity to Bursar's role, then try again. Stored data is unchanged.");
            case TokensInvalid(int times) ->
                new Said(
                        "Cost Explorer's page tokens became invalid " + times + " times for one request.",
                        "The answer was not used. The next run tries again.");
            case Pages.ENDLESS ->
                new Said("An answer from Cost Explorer did not end: it kept sending empty pages.", kept(Answer.COSTS));
            case NoResourceCosts(String permission) ->
                new Said(
                        "Cost Explorer has no costs by resource (" + permission + ").",
                        "In the payer\u2019s AWS console, open Billing and Cost Management, Cost Management preferences, and turn on"
                                + " resource-level data at daily granularity for Amazon SageMaker and EC2. AWS needs up to 48 hours.");
            case TooManyObjects(int most, String folder) ->
                new Said(
                        "There are more than %,d objects under %s.".formatted(most, folder),
                        "Set the prefix of one export. Stored data is unchanged.");
            case StoreRefused refused -> refused(refused);
            case NotReceived(String object) ->
                new Said(
                        object + " was not received completely.",
                        "Check the network. The next run fetches it again. Stored data is unchanged.");
            case NoBucket(String bucket) ->
                new Said(
                        "The bucket " + bucket + " does not exist.",
                        "Correct the address of the exports, or create the export in AWS first. Stored data is"
                                + " unchanged.");
        };
    }

    private static String answer(AnswerRejected rejected) {
        return switch (rejected.answer()) {
            case ACCOUNTS -> "the list of accounts";
            case ANOMALIES -> "AWS\u2019s list of anomalies (" + rejected.permission() + ")";
            case BUDGETS -> "the list of AWS\u2019s budgets";
            case COSTS -> "an answer from Cost Explorer";
            case DOCUMENTS -> "the list of AWS\u2019s documents";
            case FORECAST -> "Cost Explorer's forecast";
            case OBJECTS -> "an answer from S3";
            case PLANS -> "AWS\u2019s list of Savings Plans (" + rejected.permission() + ")";
            case PRICES -> "AWS\u2019s list of prices (" + rejected.permission() + ")";
            case SETTINGS -> "an answer to " + rejected.permission();
        };
    }

    private static String kept(Answer answer) {
        return switch (answer) {
            case ACCOUNTS -> "The accounts from the last run are kept. The next run tries again.";
            case ANOMALIES -> "The anomalies from the last run are kept. The next run tries again.";
            case BUDGETS -> "The budgets from the last run are kept. The next run tries again.";
            case COSTS -> "Nothing was stored, and earlier data is unchanged. The next run tries again.";
            case DOCUMENTS -> "The documents from the last run are kept. The next run tries again.";
            case FORECAST -> "The last forecast is kept. The next run tries again.";
            case OBJECTS -> "Check that the endpoint is AWS or fully compatible with it. Stored data is unchanged.";
            case PLANS -> "The plans from the last run are kept. The next run tries again.";
            case PRICES -> "The prices from the last run are kept. The next run tries again.";
            case SETTINGS -> "Check that the endpoint is AWS or fully compatible with it, then check again.";
        };
    }

    private static Said refused(StoreRefused refused) {
        String permission = refused.right().permission();
        String where = "s3://" + refused.bucket() + "/" + refused.key() + " (" + permission + ").";
        return switch (refused.right()) {
            case LIST ->
                new Said(
                        "AWS refused to let Bursar's role list " + where,
                        "Allow " + permission + " on arn:aws:s3:::" + refused.bucket()
                                + " for that prefix (README, \"What it needs from AWS\"). If another account owns the"
                                + " bucket, allow it in the bucket's policy too. Then run again. Stored data is"
                                + " unchanged.");
            case READ ->
                new Said(
                        "AWS refused to let Bursar's role read " + where,
                        "Allow " + permission
                                + " on the export's objects (README, \"What it needs from AWS\"), and kms:Decrypt if"
                                + " they are encrypted with your own key, then run again. Stored data is unchanged.");
            case REMOVE ->
                new Said(
                        "AWS refused to let Bursar's role remove results in " + where,
                        "Allow " + permission + " on the folder for results (README, \"What it needs from AWS\").");
        };
    }
}
