package dev.bursar.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Holds each request, clicks in an open page included, against what the database says now: a session ends with its person's
 * account or twelve hours after sign-in, and its roles are always the present ones.
 */
class SessionGuard extends OncePerRequestFilter {
    private static final Duration LONGEST = Duration.ofHours(12);

    private final RightsOfPeople rights;
    private final SecurityContextRepository contexts;
    private final Clock clock;

    SessionGuard(RightsOfPeople rights, SecurityContextRepository contexts, Clock clock) {
        this.rights = rights;
        this.contexts = contexts;
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || !(authentication.getPrincipal() instanceof SignedIn person)) {
            chain.doFilter(request, response);
            return;
        }
        var now = rights.of(person)
                .filter(found -> clock.instant().isBefore(person.at().plus(LONGEST)));
        if (now.isEmpty()) {
            SecurityContextHolder.clearContext();
            var session = request.getSession(false);
            if (session != null) {
                session.invalidate();
            }
            if (isPage(request)) {
                response.sendRedirect(request.getContextPath() + "/login?expired");
                return;
            }
        } else {
            refresh(authentication, person, now.get(), request, response);
        }
        chain.doFilter(request, response);
    }

    /** Vaadin reads the context from the session, so that is where it must be right. */
    private void refresh(
            Authentication authentication,
            SignedIn person,
            Rights now,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (Set.copyOf(authentication.getAuthorities()).equals(now.authorities())) {
            return;
        }
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(person, null, now.authorities()));
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
    }

    private static boolean isPage(HttpServletRequest request) {
        var accept = request.getHeader(HttpHeaders.ACCEPT);
        return "GET".equals(request.getMethod())
                && accept != null
                && accept.contains("text/html")
                && !request.getRequestURI().equals(request.getContextPath() + "/login");
    }
}
