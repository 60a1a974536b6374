package dev.bursar.trail.event;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * Who did it, as far as one event says.
 *
 * @param person the name to show and filter by: the IAM user, the person behind a role's session, the service; never empty
 * @param role the role's name, where there was one
 * @param account of the identity; "" where the event doesn't say
 * @param via the AWS service that called in the identity's name, such as {@code cloudformation.amazonaws.com}
 * @param accessKey the id of the key that signed the call; no secret
 * @param issuedKey the id of the key that the call gave out (AssumeRole and its like): calls signed with it are this identity's
 */
public record Identity(
        Kind kind,
        String person,
        @Nullable String role,
        String account,
        @Nullable String via,
        @Nullable String accessKey,
        @Nullable String issuedKey) {
    public enum Kind {
        /** An account's root user. */
        ROOT,
        IAM_USER,
        /** A person of IAM Identity Center, or of an older SSO. */
        SSO_USER,
        /** A role's session whose source identity says who is behind it. */
        SOURCE_IDENTITY,
        /** A person or workload that an identity provider vouches for: SAML, OIDC. */
        FEDERATED,
        /** A role's session: its name is all that is known. */
        ROLE_SESSION,
        /** Another account, of which nothing more is said. */
        ACCOUNT,
        /** An AWS service itself. */
        SERVICE,
        /** An AWS service by its service-linked role. */
        SERVICE_ROLE,
        UNKNOWN;

        /** Whether AWS itself did it: hidden unless asked for. */
        public boolean isService() {
            return this == SERVICE || this == SERVICE_ROLE;
        }

        public String stored() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static Kind of(String stored) {
            return valueOf(stored.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }
}
