package dev.bursar.aws.places;

import dev.bursar.aws.RetriedRequests;
import dev.bursar.setup.spi.MemberRole;
import dev.bursar.setup.spi.Place;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SourceProblem.Kind;
import dev.bursar.ui.Formats;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/** What AWS refused or answered badly in an account and Region, in words that name them. */
final class PlaceProblems {
    static final String ASSUME_ROLE = "sts:AssumeRole";

    /** The Region that can't be turned off. */
    static final String ALWAYS_ON = "us-east-1";

    private PlaceProblems() {}

    static SourceProblem of(Place place, String permission, SdkException e) {
        MemberRole role = place.role();
        if (permission.equals(ASSUME_ROLE) && role != null) {
            return ofRole(place, role, e);
        }
        if (isOff(place, e)) {
            return new SourceProblem(
                    Kind.OFF,
                    place.region() + " is off for account " + Formats.account(place.account()) + ".",
                    "Nothing to do if nobody uses the Region. Otherwise enable it in the account, then test the"
                            + " account.",
                    e);
        }
        if (RetriedRequests.is(e, "OptInRequiredException")) {
            return notOptedIn(place, e);
        }
        if (RetriedRequests.is(e, "ExpiredTokenException", "ExpiredToken", "RequestExpired")) {
            return new SourceProblem(
                    Kind.CREDENTIALS,
                    "AWS says that Bursar\u2019s session in account " + Formats.account(place.account())
                            + " has expired.",
                    "Check that the clock of Bursar\u2019s host is right. The next run tries again.",
                    e);
        }
        if (RetriedRequests.isStalePage(e)) {
            return new SourceProblem(
                    Kind.UNAVAILABLE,
                    "AWS reported repeatedly that its list had changed or expired while Bursar read it (" + permission
                            + in(place) + ").",
                    "Nothing was lost. The next run reads it from the start.",
                    e);
        }
        if (RetriedRequests.denied(e)) {
            return new SourceProblem(
                    Kind.ACCESS_DENIED,
                    "AWS refused " + permission + " to "
                            + (role == null ? "Bursar\u2019s own credentials" : "the role " + role.name()) + in(place)
                            + ".",
                    "Allow " + permission + " in the policy of " + (role == null ? "Bursar\u2019s role" : "that role")
                            + ", check that no service control policy denies it, then test the account.",
                    e);
        }
        return general(place, permission, e);
    }

    static SourceProblem notOptedIn(Place place, @Nullable Throwable cause) {
        return new SourceProblem(
                Kind.OFF,
                "AWS Compute Optimizer is not turned on for account " + Formats.account(place.account()) + ".",
                "Opt the account in to Compute Optimizer, by itself or for the whole organization. The first findings"
                        + " appear about a day later.",
                cause);
    }

    /** STS answers a missing role, another ExternalId, a policy that forbids it and a closed account with one text. */
    private static SourceProblem ofRole(Place place, MemberRole role, SdkException e) {
        String account = Formats.account(place.account());
        if (RetriedRequests.denied(e)) {
            return new SourceProblem(
                    Kind.ACCESS_DENIED,
                    "AWS refused the role " + role.name() + " in account " + account
                            + " (AWS doesn\u2019t say whether it is missing, its ExternalId differs, or a policy"
                            + " forbids it).",
                    "Create the role from the template under Access to accounts, and allow sts:AssumeRole on it to"
                            + " Bursar\u2019s own role. Then test the account.",
                    e);
        }
        if (RetriedRequests.is(e, "RegionDisabledException")) {
            return new SourceProblem(
                    Kind.OFF,
                    "AWS STS is off in " + place.region() + " for account " + account + ".",
                    "Turn STS on for that Region in the account settings of IAM, then test the account.",
                    e);
        }
        return general(place, ASSUME_ROLE, e);
    }

    private static SourceProblem general(Place place, String permission, SdkException e) {
        if (RetriedRequests.busy(e)) {
            return new SourceProblem(
                    Kind.LIMITED,
                    "AWS kept throttling " + permission + in(place) + ".",
                    "Nothing was lost, and the next run tries again. If it happens every time, check what else calls"
                            + " this API in that account.",
                    e);
        }
        if (RetriedRequests.unreadable(e)) {
            return new SourceProblem(
                    Kind.BAD_ANSWER,
                    "AWS answered " + permission + in(place) + " in an unexpected format.",
                    "Check any proxy between Bursar and AWS. The answer was not used.",
                    e);
        }
        if (RetriedRequests.fault(e)) {
            return new SourceProblem(
                    Kind.UNAVAILABLE,
                    "AWS did not answer " + permission + in(place) + ".",
                    "Nothing was lost, and the next run tries again. If it happens every time, check the network"
                            + " between Bursar and that Region.",
                    e);
        }
        return RetriedRequests.problem(permission, e);
    }

    /** A Region that is off answers like bad credentials; us-east-1 can't be off, and there they are bad. */
    private static boolean isOff(Place place, SdkException e) {
        return RetriedRequests.is(e, "RegionDisabledException")
                || RetriedRequests.is(e, "UnrecognizedClientException", "InvalidClientTokenId", "AuthFailure")
                        && !place.region().equals(ALWAYS_ON);
    }

    /** Whether AWS takes the session for expired or unknown, which says nothing about the Region or permissions. */
    static boolean isSessionRejected(Place place, SourceProblem problem) {
        return problem.getCause() instanceof SdkException e
                && RetriedRequests.credentialsRejected(e)
                && !isOff(place, e);
    }

    /** {@code  in eu-west-1 of account 2109-8765-4321}. */
    static String in(Place place) {
        return " in " + place.region() + " of account " + Formats.account(place.account());
    }

    static SourceProblem bad(Place place, String permission, String what) {
        return new SourceProblem(
                Kind.BAD_ANSWER,
                "Bursar rejected an answer to " + permission + in(place) + ": " + what + ".",
                "What was read before is kept. The next run tries again.",
                null);
    }
}
