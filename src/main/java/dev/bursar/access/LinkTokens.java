package dev.bursar.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import module java.base;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Takes a link's secret out of the address before any page is drawn: it goes into the browser's session, and the browser to
 * the same page without it. So it stands in no address bar, history or Referer, and opening a link uses nothing up.
 */
@Component
class LinkTokens extends OncePerRequestFilter {
    private static final String TOKEN = "token";
    private static final int LONGEST = 100;

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var token = request.getParameter(TOKEN);
        var purpose = purpose(request);
        if (purpose.isEmpty() || token == null) {
            chain.doFilter(request, response);
            return;
        }
        request.getSession()
                .setAttribute(
                        purpose.get().attribute(), token.length() > LONGEST ? token.substring(0, LONGEST) : token);
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.sendRedirect(request.getContextPath() + "/" + purpose.get().path());
    }

    private static Optional<LinkPurpose> purpose(HttpServletRequest request) {
        return Arrays.stream(LinkPurpose.values())
                .filter(one -> "GET".equals(request.getMethod())
                        && request.getRequestURI().equals(request.getContextPath() + "/" + one.path()))
                .findFirst();
    }
}
