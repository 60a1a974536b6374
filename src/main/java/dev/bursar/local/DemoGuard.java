package dev.bursar.local;

import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Keeps demo people, whose password everybody knows, away from real AWS credentials and from other machines. */
@Component
@Profile("demo")
class DemoGuard {
    private static final List<String> CREDENTIALS = List.of(
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_PROFILE",
            "AWS_WEB_IDENTITY_TOKEN_FILE",
            "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
            "AWS_CONTAINER_CREDENTIALS_FULL_URI");

    DemoGuard(Environment environment) {
        if (!loopback(environment.getProperty("server.address"))) {
            throw new DemoRefused(
                    "The demo accounts are public, and other machines could reach the portal (server.address).",
                    "Remove server.address (the default is 127.0.0.1), or start without the profile demo.");
        }
        if (local(environment.getProperty("AWS_ENDPOINT_URL"))) {
            return;
        }
        credentials(environment).ifPresent(found -> {
            throw new DemoRefused(
                    "The demo accounts are public, and real AWS credentials are set (" + found + ").",
                    "Unset them, or start with the profile aws to read your own costs.");
        });
    }

    private static java.util.Optional<String> credentials(Environment environment) {
        var files = List.of(
                Path.of(environment.getProperty(
                        "AWS_SHARED_CREDENTIALS_FILE",
                        home(environment).resolve("credentials").toString())),
                Path.of(environment.getProperty(
                        "AWS_CONFIG_FILE", home(environment).resolve("config").toString())));
        return java.util.stream.Stream.concat(
                        CREDENTIALS.stream()
                                .filter(name ->
                                        !environment.getProperty(name, "").isBlank()),
                        files.stream().filter(Files::exists).map(Path::toString))
                .findFirst();
    }

    private static Path home(Environment environment) {
        return Path.of(environment.getProperty("user.home", "."), ".aws");
    }

    private static boolean local(@Nullable String endpoint) {
        try {
            return endpoint != null
                    && !endpoint.isBlank()
                    && loopback(URI.create(endpoint).getHost());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean loopback(@Nullable String host) {
        if (host == null || host.isBlank()) {
            return false;
        }
        try {
            return host.equals("localhost")
                    || InetAddress.ofLiteral(host.replaceAll("^\\[|]$", "")).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
