package dev.bursar.simulator.resources;

import dev.bursar.simulator.http.Caller;
import org.jspecify.annotations.Nullable;

/**
 * Why one resource of a request is not tagged, as FailedResourcesMap says it.
 *
 * @param statusCode the HTTP status that the service's own API would have had
 */
public record TagFailure(int statusCode, String errorCode, String errorMessage) {
    /** Too many requests to the service that the resource is of. */
    public static final TagFailure THROTTLED = new TagFailure(429, "ThrottlingException", "Rate exceeded");

    static TagFailure invalid(String text) {
        return new TagFailure(400, "InvalidParameterException", text);
    }

    /** Has this failure strike whatever is written. */
    public OnDemand onDemand() {
        return new OnDemand(this, null, null, null, Integer.MAX_VALUE);
    }

    /** A failure and what it strikes: one resource, account or Region (all where null), and how many resources before it is over. */
    public record OnDemand(
            TagFailure failure,
            @Nullable String arn,
            @Nullable String account,
            @Nullable String region,
            int times) {
        public OnDemand {
            if (times < 1) {
                throw new IllegalArgumentException("Times is at least 1");
            }
        }

        public OnDemand of(@Nullable String one) {
            return new OnDemand(failure, one, account, region, times);
        }

        public OnDemand inAccount(@Nullable String id) {
            return new OnDemand(failure, arn, id, region, times);
        }

        public OnDemand inRegion(@Nullable String name) {
            return new OnDemand(failure, arn, account, name, times);
        }

        /** Strikes n resources, then no more. */
        public OnDemand times(int strikes) {
            return new OnDemand(failure, arn, account, region, strikes);
        }

        boolean concerns(String resource, Caller caller) {
            return (arn == null || arn.equals(resource))
                    && (account == null || account.equals(caller.account()))
                    && (region == null || region.equals(caller.region()));
        }
    }
}
