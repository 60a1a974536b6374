package gallery;

import com.vaadin.flow.spring.annotation.EnableVaadin;
import com.vaadin.flow.spring.security.VaadinSecurityConfigurer;
import dev.bursar.kernel.Actor;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.Scope;
import dev.bursar.kernel.Visibility;
import dev.bursar.ui.CurrentPerson;
import dev.bursar.ui.DataAsOf;
import dev.bursar.ui.Freshness;
import dev.bursar.ui.OtherSignIns;
import dev.bursar.ui.Person;
import module java.base;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;

/** The shell without any feature. */
@SpringBootApplication(
        scanBasePackages = {"dev.bursar.shell", "dev.bursar.ui", "gallery"},
        excludeName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration"
        })
@EnableVaadin({"dev.bursar.shell", "gallery"})
public class GalleryApp {
    @Bean
    SecurityFilterChain security(HttpSecurity http) throws Exception {
        http.authorizeHttpRequests(requests ->
                requests.requestMatchers("/styles.css", "/icons/**", "/aura/**").permitAll());
        return http.with(
                        VaadinSecurityConfigurer.vaadin(),
                        vaadin -> vaadin.loginView("/login").anyRequest(url -> url.authenticated()))
                .build();
    }

    @Bean
    Clock clock() {
        return Clock.fixed(Instant.parse("2026-11-24T09:41:00Z"), ZoneOffset.UTC);
    }

    @Bean
    DataAsOf dataAsOf() {
        return () -> Optional.of(new Freshness(Instant.parse("2026-11-24T06:12:00Z"), "13 of 14 accounts"));
    }

    /** Nobody's: pages are opened by the framework's roles here, and no feature is asked. */
    @Bean
    Scope scope() {
        return new Scope() {
            @Override
            public Actor actor() {
                throw new UnsupportedOperationException();
            }

            @Override
            public Set<Role> roles() {
                return Set.of();
            }

            @Override
            public Visibility visibility() {
                return Visibility.NOTHING;
            }
        };
    }

    @Bean
    SomeWays ways() {
        return new SomeWays();
    }

    /** None, until a test says otherwise. */
    public static class SomeWays implements OtherSignIns {
        List<Way> ways = List.of();
        boolean passwordToo = true;

        @Override
        public List<Way> ways() {
            return ways;
        }

        @Override
        public boolean passwordToo() {
            return passwordToo;
        }
    }

    @Bean
    CurrentPerson currentPerson() {
        return () -> Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication())
                .filter(user -> user.getAuthorities().stream()
                        .anyMatch(right -> right.getAuthority().startsWith("ROLE_F")))
                .map(user -> new Person("Finance", "finance, lead of Fraud"));
    }
}
