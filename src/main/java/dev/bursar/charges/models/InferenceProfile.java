package dev.bursar.charges.models;

import module java.base;

/**
 * The inference profile of Bedrock that a charge is of, as its resource id says.
 *
 * @param account the profile's; "" where the resource id names none
 * @param id {@code application-inference-profile/abc123} of one that people made for an account, {@code inference-profile/us.…} of AWS's own
 */
public record InferenceProfile(String account, String id) {
    private static final Pattern ARN =
            Pattern.compile("arn:[^:/]+:bedrock:[^:/]*:([0-9]*):((?:application-)?inference-profile/[^/]+)");

    /** Empty where the resource is no inference profile. */
    public static Optional<InferenceProfile> of(String resource) {
        Matcher arn = ARN.matcher(resource);
        return arn.matches() ? Optional.of(new InferenceProfile(arn.group(1), arn.group(2))) : Optional.empty();
    }

    /** Whether people made it, so that it has tags of its own. */
    public boolean ofApplication() {
        return id.startsWith("application-");
    }
}
