package dev.bursar.access.web;

import dev.bursar.notify.PortalUrl;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses web sockets that pages of other sites open: browsers send the portal's cookies with those too. */
final class WebSocketOrigin extends OncePerRequestFilter {
    private final PortalUrl url;

    WebSocketOrigin(PortalUrl url) {
        this.url = url;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var upgrade = request.getHeader(HttpHeaders.UPGRADE);
        return upgrade == null || !upgrade.toLowerCase(Locale.ROOT).contains("websocket");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isOwn(request.getHeader(HttpHeaders.ORIGIN), request.getHeader(HttpHeaders.HOST))) {
            chain.doFilter(request, response);
        } else {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        }
    }

    /** A proxy may change the scheme, and the host too: then the portal's own address tells. */
    private boolean isOwn(@Nullable String origin, @Nullable String host) {
        return origin != null && (origin.replaceFirst("^https?://", "").equalsIgnoreCase(host) || url.isOrigin(origin));
    }
}
