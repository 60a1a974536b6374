package dev.bursar.setup.spi;

import org.jspecify.annotations.Nullable;

/**
 * A role in an account that Bursar takes on: the one by which it reads member accounts, or the one by which it writes.
 *
 * @param name without path, 1 to 64 characters
 * @param externalId what the role's trust policy asks for, 2 to 1,224 characters; it is no secret
 * @param use how its sessions are made; null for reading
 */
public record MemberRole(
        String name, String externalId, @Nullable Use use) {
    /** A role that is read by. */
    public MemberRole(String name, String externalId) {
        this(name, externalId, null);
    }

    /**
     * Sessions for one purpose.
     *
     * @param session their name, 2 to 64 characters of those that STS allows
     * @param policy what they may do at most, as an IAM policy in JSON
     * @param sourceIdentity who approved it, of the same characters; left out where the role's trust policy doesn't allow one
     */
    public record Use(String session, String policy, String sourceIdentity) {}
}
