package bare;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.Push;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import com.vaadin.flow.spring.annotation.EnableVaadin;
import com.vaadin.flow.theme.aura.Aura;
import dev.bursar.local.LocalPostgres;
import module java.base;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;

/** The peer of the start-up measurement: Boot, Vaadin with one page, and the embedded PostgreSQL; nothing of Bursar's. */
@SpringBootApplication
@EnableVaadin("bare")
public class BareApp {
    public static void main(String[] args) {
        SpringApplication.run(BareApp.class, args);
    }

    @Bean(destroyMethod = "close")
    LocalPostgres postgres() {
        return LocalPostgres.start(Path.of(System.getProperty("bare.data")));
    }

    @Bean
    JdbcConnectionDetails connection(LocalPostgres postgres) {
        return new JdbcConnectionDetails() {
            @Override
            public String getUsername() {
                return LocalPostgres.OWNER;
            }

            @Override
            public String getPassword() {
                return postgres.ownerPassword();
            }

            @Override
            public String getJdbcUrl() {
                return postgres.url();
            }
        };
    }

    /** The theme and the connection that the portal's pages have too. */
    @Push
    @StyleSheet(Aura.STYLESHEET)
    public static class Shell implements AppShellConfigurator {}

    @Route(value = "", autoLayout = false)
    @AnonymousAllowed
    static class Page extends H1 {
        Page() {
            super("Bare");
        }
    }
}
