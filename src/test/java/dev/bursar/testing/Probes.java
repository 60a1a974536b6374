package dev.bursar.testing;

import dev.bursar.kernel.Scope;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import module java.base;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What tests ask a portal over HTTP that no page tells. */
@Configuration(proxyBeanMethods = false)
public class Probes {
    @Bean
    Restricted restricted() {
        return new Restricted();
    }

    @Bean
    OpenedSessions openedSessions() {
        return new OpenedSessions();
    }

    /** The browsers' sessions, as the server has them. */
    public static class OpenedSessions implements HttpSessionListener {
        private final List<HttpSession> all = new CopyOnWriteArrayList<>();

        @Override
        public void sessionCreated(HttpSessionEvent event) {
            all.add(event.getSession());
        }

        @Override
        public void sessionDestroyed(HttpSessionEvent event) {
            all.removeIf(one -> one.getId().equals(event.getSession().getId()));
        }

        /** Those that nobody has signed in with. */
        public long visitors() {
            return all.stream()
                    .filter(one -> one.getAttribute("SPRING_SECURITY_CONTEXT") == null)
                    .count();
        }

        public HttpSession of(Browser browser) {
            var id = browser.session().orElseThrow();
            return all.stream()
                    .filter(one -> one.getId().equals(id))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Says who the portal thinks is asking. */
    @RestController
    static class Probe {
        private final Scope scope;
        private final Restricted restricted;

        Probe(Scope scope, Restricted restricted) {
            this.scope = scope;
            this.restricted = restricted;
        }

        /** The last part is what Vaadin reads. */
        @GetMapping("/probe/who")
        String who(HttpServletRequest request) {
            var context = (SecurityContext) request.getSession().getAttribute("SPRING_SECURITY_CONTEXT");
            return scope.actor().name() + " " + scope.roles() + " "
                    + context.getAuthentication().getAuthorities();
        }

        @GetMapping("/probe/restricted")
        String restricted() {
            return restricted.answer();
        }

        @GetMapping("/probe/broken")
        String broken() {
            throw new IllegalStateException("a secret detail");
        }
    }

    static class Restricted {
        @PreAuthorize("hasRole('FINANCE')")
        public String answer() {
            return "for finance";
        }
    }
}
