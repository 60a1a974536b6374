package dev.bursar.causes.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.access.LedTeam;
import dev.bursar.access.NewPerson;
import dev.bursar.access.People;
import dev.bursar.access.SignedInAs;
import dev.bursar.admin.TeamsFixture;
import dev.bursar.charges.ChargeFixture;
import dev.bursar.kernel.BackgroundScope;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.Role;
import dev.bursar.kernel.TeamId;
import dev.bursar.notify.MailTasks;
import dev.bursar.testing.BursarTest;
import dev.bursar.testing.MailRoom.Letters;
import dev.bursar.testing.TestClock;
import dev.bursar.testing.TestDatabase;
import jakarta.mail.internet.MimeMessage;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;

/** Nodes that die while they decide or send: an anomaly is decided once, and its mail goes out at least once. */
@BursarTest
@SignedInAs(Role.ADMIN)
class AnomalyCrashTest {
    @Autowired
    ApplicationContext portal;

    @Autowired
    AnomalyWatch watch;

    @Autowired
    BackgroundScope background;

    @Autowired
    People people;

    @Autowired
    TestClock clock;

    @Autowired
    TestDatabase database;

    @Autowired
    MailTasks mailTasks;

    @Autowired
    Letters letters;

    @BeforeEach
    void twoAnomalies() {
        for (String table : List.of("anomaly", "anomaly_look", "anomaly_bound", "outbox")) {
            owner("delete from " + table);
        }
        TeamsFixture.load(portal);
        letters.forget();
        clock.forward(Duration.between(clock.instant(), TestClock.START));
        var vision = new TeamId((int) count("select id from team where name = 'Vision'"));
        PersonId lead = asBursar(() -> {
            PersonId person = people.find("vision-lead")
                    .map(one -> one.id())
                    .orElseGet(() -> people.create(new NewPerson("vision-lead", "vision-lead", Set.of(Role.LEAD))));
            people.assignLead(person, new LedTeam(vision, LocalDate.parse("2026-01-01"), null));
            return person;
        });
        owner("update person set email = 'vision-lead@example.org' where id = " + lead.value());
        for (int day = 21; day <= 23; day++) {
            ChargeFixture.load(portal, "2026-11-" + day, "111111111111", "Amazon EC2", "vision", "100");
            ChargeFixture.load(portal, "2026-11-" + day, "333333333333", "Amazon EC2", "", "100");
        }
        asBursar(watch::look); // the next one decides
    }

    @AfterEach
    void quickAgain() {
        connected();
        owner("drop function if exists slowly() cascade");
    }

    @Test
    void anAnomalyIsDecidedOnceWheneverNodesDie() {
        slow(Duration.ofMillis(200), "before insert", "anomaly", "outbox");
        int died = 0;
        for (long after = 50; after < 5_000 && anomalies() == 0; after += 75) {
            if (die(after, watch::look, watch::look)) {
                died++;
            }
            connected();
            assertThat(List.of(anomalies(), mails()))
                    .as("all or nothing after %d ms", after)
                    .isIn(List.of(0L, 0L), List.of(2L, 1L));
        }
        assertThat(died).as("times that nodes died").isPositive();
        asBursar(watch::look);
        asBursar(watch::look);
        assertThat(List.of(anomalies(), mails())).isEqualTo(List.of(2L, 1L));
    }

    @Test
    void theMailOfADecidedAnomalyGoesOutAtLeastOnceWhoeverDiesWhileSending() throws Exception {
        asBursar(watch::look);
        assertThat(List.of(anomalies(), mails())).isEqualTo(List.of(2L, 1L));

        slow(Duration.ofMillis(500), "before delete", "outbox");
        assertThat(die(400, mailTasks::deliver)).isTrue();
        connected();
        assertThat(mails()).as("nobody knows whether it was sent").isOne();
        owner("drop function if exists slowly() cascade");

        asBursar(watch::look);
        assertThat(mails()).as("nothing is told anew").isOne();
        mailTasks.deliver();
        assertThat(mails()).isZero();
        assertThat(letters.all()).isNotEmpty();
        var ids = new TreeSet<String>();
        for (MimeMessage letter : letters.all()) {
            assertThat(letter.getSubject()).startsWith("Vision: Amazon EC2 costs about $100 a day more than usual");
            ids.add(letter.getMessageID());
        }
        assertThat(ids).as("whoever gets it twice can tell").hasSize(1);
        assertThat(anomalies()).isEqualTo(2);
    }

    private long anomalies() {
        return count("select count(*) from anomaly");
    }

    private long mails() {
        return count("select count(*) from outbox");
    }

    private long count(String sql) {
        try (var owner = database.owner()) {
            return JdbcClient.create(owner).sql(sql).query(Long.class).single();
        }
    }

    private void owner(String sql) {
        try (var owner = database.owner()) {
            JdbcClient.create(owner).sql(sql).update();
        }
    }

    /** Each such row takes so long that a node can die meanwhile. */
    private void slow(Duration each, String what, String... tables) {
        owner("""
                create or replace function slowly() returns trigger language plpgsql as $$
                begin
                  perform pg_sleep(%s);
                  return case tg_op when 'DELETE' then old else new end;
                end $$
                """.formatted(each.toMillis() / 1000.0));
        owner("grant execute on function slowly() to public");
        for (String table : tables) {
            owner("create trigger slowly " + what + " on " + table + " for each row execute function slowly()");
        }
    }

    private void asBursar(Runnable work) {
        asBursar(() -> {
            work.run();
            return true;
        });
    }

    private <T> T asBursar(Supplier<T> work) {
        var signedIn = SecurityContextHolder.getContext();
        SecurityContextHolder.clearContext();
        try {
            return background.call(work);
        } finally {
            SecurityContextHolder.setContext(signedIn);
        }
    }

    /** Cuts all connections of nodes after a while, as PostgreSQL sees a kill; answers whether one of them felt it. */
    private boolean die(long afterMillis, Runnable... nodes) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Void>> running = IntStream.range(0, nodes.length)
                    .mapToObj(at -> CompletableFuture.runAsync(() -> background.run(nodes[at]), threads))
                    .toList();
            CompletableFuture.delayedExecutor(afterMillis, TimeUnit.MILLISECONDS, threads)
                    .execute(database::endConnections);
            return running.stream().filter(AnomalyCrashTest::died).count() > 0;
        }
    }

    private static boolean died(CompletableFuture<Void> node) {
        try {
            node.join();
            return false;
        } catch (CompletionException died) {
            return true;
        }
    }

    /** The pool gives out connections that work again. */
    private void connected() {
        int working = 0;
        while (working < 20) {
            try {
                for (JdbcClient one : List.of(portal.getBean(JdbcClient.class), database.jdbc())) {
                    one.sql("select 1").query(Integer.class).single();
                }
                working++;
            } catch (DataAccessException broken) {
                working = 0; // the next one is another connection
            }
        }
    }
}
