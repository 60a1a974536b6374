package dev.bursar.access.session;

import dev.bursar.access.rights.Rights;
import dev.bursar.access.rights.RightsOfPeople;
import dev.bursar.access.rights.Sessions;
import dev.bursar.access.rights.SignedIn;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import module java.base;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Holds each request, clicks in an open page included, against what the database says now: a session ends with its row, its
 * person's account or twelve hours after sign-in, and its roles are always the present ones. A message of an open page gets no
 * new session in place of an ended one: that would take the place of the session in which the browser, with the same cookie, opens the
 * sign-in page at that time.
 */
public class SessionGuard extends OncePerRequestFilter {
    /** The parameter by which Vaadin tells its requests apart. */
    private static final String TYPE = "v-r";

    private static final String ENDED = "{\"meta\":{\"sessionExpired\":true}}";
    private static final String ENDED_OF_PUSH = "{\"meta\":{\"async\":true,\"sessionExpired\":true}}";

    private final RightsOfPeople rights;
    private final Sessions sessions;
    private final VisitorSessions visitors;
    private final SecurityContextRepository contexts;
    private final Clock clock;

    public SessionGuard(
            RightsOfPeople rights,
            Sessions sessions,
            VisitorSessions visitors,
            SecurityContextRepository contexts,
            Clock clock) {
        this.rights = rights;
        this.sessions = sessions;
        this.visitors = visitors;
        this.contexts = contexts;
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || !(authentication.getPrincipal() instanceof SignedIn person)) {
            if (isMessage(request) && request.getRequestedSessionId() != null && !request.isRequestedSessionIdValid()) {
                answerEnded(request, response);
                return;
            }
            try {
                chain.doFilter(request, response);
            } finally {
                visitors.came(request);
            }
            return;
        }
        var now = rights.of(person)
                .filter(found -> clock.instant().isBefore(person.at().plus(Sessions.LONGEST)));
        if (now.isEmpty()) {
            SecurityContextHolder.clearContext();
            var session = request.getSession(false);
            if (session != null) {
                session.invalidate();
            }
            if (isPage(request)) {
                SignInEntry.remember(request);
                response.sendRedirect(request.getContextPath() + "/login?expired");
                return;
            }
            if (isMessage(request)) {
                answerEnded(request, response);
                return;
            }
        } else {
            if (!isHeartbeat(request)) {
                sessions.seen(person.session());
            }
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

    /** What an open page sends; {@code init} comes from one that is being opened. */
    private static boolean isMessage(HttpServletRequest request) {
        var type = request.getParameter(TYPE);
        return type != null && !type.equals("init");
    }

    /** As Vaadin does, which would begin a session for some of them: the page opens itself again. */
    private static void answerEnded(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (isHeartbeat(request)) {
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
        } else {
            response.setContentType("application/json");
            response.getWriter().write("push".equals(request.getParameter(TYPE)) ? ENDED_OF_PUSH : ENDED);
        }
    }

    /** Open pages tell that they are there by themselves; nobody need sit before them. */
    private static boolean isHeartbeat(HttpServletRequest request) {
        return "heartbeat".equals(request.getParameter(TYPE));
    }

    private static boolean isPage(HttpServletRequest request) {
        var accept = request.getHeader(HttpHeaders.ACCEPT);
        return "GET".equals(request.getMethod())
                && accept != null
                && accept.contains("text/html")
                && !request.getRequestURI().equals(request.getContextPath() + "/login");
    }
}
