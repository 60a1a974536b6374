package dev.bursar.notify;

import module java.base;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Where people reach the portal: set, never taken from a request, because whoever sends a request names its host. */
@Component
public class PortalUrl {
    private final Environment environment;

    PortalUrl(Environment environment) {
        this.environment = environment;
    }

    /**
     * An address for people elsewhere.
     *
     * @param path within the portal, without a slash in front, query included
     */
    public String to(String path) {
        var port = environment.getProperty("local.server.port", environment.getProperty("server.port", "8080"));
        var base = environment.getProperty("bursar.url", "");
        return (base.isBlank() ? "http://localhost:" + port : base.replaceAll("/+$", "")) + "/" + path;
    }

    /** What {@code bursar.url} says, without a slash at its end; empty where it says nothing. */
    public Optional<String> configured() {
        return Optional.of(environment.getProperty("bursar.url", "").strip().replaceAll("/+$", ""))
                .filter(url -> !url.isEmpty());
    }

    /** Whether people reach it by https, which a proxy in front of the portal ends. */
    public boolean isSecure() {
        return to("").toLowerCase(Locale.ROOT).startsWith("https:");
    }

    /** Whether a page of this origin, as browsers write it, is one of the portal's. */
    public boolean isOrigin(String origin) {
        return to("").toLowerCase(Locale.ROOT).startsWith(origin.toLowerCase(Locale.ROOT) + "/");
    }

    /** {@code bursar.mail.from}, or bursar@ the portal's host. */
    MailAddress mailFrom() {
        var set = environment.getProperty("bursar.mail.from", "");
        return new MailAddress(set.isBlank() ? "bursar@" + URI.create(to("")).getHost() : set.strip());
    }
}
