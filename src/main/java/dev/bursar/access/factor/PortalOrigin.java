package dev.bursar.access.factor;

import jakarta.servlet.http.HttpServletRequest;
import module java.base;

/**
 * The address under which the browser knows the portal, to which a passkey is bound.
 *
 * @param origin {@code https://bursar.example:8443}
 * @param host {@code bursar.example}
 */
public record PortalOrigin(String origin, String host) {
    /** From the request: a browser signs only for the address that it shows, whatever is said here. */
    public static PortalOrigin of(HttpServletRequest request) {
        var address = URI.create(request.getRequestURL().toString());
        var port = address.getPort() < 0 ? "" : ":" + address.getPort();
        return new PortalOrigin(address.getScheme() + "://" + address.getHost() + port, address.getHost());
    }
}
