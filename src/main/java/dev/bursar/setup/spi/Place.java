package dev.bursar.setup.spi;

import org.jspecify.annotations.Nullable;

/**
 * An account and Region of AWS that is read by itself: by a role in the account, or with Bursar's own credentials in the account
 * that these belong to.
 *
 * @param account twelve digits
 * @param region as AWS names it, such as {@code eu-central-1}
 * @param role null for the account of Bursar's own credentials
 */
public record Place(String account, String region, @Nullable MemberRole role) {
    /** The same account in another Region. */
    public Place in(String other) {
        return new Place(account, other, role);
    }
}
