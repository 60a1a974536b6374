package dev.bursar.simulator.http;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who signed a request for which service: the credential of its Authorization header. The signature itself is not checked.
 *
 * @param service as signed, "" where the credential names none
 */
public record Caller(String accessKey, String service) {

    private static final Pattern CREDENTIAL =
            Pattern.compile("AWS4-HMAC-SHA256 Credential=([^/,\\s]+)/(?:[^/,\\s]+/[^/,\\s]+/([^/,\\s]+)/)?.*");

    public static Caller of(@Nullable String authorization) {
        var credential = CREDENTIAL.matcher(authorization == null ? "" : authorization);
        if (!credential.matches()) {
            throw new AwsRefusal("MissingAuthenticationTokenException", "Missing Authentication Token", 403);
        }
        var service = credential.group(2);
        return new Caller(credential.group(1), service == null ? "" : service);
    }
}
