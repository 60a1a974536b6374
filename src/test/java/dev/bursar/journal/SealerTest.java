package dev.bursar.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.testing.TestDatabase;
import module java.base;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;

class SealerTest {
    private final ChainRig rig = new ChainRig();

    @AfterEach
    void drop() {
        rig.close();
    }

    private List<String> order() {
        return rig.database
                .jdbc()
                .sql(
                        "select s.position || ' ' || j.action from journal_seal s join journal j on j.id = s.entry_id order by 1")
                .query(String.class)
                .list();
    }

    @Test
    void anEmptyJournalIsIntact() {
        rig.sealer.seal();
        assertThat(rig.verify()).isEqualTo(new Verification.Intact(0, 0, 0));
    }

    @Test
    void whatTheDatabaseSealsIsWhatVerificationComputes() {
        rig.record("plain", null, null);
        rig.record(
                "changed",
                Map.of("note", "a\0b \\u0041 \"q\" \u202E \uD83D\uDE80"),
                Map.of("n", new java.math.BigDecimal("1.10")));
        rig.record("nested", List.of(Map.of("b", 1, "a", List.of())), Map.of());
        rig.sealer.seal();
        assertThat(rig.verify()).isEqualTo(new Verification.Intact(3, 0, 0));
        assertThat(rig.count("journal_unsealed")).isZero();
    }

    @Test
    void moreThanOnePortionIsSealedInOneGo() {
        rig.database.jdbc().sql("""
                        insert into journal (at, actor_id, actor_name, action, subject)
                        select now(), 1, 'Somebody', 'done', 'thing:' || n from generate_series(1, 2500) n
                        """).update();
        rig.sealer.seal();
        assertThat(rig.verify()).isEqualTo(new Verification.Intact(2_500, 0, 0));
    }

    @Test
    void anEntryThatCommitsLateIsSealedLateWhateverItsNumber() throws SQLException {
        try (Connection late = rig.database.dataSource().getConnection();
                Statement statement = late.createStatement()) {
            late.setAutoCommit(false);
            statement.execute("insert into journal (at, actor_id, actor_name, action, subject)"
                    + " values (now(), 1, 'Somebody', 'late', 'thing:1')");
            rig.record("early", null, null);
            rig.sealer.seal();
            late.commit();
        }
        assertThat(rig.verify()).isEqualTo(new Verification.Intact(1, 0, 1));
        rig.sealer.seal();
        assertThat(order()).containsExactly("1 early", "2 late");
        assertThat(rig.verify()).isEqualTo(new Verification.Intact(2, 0, 0));
    }

    @Test
    void ofManySealersOneSealsAndTheChainHasNoFork() throws Exception {
        try (var nodes = Executors.newFixedThreadPool(5)) {
            Callable<Boolean> writer = () -> {
                for (int i = 0; i < 60; i++) {
                    rig.record("written", null, Map.of("i", i));
                }
                return true;
            };
            Callable<Boolean> sealer = () -> {
                for (int i = 0; i < 60; i++) {
                    new Sealer(rig.database.jdbc(), List.of(), rig.clock).seal();
                }
                return true;
            };
            for (var done : nodes.invokeAll(List.of(writer, writer, sealer, sealer, sealer))) {
                assertThat(done.get()).isTrue();
            }
        }
        rig.sealer.seal();
        assertThat(rig.verify()).isEqualTo(new Verification.Intact(120, 0, 0));
    }

