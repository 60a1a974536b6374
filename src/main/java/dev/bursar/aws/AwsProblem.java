package dev.bursar.aws;

import dev.bursar.sync.Problem;

/** What AWS refused or answered badly where Bursar's own credentials asked. */
public sealed interface AwsProblem extends Problem.Fact {
    record Throttled(String permission) implements AwsProblem {}

    record CredentialsRejected(String code) implements AwsProblem {}

    /** What is wrong with the credentials before AWS is asked. */
    enum Credentials implements AwsProblem {
        EXPIRED,
        MISSING
    }

    /** A list that has changed or expired each time that it was read. */
    record ListChanging(String permission) implements AwsProblem {}

    record Refused(String permission) implements AwsProblem {}

    /** Cost Explorer has no data yet. */
    record NotYet(String permission) implements AwsProblem {}

    /** Cost Explorer no longer has costs of the days. */
    record NoLonger(String permission) implements AwsProblem {}

    record InternalError(String permission, int status) implements AwsProblem {}

    /** An answer of something that isn't AWS. */
    record NotAws(String permission, int status) implements AwsProblem {}

    record RequestRejected(String permission, String code) implements AwsProblem {}

    record UnexpectedFormat(String permission) implements AwsProblem {}

    record NotReached(String permission) implements AwsProblem {}

    /** @param why what is wrong with the answer, as the end of a sentence */
    record AnswerRejected(Answer answer, String permission, String why) implements AwsProblem {}

    /** What is read account by account, of an account that AWS doesn't name. */
    record AccountUnknown(Answer answer) implements AwsProblem {}

    /** Cost Explorer's page tokens became invalid so often for one request. */
    record TokensInvalid(int times) implements AwsProblem {}

    /** Pages without anything. */
    enum Pages implements AwsProblem {
        ENDLESS
    }

    /** Costs by resource are not turned on in AWS. */
    record NoResourceCosts(String permission) implements AwsProblem {}

    record TooManyObjects(int most, String folder) implements AwsProblem {}

    /** @param key of a folder or an object */
    record StoreRefused(Right right, String bucket, String key) implements AwsProblem {
        /** What the role may not do there. */
        enum Right {
            LIST("s3:ListBucket"),
            READ("s3:GetObject"),
            REMOVE("s3:DeleteObject");

            private final String permission;

            Right(String permission) {
                this.permission = permission;
            }

            String permission() {
                return permission;
            }
        }
    }

    record NotReceived(String object) implements AwsProblem {}

    record NoBucket(String bucket) implements AwsProblem {}

    /** What was asked for. */
    enum Answer {
        ACCOUNTS,
        ANOMALIES,
        BUDGETS,
        COSTS,
        DOCUMENTS,
        FORECAST,
        OBJECTS,
        PLANS,
        PRICES,
        SETTINGS
    }

    @Override
    default Said said() {
        return AwsProblemText.said(this);
    }
}
