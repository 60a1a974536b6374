package dev.bursar.aws.places;

import dev.bursar.aws.RetriedRequests;
import dev.bursar.setup.spi.Place;
import dev.bursar.sync.Problem.Why;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SourceProblem.Kind;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/** What AWS refused or answered badly in an account and Region. */
final class PlaceProblems {
    static final String ASSUME_ROLE = "sts:AssumeRole";

    /** The Region that can't be turned off. */
    static final String ALWAYS_ON = "us-east-1";

    private PlaceProblems() {}

    static SourceProblem of(Place place, String permission, SdkException e) {
        boolean entering = permission.equals(ASSUME_ROLE) && place.role() != null;
        // STS answers a missing role, another ExternalId, a policy that forbids it and a closed account with one text
        if (entering && RetriedRequests.denied(e)) {
            return problem(Kind.ACCESS_DENIED, Why.ROLE_REFUSED, place, permission, e);
        }
        if (entering && RetriedRequests.is(e, "RegionDisabledException")) {
            return problem(Kind.OFF, Why.STS_OFF, place, permission, e);
        }
        if (entering) {
            return general(place, permission, e);
        }
        if (isOff(place, e)) {
            return problem(Kind.OFF, Why.REGION_OFF, place, permission, e);
        }
        if (RetriedRequests.is(e, "OptInRequiredException")) {
            return notOptedIn(place, e);
        }
        if (RetriedRequests.is(e, "ExpiredTokenException", "ExpiredToken", "RequestExpired")) {
            return problem(Kind.CREDENTIALS, Why.SESSION_EXPIRED, place, permission, e);
        }
        if (RetriedRequests.isStalePage(e)) {
            return problem(Kind.UNAVAILABLE, Why.LIST_CHANGED, place, permission, e);
        }
        return RetriedRequests.denied(e)
                ? problem(Kind.ACCESS_DENIED, Why.REFUSED, place, permission, e)
                : general(place, permission, e);
    }

    static SourceProblem notOptedIn(Place place, @Nullable Throwable cause) {
        return new SourceProblem(Kind.OFF, place.problem(Why.COMPUTE_OPTIMIZER_OFF), cause);
    }

    private static SourceProblem general(Place place, String permission, SdkException e) {
        if (RetriedRequests.busy(e)) {
            return problem(Kind.LIMITED, Why.THROTTLED, place, permission, e);
        }
        if (RetriedRequests.unreadable(e)) {
            return problem(Kind.BAD_ANSWER, Why.UNREADABLE, place, permission, e);
        }
        return RetriedRequests.fault(e)
                ? problem(Kind.UNAVAILABLE, Why.NO_ANSWER, place, permission, e)
                : RetriedRequests.problem(permission, e);
    }

    private static SourceProblem problem(Kind kind, Why why, Place place, String permission, SdkException cause) {
        return new SourceProblem(kind, place.problem(why, permission, ""), cause);
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

    static SourceProblem bad(Place place, String permission, String what) {
        return new SourceProblem(Kind.BAD_ANSWER, place.problem(Why.REJECTED, permission, what), null);
    }
}
