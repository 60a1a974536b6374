package dev.bursar.kernel;

import module java.base;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** The time of everything that Bursar does is the machine's. Only the demo has a clock of its own, which may run at another date. */
@Configuration(proxyBeanMethods = false)
public class MachineClock {
    @Bean
    @Profile("!demo")
    Clock clock(@Value("${bursar.now:}") String now) {
        if (!now.isBlank()) {
            throw new IllegalStateException(
                    "BURSAR_NOW is set, which is for the demo only: costs and deadlines of a real organisation have real dates."
                            + " Unset it, or start the demo (SPRING_PROFILES_ACTIVE=demo).");
        }
        return Clock.systemUTC();
    }
}
