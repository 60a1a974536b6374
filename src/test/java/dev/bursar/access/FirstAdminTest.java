package dev.bursar.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.access.password.PasswordRefused;
import dev.bursar.notify.PortalUrl;
import dev.bursar.testing.Browser;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.TestClock;
import dev.bursar.testing.TestDatabase;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;

@BursarTest
class FirstAdminTest {
    private static final String PASSWORD = "a long enough sentence";

    @Autowired
    FirstAdmin firstAdmin;

    @Autowired
    TestClock clock;

    @Autowired
    TestDatabase database;

    @Autowired
    PortalUrl portal;

    @Autowired
    Environment environment;

    @LocalServerPort
    int port;

    @AfterEach
    void forget() {
        database.jdbc().sql("delete from person_role").update();
        database.jdbc().sql("delete from first_admin").update();
    }

    @Test
    void theLinkWorksOnce() {
        var token = firstAdmin.invite().orElseThrow();
        assertThat(firstAdmin.valid(token)).isTrue();
        assertThat(firstAdmin.claim(token, "first", "First Admin", PASSWORD)).isTrue();
        assertThat(firstAdmin.valid(token)).isFalse();
        assertThat(firstAdmin.claim(token, "second", "Second Admin", PASSWORD)).isFalse();
        assertThat(firstAdmin.invite()).isEmpty();
        assertThat(Browser.location(new Browser(port).signIn("FIRST", PASSWORD)))
                .isEqualTo("/");
    }

    @Test
    void theLinkEndsAfterThirtyMinutes() {
        var token = firstAdmin.invite().orElseThrow();
        clock.forward(Duration.ofMinutes(30));
        assertThat(firstAdmin.valid(token)).isFalse();
        assertThat(firstAdmin.claim(token, "late", "Late", PASSWORD)).isFalse();
    }

    @Test
    void aNewLinkEndsTheOldOne() {
        var old = firstAdmin.invite().orElseThrow();
        var token = firstAdmin.invite().orElseThrow();
        assertThat(firstAdmin.valid(old)).isFalse();
        assertThat(firstAdmin.valid(token)).isTrue();
        assertThat(firstAdmin.valid("")).isFalse();
    }

    @Test
    void aWeakPasswordDoesNotUseTheLinkUp() {
        var token = firstAdmin.invite().orElseThrow();
        assertThatThrownBy(() -> firstAdmin.claim(token, "weak", "Weak", "short"))
                .isInstanceOf(PasswordRefused.class);
        assertThat(firstAdmin.valid(token)).isTrue();
    }

    @Test
    void withoutSingleSignOnWhoCameByItIsNoAdminWhoCanComeIn() {
        database.jdbc().sql("""
                with known as (
                  insert into person (user_name, user_key, display_name) values ('by-sso', 'by-sso', 'By SSO') returning id),
                identity as (
                  insert into person_identity (issuer, subject, person_id, linked_at)
                  select 'https://issuer', 's', id, now() from known)
                insert into person_role (person_id, role) select id, 'ADMIN' from known
                """).update();
        assertThat(firstAdmin.invite()).isPresent();
    }

    @Test
    void onlyTheOwnerCanReadTheFile() throws Exception {
        new FirstAdminLink(firstAdmin, portal, environment).run(new DefaultApplicationArguments());
        var file = Path.of("target/test-data", database.name(), "first-admin.txt");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        var link = Files.readString(file).strip();
        assertThat(link).startsWith("http://localhost:" + port + "/first-admin?token=");
        assertThat(firstAdmin.valid(link.replaceAll(".*token=", ""))).isTrue();
        assertThat(new Browser(port).get("/first-admin?token=x").statusCode()).isEqualTo(200);
        firstAdmin.claim(link.replaceAll(".*token=", ""), "filed", "Filed", PASSWORD);
        new FirstAdminLink(firstAdmin, portal, environment).run(new DefaultApplicationArguments());
        assertThat(file).doesNotExist();
    }
}
