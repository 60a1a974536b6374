package dev.bursar.simulator;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who signed a request: the access key of its Authorization header. The signature itself is not checked. */
record Caller(String accessKey) {

    private static final Pattern CREDENTIAL = Pattern.compile("AWS4-HMAC-SHA256 Credential=([^/,\\s]+)/.*");

    static Caller of(@Nullable String authorization) {
        var credential = CREDENTIAL.matcher(authorization == null ? "" : authorization);
        if (!credential.matches()) {
            throw new AwsRefusal("MissingAuthenticationTokenException", "Missing Authentication Token", 403);
        }
        return new Caller(credential.group(1));
    }
}