    @Test
    void aSealerThatDiesLeavesEverythingAsItWas() throws SQLException {
        rig.record("first", null, null);
        try (Connection dying = rig.database.dataSource().getConnection();
                Statement statement = dying.createStatement()) {
            dying.setAutoCommit(false);
            statement.execute("select journal_seal_waiting(10)");
            new Sealer(rig.database.jdbc(), List.of(), rig.clock).seal();
            assertThat(rig.count("journal_seal")).isZero();
            dying.rollback();
        }
        assertThat(rig.verify()).isEqualTo(new Verification.Intact(0, 0, 1));
        rig.sealer.seal();
        assertThat(rig.verify()).isEqualTo(new Verification.Intact(1, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update journal set action = 'x'",
                "delete from journal",
                "truncate journal cascade",
                "update journal_seal set seal = seal",
                "delete from journal_seal",
                "insert into journal_seal (position, entry_id, sealed_at, seal) values (9, 1, now(), sha256('x'))",
                "delete from journal_unsealed",
                "insert into journal_unsealed (entry_id) values (1)",
                "alter table journal disable trigger all",
                "drop trigger journal_wait_for_seal on journal",
                "drop table journal_seal",
                "create or replace function journal_bytes(content text) returns bytea language sql as 'select null::bytea'",
                "set session_replication_role = replica",
                "set role bursar_owner"
            })
    void theAppCanUndoNothing(String statement) {
        rig.sealed(1);
        assertThatThrownBy(() -> rig.database.jdbc().sql(statement).update())
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageMatching("(?s).*(permission denied|must be owner|not permitted).*");
        assertThat(rig.verify()).isEqualTo(new Verification.Intact(1, 0, 0));
    }

    @Test
    void entriesFromBeforeTheSealsAreSealedToo() {
        try (var old = TestDatabase.empty()) {
            old.migrate("5");
            IntStream.range(0, 5)
                    .forEach(i -> old.jdbc().sql("""
                            insert into journal (at, actor_id, actor_name, action, subject, after, repeated)
                            values ('2026-01-01T00:00:00.123456Z', 1, 'Somebody', 'done', 'thing:1', '{"b": 1, "a": 2}', :i)
                            """).param("i", i + 1).update());
            old.migrate("latest");
            var before = new ChainRig(old);
            before.sealer.seal();
            assertThat(before.verify()).isEqualTo(new Verification.Intact(5, 0, 0));
        }
    }

    @Test
    void anEntryOfTheLastDayThatTheDatabaseKnowsIsSealedAndStopsNoOther() {
        try (var old = TestDatabase.empty()) {
            old.migrate("72");
            old.jdbc().sql("""
                            insert into journal (at, actor_id, actor_name, action, subject)
                            values ('294276-12-31T23:59:59.999999Z', 1, 'Somebody', 'done', 'thing:1'),
                                   ('2026-01-01Z', 1, 'Somebody', 'done', 'thing:2')
                            """).update();
            old.migrate("latest");
            var before = new ChainRig(old);
            before.sealer.seal();
            assertThat(before.verify()).isEqualTo(new Verification.Intact(2, 0, 0));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'294276-12-31Z', 'Somebody', 'done', 'thing:1', '{}'",
                "'1999-12-31Z', 'Somebody', 'done', 'thing:1', '{}'",
                "'infinity', 'Somebody', 'done', 'thing:1', '{}'",
                "now(), repeat('x', 501), 'done', 'thing:1', '{}'",
                "now(), 'Somebody', repeat('x', 101), 'thing:1', '{}'",
                "now(), 'Somebody', 'done', repeat('x', 501), '{}'",
                "now(), 'Somebody', 'done', 'thing:1', to_jsonb(repeat('x', 16777216))"
            })
    void theAppCanAddNothingThatCannotBeSealed(String values) {
        assertThatThrownBy(() -> rig.database
                        .jdbc()
                        .sql("insert into journal (actor_id, at, actor_name, action, subject, after) values (1, "
                                + values + ")")
                        .update())
                .rootCause()
                .hasMessageContaining("violates check constraint");
    }

    @Test
    void theHeadIsPublishedOnceADay() throws IOException {
        rig.sealer.publishDaily();
        assertThat(rig.file.published()).as("nothing is sealed yet").isEmpty();
        rig.sealed(3);
        rig.sealer.publishDaily();
        rig.sealed(1);
        rig.sealer.publishDaily();
        assertThat(rig.file.published()).hasSize(1).allMatch(head -> head.position() == 3);
        var restarted = new Sealer(rig.database.jdbc(), List.of(rig.file), rig.clock);
        restarted.publishDaily();
        assertThat(rig.file.published()).hasSize(1);
        rig.clock.forward(Duration.ofDays(1));
        restarted.publishDaily();
        assertThat(rig.file.published()).hasSize(2);
        assertThat(Files.readAllLines(rig.data.resolve("journal-heads.txt")).getLast())
                .startsWith("2026-11-25T09:30:00Z 4 ");
        assertThat(rig.verify()).isEqualTo(new Verification.Intact(4, 2, 0));
    }

    @Test
    void aPlaceThatFailsKeepsTheHeadFromNoOther() {
        rig.sealed(1);
        HeadStore broken = head -> {
            throw new IllegalStateException("full");
        };
        new Sealer(rig.database.jdbc(), List.of(broken, rig.file), rig.clock).publishDaily();
        assertThat(rig.file.published()).hasSize(1);
    }
}
