package dev.bursar.local;

import dev.bursar.kernel.Today;
import module java.base;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Tells a person at a terminal where the demo is and how to sign in. */
@Component
@Profile("demo")
@ConditionalOnWebApplication
class Greeting {
    private final String date;

    Greeting(@Value("${bursar.now:}") String now, Clock clock) {
        date = now.isBlank() ? "" : "\n  Here it is " + Today.of(clock) + " (" + DemoClock.SETTING + ").";
    }

    @EventListener
    @Order(200)
    void ready(ApplicationReadyEvent event) {
        if (event.getApplicationContext() instanceof WebServerApplicationContext web && web.getWebServer() != null) {
            System.out.printf("""

                    Bursar is ready: http://localhost:%d
                      Sign in as lead, finance, admin or auditor. The password is %s
                      The costs come from a simulated AWS organisation. The first sync takes a few seconds.%s

                    """, web.getWebServer().getPort(), DemoPeople.PASSWORD, date);
        }
    }
}
