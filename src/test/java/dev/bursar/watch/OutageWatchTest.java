package dev.bursar.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.access.SignedInAs;
import dev.bursar.kernel.BackgroundScope;
import dev.bursar.kernel.Role;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.TestClock;
import dev.bursar.testing.TestDatabase;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

@BursarTest
class OutageWatchTest {
    @Autowired
    OutageWatch watch;

    @Autowired
    BackgroundScope background;

    @Autowired
    TestClock clock;

    @Autowired
    TestDatabase database;

    @BeforeEach
    void oneAdminWithAnAddress() {
        empty();
        database.jdbc()
                .sql("update team_key set tag_key = 'team', chosen_by = 'test', chosen_at = now()")
                .update();
        person("admin-one", "one@example.org", true, "ADMIN");
    }

    @AfterEach
    void empty() {
        for (String table : List.of("outbox", "scheduled_tasks", "sync_outage")) {
            database.jdbc().sql("delete from " + table).update();
        }
        asOwner("delete from sync_run");
        asOwner("delete from person_role using person where person_id = id and user_key like 'admin-%'");
        asOwner("delete from person where user_key like 'admin-%'");
    }

    @Test
    void adminsAreToldOnceAndOnceWhenItWorksAgain() {
        person("admin-two", "two@example.org", true, "ADMIN");
        person("admin-gone", "gone@example.org", false, "ADMIN");
        person("admin-mute", null, true, "ADMIN");
        person("admin-not", "finance@example.org", true, "FINANCE");
        run("costs", "done", null, Duration.ZERO);
        Instant done = clock.instant();
        look(Duration.ofHours(24));
        assertThat(mails()).isEmpty();

        run("costs", "failed", "AWS refused ce:GetCostAndUsage to Bursar's role.", Duration.ZERO);
        look(Duration.ofSeconds(1));
        look(Duration.ofMinutes(10));
        look(Duration.ofDays(3));

        assertThat(mails()).hasSize(2).allMatch(mail -> mail.contains("Bursar has not read costs from AWS for a day"));
        assertThat(mails().getFirst())
                .startsWith("one@example.org")
                .contains("Refresh costs: last succeeded on ")
                .contains(String.valueOf(done.atZone(ZoneOffset.UTC).getYear()))
                .contains("AWS refused ce:GetCostAndUsage")
                .contains("/sync\n");
        assertThat(mails().getLast()).startsWith("two@example.org");

        run("costs", "done-with-failures", "One slice failed.", Duration.ZERO);
        look(Duration.ofMinutes(10));
        look(Duration.ofMinutes(10));

        assertThat(mails()).hasSize(4);
        assertThat(mails().getLast())
                .contains("Bursar is reading costs from AWS again")
                .contains("All jobs succeed again");

        look(Duration.ofHours(25));
        assertThat(mails()).as("another outage").hasSize(6);
    }

    @Test
    void aFirstSyncThatNeverEndsWellIsToldOfToo() {
        look(Duration.ofDays(2));
        assertThat(mails()).as("nothing was tried yet").isEmpty();
        run("costs", "failed", "No AWS credentials were found.", Duration.ZERO);
        look(Duration.ofHours(25));
        assertThat(mails())
                .singleElement()
                .asString()
                .contains("Refresh costs: never succeeded since the first attempt on ")
                .contains("No AWS credentials were found.");
    }

    @Test
    void aDailyJobMayTakeTwoDays() {
        run("forecast", "done", null, Duration.ZERO);
        look(Duration.ofHours(47));
        assertThat(mails()).isEmpty();
        look(Duration.ofHours(2));
        assertThat(mails()).hasSize(1);
    }

    @Test
    void whoeverGetsAnAddressDuringTheOutageIsTold() {
        asOwner("update person set email = null where user_key = 'admin-one'");
        run("costs", "done", null, Duration.ZERO);
        look(Duration.ofHours(25));
        assertThat(mails()).isEmpty();
        asOwner("update person set email = 'late@example.org' where user_key = 'admin-one'");
        look(Duration.ofMinutes(10));
        assertThat(mails()).hasSize(1);
    }

    @Test
    @SignedInAs(Role.ADMIN)
    void nobodyElseMakesItLook() {
        assertThatThrownBy(watch::look).isInstanceOf(AccessDeniedException.class);
    }

    private void look(Duration later) {
        clock.forward(later);
        background.run(watch::look);
    }

    private void run(String job, String state, @Nullable String problem, Duration took) {
        database.jdbc()
                .sql("""
                        insert into sync_run (job, started_by, started_at, ended_at, state, problem)
                        values (:job, 'schedule', :begun, :ended, :state, :problem)
                        """)
                .param("job", job)
                .param("begun", clock.instant().minus(took).atOffset(ZoneOffset.UTC))
                .param("ended", clock.instant().atOffset(ZoneOffset.UTC))
                .param("state", state)
                .param("problem", problem)
                .update();
    }

    private void person(String name, @Nullable String email, boolean enabled, String role) {
        database.jdbc()
                .sql("""
                        with one as (insert into person (user_name, user_key, display_name, email, enabled)
                                     values (:name, :name, :name, :email, :enabled) returning id)
                        insert into person_role select id, :role from one
                        """)
                .param("name", name)
                .param("email", email)
                .param("enabled", enabled)
                .param("role", role)
                .update();
    }

    private List<String> mails() {
        return database.jdbc()
                .sql("select recipient || E'\\n' || subject || E'\\n' || body from outbox order by id")
                .query(String.class)
                .list();
    }

    private void asOwner(String statement) {
        var owner = database.owner();
        try {
            org.springframework.jdbc.core.simple.JdbcClient.create(owner)
                    .sql(statement)
                    .update();
        } finally {
            owner.destroy();
        }
    }
}
