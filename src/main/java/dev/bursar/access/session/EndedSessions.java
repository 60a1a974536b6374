package dev.bursar.access.session;

import dev.bursar.access.rights.Sessions;
import dev.bursar.access.rights.SignedIn;
import dev.bursar.kernel.PersonId;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;

/** Forgets a session as soon as this node has ended it: by sign-out, by time or by the guard. */
@Component
class EndedSessions implements HttpSessionListener {
    private static final Logger log = LoggerFactory.getLogger(EndedSessions.class);

    private final Sessions sessions;

    EndedSessions(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        var context = event.getSession().getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY);
        if (context instanceof SecurityContext known
                && known.getAuthentication() != null
                && known.getAuthentication().getPrincipal() instanceof SignedIn person) {
            try {
                sessions.close(new PersonId(person.person()), person.session());
            } catch (DataAccessException | IllegalStateException e) {
                log.debug("A session that ended stays listed until it counts as idle", e);
            }
        }
    }
}
