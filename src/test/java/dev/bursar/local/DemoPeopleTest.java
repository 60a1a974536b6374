package dev.bursar.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.access.LedTeam;
import dev.bursar.access.People;
import dev.bursar.kernel.BackgroundScope;
import dev.bursar.testing.Browser;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.env.MockEnvironment;

@BursarTest
class DemoPeopleTest {
    @Autowired
    People people;

    @Autowired
    BackgroundScope background;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestDatabase database;

    @LocalServerPort
    int port;

    @Test
    void oneOfEachRoleIsMadeOnceAndLeadsTheTeamsThatExist() {
        var guard = new DemoGuard(new MockEnvironment()
                .withProperty("server.address", "127.0.0.1")
                .withProperty("user.home", "target"));
        var demo = new DemoPeople(people, background, jdbc, guard);
        demo.run(new DefaultApplicationArguments());
        database.jdbc()
                .sql("insert into team (name) values ('fraud'), ('Search'), ('Platform')")
                .update();
        demo.run(new DefaultApplicationArguments());
        demo.run(new DefaultApplicationArguments());
        background.run(() -> {
            assertThat(people.list()).hasSize(4);
            assertThat(people.led(people.find("lead").orElseThrow().id()))
                    .hasSize(2)
                    .extracting(LedTeam::to)
                    .containsOnlyNulls();
        });
        for (var name : new String[] {"lead", "finance", "admin", "auditor"}) {
            assertThat(Browser.location(new Browser(port).signIn(name, DemoPeople.PASSWORD)))
                    .isEqualTo("/");
        }
    }
}
