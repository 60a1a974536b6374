package dev.bursar.setup.reach;

import dev.bursar.sync.Problem;
import dev.bursar.sync.SourceProblem;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading an account, or one of its Regions, by one API.
 *
 * @param region empty for the account as a whole
 * @param api {@link #ROLE}, {@link #REGIONS}, or what a reader of the place calls its API
 * @param problem null where it answers
 * @param answeredAt when it answered last; null where it never did
 */
public record PlaceState(
        String account,
        String region,
        String api,
        State state,
        @Nullable Problem problem,
        Instant checkedAt,
        @Nullable Instant answeredAt) {
    /** Whether Bursar gets into the account at all: by its role, or with its own credentials. */
    public static final String ROLE = "role";

    /** The list of the account's Regions. */
    public static final String REGIONS = "regions";

    public static final String TAGGING = "tagging";
    public static final String RESOURCE_EXPLORER = "resource-explorer";
    public static final String CLOUDTRAIL = "cloudtrail";
    public static final String SAGEMAKER = "sagemaker";
    public static final String BEDROCK = "bedrock";
    public static final String MODEL_MONITOR = "model-monitor";
    public static final String INFERENCE_RECOMMENDER = "inference-recommender";
    public static final String CLOUDWATCH = "cloudwatch";
    /** ListMetrics, which finds what the CloudWatch agent sends and the hosts of transform jobs. */
    public static final String CLOUDWATCH_LIST = "cloudwatch-agent";

    public static final String COMPUTE_OPTIMIZER = "compute-optimizer";

    public boolean answers() {
        return state == State.ANSWERS;
    }

    /** How AWS answered last. */
    public enum State {
        ANSWERS("answers"),
        /** The role, or the action, was refused. */
        DENIED("denied"),
        /** The Region is off for the account. */
        OFF("off"),
        /** The account is closed or suspended; it isn't asked. */
        SUSPENDED("suspended"),
        /** AWS kept throttling requests. */
        LIMITED("limited"),
        FAILED("failed"),
        /** It answered, but something is missing from the answer. */
        INCOMPLETE("incomplete");

        private final String stored;

        State(String stored) {
            this.stored = stored;
        }

        String stored() {
            return stored;
        }

        static State of(String stored) {
            return Arrays.stream(values())
                    .filter(state -> state.stored.equals(stored))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(stored));
        }

        static State of(SourceProblem.Kind kind) {
            return switch (kind) {
                case ACCESS_DENIED -> DENIED;
                case OFF -> OFF;
                case LIMITED -> LIMITED;
                case CREDENTIALS, UNAVAILABLE, BAD_ANSWER, BAD_QUESTION, SETTINGS -> FAILED;
            };
        }
    }
}
