package dev.bursar.charges.models;

import module java.base;

/**
 * The inference profile of Bedrock that a charge is of, as its resource id says.
 *
 * @param account the profile's; "" where the resource id names none
 * @param id {@code application-inference-profile/abc123} of one that people made for an account, {@code inference-profile/us.…} of AWS's own
 */
public record InferenceProfile(String account, String id) {
    /** Part of the resource id of each. */
    public static final String PART = "inference-profile/";

    private static final Pattern ARN =
            Pattern.compile("arn:[^:/]+:bedrock:[^:/]*:([0-9]*):((?:application-)?inference-profile/[^/]+)");
    private static final Pattern NAMED =
            Pattern.compile("(?:[0-9]{12}:)?(?:application-)?inference-profile/[\\w.:-]{1,200}");
    private static final Pattern BARE = Pattern.compile("[\\w.:-]{1,200}");

    /** Empty where the resource is no inference profile. */
    public static Optional<InferenceProfile> of(String resource) {
        if (!resource.contains(PART)) {
            return Optional.empty();
        }
        Matcher arn = ARN.matcher(resource);
        return arn.matches() ? Optional.of(new InferenceProfile(arn.group(1), arn.group(2))) : Optional.empty();
    }

    /**
     * What a person means: an ARN is one account's profile; an id alone is that of a profile which people made, or with a dot in it AWS's
     * own, in any account. Empty where it is no profile.
     */
    public static Optional<String> meant(String typed) {
        String text = typed.strip();
        return of(text).map(InferenceProfile::text)
                .or(() -> NAMED.matcher(text).matches()
                        ? Optional.of(text)
                        : BARE.matcher(text).matches()
                                ? Optional.of((text.contains(".") ? "" : "application-") + PART + text)
                                : Optional.empty());
    }

    /** {@code 111122223333:application-inference-profile/abc123}; the id alone where no account is known. */
    public String text() {
        return account.isEmpty() ? id : account + ":" + id;
    }

    /** Whether people made it, so that it has tags of its own. */
    public boolean ofApplication() {
        return id.startsWith("application-");
    }
}
