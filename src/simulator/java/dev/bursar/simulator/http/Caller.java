package dev.bursar.simulator.http;

import dev.bursar.simulator.organisation.Organisation;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * Who signed a request for which service, and for which Region: the credential of its Authorization header. The signature itself is not
 * checked.
 *
 * @param region as signed, "" where the credential names none
 * @param service as signed, "" where the credential names none
 * @param account whose credentials they are
 * @param arn the user or the assumed role
 */
public record Caller(String accessKey, String region, String service, String account, String arn) {
    private static final Pattern CREDENTIAL =
            Pattern.compile("AWS4-HMAC-SHA256 Credential=([^/,\\s]+)/(?:[^/,\\s]+/([^/,\\s]+)/([^/,\\s]+)/)?.*");

    /** The payer's user; whose temporary credentials they are, {@link #as} says. */
    public static Caller of(@Nullable String authorization) {
        var credential = CREDENTIAL.matcher(authorization == null ? "" : authorization);
        if (!credential.matches()) {
            throw new AwsRefusal("MissingAuthenticationTokenException", "Missing Authentication Token", 403);
        }
        return new Caller(
                credential.group(1),
                text(credential.group(2)),
                text(credential.group(3)),
                Organisation.PAYER,
                "arn:aws:iam::" + Organisation.PAYER + ":user/bursar");
    }

    private static String text(@Nullable String group) {
        return group == null ? "" : group;
    }

    public Caller as(String other, String otherArn) {
        return new Caller(accessKey, region, service, other, otherArn);
    }

    public boolean isPayer() {
        return account.equals(Organisation.PAYER);
    }
}
