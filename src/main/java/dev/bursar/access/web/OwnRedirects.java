package dev.bursar.access.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import module java.base;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets redirects name a path and never a host: whoever sends a request names its host, and what was asked for before a sign-in is kept
 * with it. Only the way to single sign-on leads elsewhere.
 */
final class OwnRedirects extends OncePerRequestFilter {
    private static final String AWAY = "/oauth2/authorization/";
    private static final Pattern HOST = Pattern.compile("^(?i:https?:)?//[^/?#]*/*");

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().startsWith(request.getContextPath() + AWAY);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, new HttpServletResponseWrapper(response) {
            @Override
            public void sendRedirect(String location) throws IOException {
                super.sendRedirect(path(location));
            }

            @Override
            public void sendRedirect(String location, int status, boolean clearBuffer) throws IOException {
                super.sendRedirect(path(location), status, clearBuffer);
            }
        });
    }

    static String path(String location) {
        return HOST.matcher(location).replaceFirst("/");
    }
}
