package dev.bursar.access;

import dev.bursar.access.rights.SignedIn;
import dev.bursar.journal.CommonAction;
import dev.bursar.journal.Journal;
import org.aopalliance.intercept.MethodInvocation;
import org.springframework.context.event.EventListener;
import org.springframework.security.authorization.event.AuthorizationDeniedEvent;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Writes into the journal what signed-in people were refused: services and requests by itself, the rest when told. */
@Component
public class Denials {
    private final Journal journal;

    Denials(Journal journal) {
        this.journal = journal;
    }

    /**
     * Records that the person who acts now was refused something; repeated refusals are counted.
     *
     * @param what the thing refused, such as a path or an id, without secrets
     */
    public void record(String what) {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null && authentication.getPrincipal() instanceof SignedIn) {
            journal.denied(CommonAction.DENIED, what);
        }
    }

    @EventListener
    void on(AuthorizationDeniedEvent<?> event) {
        record(
                switch (event.getObject()) {
                    case MethodInvocation call ->
                        call.getMethod().getDeclaringClass().getSimpleName() + "."
                                + call.getMethod().getName();
                    case jakarta.servlet.http.HttpServletRequest request ->
                        request.getMethod() + " " + request.getRequestURI();
                    case Object other -> other.getClass().getSimpleName();
                });
    }
}
