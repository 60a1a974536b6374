package dev.bursar.sync.daily;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.sync.Problem;
import dev.bursar.sync.Problem.Said;
import dev.bursar.sync.SourceProblem;
import dev.bursar.sync.SourceProblem.Kind;
import dev.bursar.sync.daily.DailyReadings.Refusal;
import dev.bursar.sync.daily.DailyReadings.State;
import dev.bursar.testing.TestDatabase;
import module java.base;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How readings went, in one table, on real PostgreSQL. */
class DailyReadingsTest {
    private static final Instant MORNING = Instant.parse("2026-11-24T06:00:00Z");
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Refusal DENIED = new Refusal(NOON, new Said("AWS refused it.", "Allow it."));

    @Test
    void aRefusalStandsUntilAnAnswerOrASwitchAndTakesNothingBack() {
        try (var database = TestDatabase.migrated()) {
            var readings = new DailyReadings(database.jdbc());
            assertThat(readings.state("plans")).isEqualTo(State.NEVER);
            readings.read("plans", MORNING);
            assertThat(readings.state("plans")).isEqualTo(new State(false, MORNING, MORNING, null));
            var problem = new SourceProblem(Kind.ACCESS_DENIED, new Problem.Said("AWS refused it.", "Allow it."), null);
            readings.refused("plans", problem, NOON);
            assertThat(readings.state("plans")).isEqualTo(new State(false, NOON, MORNING, DENIED));
            readings.read("plans", NOON);
            assertThat(readings.state("plans")).isEqualTo(new State(false, NOON, NOON, null));

            assertThat(readings.turn("paid", false, "Ada", MORNING))
                    .as("what was never on")
                    .isFalse();
            assertThat(readings.turn("paid", true, "Ada", MORNING)).isTrue();
            assertThat(readings.turn("paid", true, "Ada", MORNING)).isFalse();
            readings.refused("paid", problem, NOON);
            assertThat(readings.state("paid")).isEqualTo(new State(true, NOON, null, DENIED));
            assertThat(readings.turn("paid", false, "Ada", NOON)).isTrue();
            assertThat(readings.state("paid")).isEqualTo(new State(false, NOON, null, null));
            assertThat(readings.state("other")).isEqualTo(State.NEVER);
        }
    }

    @Test
    void whatTablesOfTheirOwnHadIsCarriedOver() {
        try (var database = TestDatabase.empty()) {
            database.migrate("239");
            var owner = database.owner();
            JdbcClient.create(owner).sql("""
                            insert into savings_plan_reading (read_at) values ('2026-11-24T06:00:00Z');
                            insert into aws_document_reading (read_at, refused_at, problem, what_to_do)
                            values ('2026-11-24T06:00:00Z', '2026-11-24T12:00:00Z', 'AWS refused it.', 'Allow it.');
                            insert into aws_budget_reading (refused_at, problem, what_to_do)
                            values ('2026-11-24T12:00:00Z', 'AWS refused it.', 'Allow it.');
                            insert into aws_anomaly_reading (enabled, set_by, set_at, tried_at, read_at, read_from, problem, what_to_do)
                            values (true, 'Ada', now(), '2026-11-24T12:00:00Z', '2026-11-24T06:00:00Z', '2026-08-27', 'AWS refused it.',
                                    'Allow it.');
                            insert into ml_resource_cost_day (day, read_at) values ('2026-11-22', '2026-11-24T06:00:00Z');
                            insert into ml_resource_cost_state (enabled, set_by, set_at, tried_at)
                            values (false, 'Ada', now(), '2026-11-24T12:00:00Z');
                            """).update();
            owner.destroy();
            database.migrate("latest");
            var readings = new DailyReadings(database.jdbc());
            assertThat(readings.state("savings-plans")).isEqualTo(new State(false, MORNING, MORNING, null));
            assertThat(readings.state("documents")).isEqualTo(new State(false, NOON, MORNING, DENIED));
            assertThat(readings.state("aws-budgets")).isEqualTo(new State(false, NOON, null, DENIED));
            assertThat(readings.state("aws-anomalies")).isEqualTo(new State(true, NOON, MORNING, DENIED));
            assertThat(readings.state("ml-resource-costs")).isEqualTo(new State(false, NOON, MORNING, null));
        }
    }
}
