package dev.bursar.access.session;

import dev.bursar.access.rights.SignInOrigin;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import module java.base;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;

/**
 * Bounds the sessions of browsers that nobody has signed in with: each ends after ten minutes without a request, and there are
 * only so many from one address and in total. When there are more, the address with the most loses one, rather one of a browser
 * that never came back.
 */
@Component
public class VisitorSessions implements HttpSessionListener {
    static final Duration IDLE = Duration.ofMinutes(10);
    static final int MOST_OF_ADDRESS = 1_000;
    static final int MOST = 5_000;

    private static final String KEY = VisitorSessions.class.getName();

    private final Duration idleOnceSignedIn;
    private final int mostOfAddress;
    private final int most;
    private final Map<String, Set<Visit>> byAddress = new HashMap<>();
    private int count;

    @Autowired
    VisitorSessions(@Value("${server.servlet.session.timeout}") Duration idleOnceSignedIn) {
        this(idleOnceSignedIn, MOST_OF_ADDRESS, MOST);
    }

    VisitorSessions(Duration idleOnceSignedIn, int mostOfAddress, int most) {
        this.idleOnceSignedIn = idleOnceSignedIn;
        this.mostOfAddress = mostOfAddress;
        this.most = most;
    }

    /** A session, where it came from, and whether its browser came back with it. */
    private static final class Visit {
        private final HttpSession session;
        private final String address;
        private boolean cameBack;

        Visit(HttpSession session, String address) {
            this.session = session;
            this.address = address;
        }
    }

    /** Tells of a request that was answered and began without anybody signed in. */
    void came(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session == null) {
            return;
        }
        try {
            var known = (Visit) session.getAttribute(KEY);
            if (session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY) != null) {
                if (known != null) {
                    forget(known);
                    session.removeAttribute(KEY);
                    session.setMaxInactiveInterval((int) idleOnceSignedIn.toSeconds());
                }
            } else if (known != null) {
                cameBack(known);
            } else {
                session.setMaxInactiveInterval(
                        (int) (IDLE.compareTo(idleOnceSignedIn) < 0 ? IDLE : idleOnceSignedIn).toSeconds());
                var visit = new Visit(session, SignInOrigin.network(request.getRemoteAddr()));
                session.setAttribute(KEY, visit);
                add(visit).ifPresent(VisitorSessions::end);
            }
        } catch (IllegalStateException e) {
            // it ended meanwhile
        }
    }

    private synchronized void cameBack(Visit visit) {
        visit.cameBack = true;
    }

    /** Returns the one that has to end for it. */
    private synchronized Optional<HttpSession> add(Visit visit) {
        var here = byAddress.computeIfAbsent(visit.address, address -> new LinkedHashSet<>());
        here.add(visit);
        count++;
        if (here.size() > mostOfAddress) {
            return Optional.of(takeFrom(here, visit));
        }
        return count > most
                ? byAddress.values().stream()
                        .max(Comparator.comparingInt(Set::size))
                        .map(visits -> takeFrom(visits, visit))
                : Optional.empty();
    }

    /** The oldest, where there is another than the new one. */
    private HttpSession takeFrom(Set<Visit> visits, Visit added) {
        var oldest = visits.stream()
                .filter(visit -> !visit.cameBack && visit != added)
                .findFirst()
                .orElseGet(() -> visits.iterator().next());
        forget(oldest);
        return oldest.session;
    }

    private synchronized void forget(Visit visit) {
        var visits = byAddress.get(visit.address);
        if (visits != null && visits.remove(visit)) {
            count--;
            if (visits.isEmpty()) {
                byAddress.remove(visit.address);
            }
        }
    }

    private static void end(HttpSession session) {
        try {
            session.invalidate();
        } catch (IllegalStateException e) {
            // it has ended by itself
        }
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        if (event.getSession().getAttribute(KEY) instanceof Visit visit) {
            forget(visit);
        }
    }
}
