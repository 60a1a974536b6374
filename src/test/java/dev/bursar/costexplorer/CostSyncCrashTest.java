package dev.bursar.costexplorer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.charges.Granularity;
import dev.bursar.charges.store.Rollups;
import dev.bursar.kernel.TeamKeys;
import dev.bursar.simulator.faults.Fault;
import dev.bursar.simulator.http.RequestLog;
import dev.bursar.simulator.organisation.Line;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.sync.RunRow;
import dev.bursar.sync.RunState;
import dev.bursar.sync.run.SyncRunner;
import dev.bursar.testing.Awaited;
import dev.bursar.testing.Few;
import dev.bursar.testing.Full;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncNode;
import dev.bursar.testing.SyncRig;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A node may be killed, fall silent or wake up late: what is stored is whole, and hardly anything is paid twice. */
class CostSyncCrashTest {
    private static final String ASK = "GetCostAndUsage";
    private static final Instant NOW = Instant.parse("2026-11-12T09:00:00Z");
    /** A few days of a closed month and some of an open one, read in small pages. */
    private static final LocalDate FIRST = LocalDate.parse("2026-10-29");

    private static final int ROWS_PER_PAGE = 100;

    private final MovableClock clock = new MovableClock(NOW);
    private final Organisation organisation = Organisation.seeded(7, clock, FIRST);
    private final SyncRig rig;
    private final List<Process> started = new ArrayList<>();

    CostSyncCrashTest() {
        rig = new SyncRig(clock, organisation, Map.of());
    }

    @AfterEach
    void stop() {
        started.forEach(Process::destroyForcibly);
        rig.close();
    }

    @Test
    @Few(of = "killsAtTwentyMomentsOfBackfillAndRefreshesLeaveSlicesWholeAndPayOneFetchTwice")
    void killsOfABackfillAndARefreshLeaveSlicesWholeAndPayOneFetchTwice() {
        killsLeaveSlicesWhole(2);
    }

    @Test
    @Full("after a change of how costs are asked for, kept, stored or leased")
    void killsAtTwentyMomentsOfBackfillAndRefreshesLeaveSlicesWholeAndPayOneFetchTwice() {
        killsLeaveSlicesWhole(20);
    }

    private void killsLeaveSlicesWhole(int all) {
        rig.simulator.rowsPerPage(ROWS_PER_PAGE);
        rig.simulator.faults().add(Fault.slow(Duration.ofMillis(12)).on(ASK));
        var random = new Random(20261124);
        Map<String, Map<String, BigDecimal>> old = Map.of();
        Process spare = node();
        int kills = 0;
        int killsOfRefreshes = 0;
        for (int round = 0; kills < all || round < 2; round++) {
            int wanted = round == 0 ? all / 2 : all;
            Map<String, Map<String, BigDecimal>> now = Facts.source(organisation);
            rig.simulator.requests().clear();
            var log = new PaidTwice();
            for (boolean ended = false; !ended; ) {
                Process node = spare;
                spare = node();
                log.next();
                SyncRig.go(node);
                if (kills < wanted) {
                    ended = waitFor(node, 150 + random.nextInt(round == 0 ? 1_300 : 900));
                    if (!ended) {
                        kill(node);
                        kills++;
                        killsOfRefreshes += round == 0 ? 0 : 1;
                        wholly(old, now);
                    }
                } else {
                    ended = waitFor(node, 120_000);
                    assertThat(ended).as("ends").isTrue();
                }
            }
            log.next();
            assertThat(Facts.stored(rig)).as("round %d", round).isEqualTo(now);
            assertThat(rig.database
                            .jdbc()
                            .sql("select count(*) from cost_fetch")
                            .query(Long.class)
                            .single())
                    .as("kept answers")
                    .isZero();
            differencesOfRollups();
            old = now;
            change(round);
        }
        assertThat(kills).isEqualTo(all);
        assertThat(killsOfRefreshes).isPositive();
        uninterruptedIsTheSame();
    }

    /** What was stored by killed nodes, and what one node stores that reads the same at once, but for provenance. */
    private void uninterruptedIsTheSame() {
        rig.simulator.faults().clear();
        assertThat(rig.run("costs").state()).isEqualTo(RunState.DONE);
        try (var other = new SyncRig(clock, organisation, Map.of())) {
            assertThat(other.run("costs").state()).isEqualTo(RunState.DONE);
            for (String question :
                    List.of(CHARGES, SLICES, BY_SERVICE, BY_ACCOUNT, BY_TEAM, BY_MONTH, RULES, ACCOUNTS)) {
                assertThat(rows(rig.database.jdbc(), question))
                        .as(question)
                        .isEqualTo(rows(other.database.jdbc(), question));
            }
            for (Probe probe : Probe.values()) {
                assertThat(rig.bean(CostProbes.class)
                                .last(
                                        Organisation.PAYER,
                                        TeamKeys.of("team"),
                                        probe,
                                        Granularity.DAILY,
                                        FIRST,
                                        FIRST.plusYears(1)))
                        .isEqualTo(other.bean(CostProbes.class)
                                .last(
                                        Organisation.PAYER,
                                        TeamKeys.of("team"),
                                        probe,
                                        Granularity.DAILY,
                                        FIRST,
                                        FIRST.plusYears(1)));
            }
        }
    }

    @Test
    void aNodeThatWakesUpLateLeavesNoTraceAndAsksNothingMore() {
        rig.simulator.rowsPerPage(ROWS_PER_PAGE);
        rig.simulator
                .faults()
                .add(Fault.slow(Duration.ofSeconds(3)).on(ASK).after(9).times(1));
        CompletableFuture<RunRow> late = CompletableFuture.supplyAsync(() -> rig.run("costs"));
        Awaited.until(() -> rig.simulator.faults().active().isEmpty());
        JdbcClient jdbc = rig.database.jdbc();
        jdbc.sql("""
                        update sync_lease set token = token + 1, owner = 'elsewhere/1/then', heartbeat_at = :now
                         where job = 'costs'
                        """)
                .param("now", java.time.OffsetDateTime.ofInstant(clock.instant(), java.time.ZoneOffset.UTC))
                .update();
        List<String> before = everything(jdbc);

        RunRow run = late.join();

        assertThat(run.state()).isEqualTo(RunState.RUNNING);
        assertThat(everything(jdbc)).isEqualTo(before);
        assertThat(rig.simulator.requests().count(ASK))
                .as("nothing was asked after it, which may have been broken off")
                .isBetween(9, 10);

        clock.forward(Duration.ofSeconds(41));
        assertThat(rig.run("costs").state()).isEqualTo(RunState.DONE);
        assertThat(Facts.stored(rig)).isEqualTo(Facts.source(organisation));
        differencesOfRollups();
    }

    @Test
    void ofTwoNodesOneRunsTheJob() {
        rig.simulator.faults().add(Fault.slow(Duration.ofSeconds(2)).on(ASK).times(1));
        try (var other = rig.context(Map.of())) {
            CompletableFuture<RunRow> first = CompletableFuture.supplyAsync(() -> rig.run("costs"));
            Awaited.until(() -> rig.simulator.faults().active().isEmpty());

            assertThat(SyncNode.run(other, "costs")).isEmpty();

            assertThat(first.join().state()).isEqualTo(RunState.DONE);
            assertThat(rig.simulator.requests().entries().stream()
                            .filter(entry -> entry.operation().equals(ASK))
                            .map(CostSyncCrashTest::page)
                            .toList())
                    .doesNotHaveDuplicates();
            assertThat(SyncNode.run(other, "costs")).isPresent();
        }
    }

    @Test
    void aSilentNodesJobIsTakenOverAfterFortySeconds() {
        rig.database
                .jdbc()
                .sql(
                        "insert into sync_lease (job, token, owner, heartbeat_at) values ('costs', 5, 'elsewhere/1/then', :now)")
                .param("now", java.time.OffsetDateTime.ofInstant(NOW, java.time.ZoneOffset.UTC))
                .update();

        clock.set(NOW.plusSeconds(39));
        assertThat(attempt()).isEmpty();
        clock.set(NOW.plusSeconds(40));
        assertThat(attempt()).isPresent();
    }

    private Optional<RunRow> attempt() {
        return rig.bean(SyncRunner.class).run(rig.bean(CostSync.class), "test");
    }

    /** Which pages are asked for again: after each kill only those of the question that was in flight. */
    private final class PaidTwice {
        private final Set<List<Object>> questions = new HashSet<>();
        private List<Object> inFlight = List.of();
        private int seen;

        /** Looks at what a life has asked. */
        void next() {
            List<RequestLog.Entry> all = rig.simulator.requests().entries().stream()
                    .filter(entry -> entry.operation().equals(ASK))
                    .filter(entry -> entry.outcome().equals(RequestLog.OK))
                    .toList();
            List<RequestLog.Entry> life = all.subList(seen, all.size());
            Set<List<Object>> again = new HashSet<>();
            life.forEach(entry -> again.add(question(entry)));
            again.retainAll(questions);
            again.remove(inFlight);
            assertThat(again).as("asked again though answered and kept").isEmpty();
            assertThat(life.stream().map(CostSyncCrashTest::page).toList()).doesNotHaveDuplicates();
            life.forEach(entry -> questions.add(question(entry)));
            if (!life.isEmpty()) {
                inFlight = question(life.getLast());
            }
            seen = all.size();
        }
    }

    private static List<Object> question(RequestLog.Entry entry) {
        return List.of(entry.groupBy(), entry.granularity(), entry.start(), entry.end(), entry.filter());
    }

    private static List<Object> page(RequestLog.Entry entry) {
        return List.of(question(entry), entry.page());
    }

    private void wholly(Map<String, Map<String, BigDecimal>> old, Map<String, Map<String, BigDecimal>> now) {
        Facts.stored(rig).forEach((slice, costs) -> {
            if (!costs.equals(old.get(slice))) {
                assertThat(costs).as(slice).isEqualTo(now.get(slice));
            }
        });
        differencesOfRollups();
    }

    private void differencesOfRollups() {
        assertThat(rig.bean(Rollups.class).differences(FIRST, LocalDate.parse("2026-11-25")))
                .isZero();
    }

    /** AWS changes the open month, restates a closed one, and opens an account. */
    private void change(int round) {
        var more = new BigDecimal("0.000001234").add(new BigDecimal("0.01").multiply(BigDecimal.valueOf(round)));
        organisation.edit(
                LocalDate.parse("2026-11-01"),
                LocalDate.parse("2026-12-01"),
                lines -> lines.stream()
                        .map(line ->
                                new Line(line.day(), line.cell(), line.costs().plus(more), line.usageQuantity()))
                        .toList());
        organisation.restate(YearMonth.of(2026, 10));
        organisation.add(new Line(
                LocalDate.parse("2026-11-10"),
                dev.bursar.simulator.organisation.Cell.usage(
                        "%012d".formatted(round + 1), "Amazon Bedrock", Map.of("team", "vision")),
                dev.bursar.simulator.costs.Costs.same(new BigDecimal("12.5")),
                BigDecimal.ONE));
    }

    private Process node() {
        Process node = rig.process("costs");
        started.add(node);
        return node;
    }

    private static boolean waitFor(Process node, int milliseconds) {
        try {
            return node.waitFor(milliseconds, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** SIGKILL: the process has no chance to tidy up. */
    private void kill(Process node) {
        node.destroyForcibly();
        assertThat(waitFor(node, 10_000)).isTrue();
        assertThat(node.exitValue()).isEqualTo(137);
    }

    private static List<String> everything(JdbcClient jdbc) {
        var all = new ArrayList<String>();
        for (String question : List.of(CHARGES, SLICES, BY_MONTH, RULES, RUNS, KEPT)) {
            all.addAll(rows(jdbc, question));
        }
        return all;
    }

    private static List<String> rows(JdbcClient jdbc, String question) {
        return jdbc.sql(question)
                .query((row, number) -> {
                    var text = new StringBuilder();
                    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        text.append(row.getString(i)).append('|');
                    }
                    return text.toString();
                })
                .list();
    }

    private static final String CHARGES = """
            select c.charge_day, a.value, s.value, r.value, t.value, coalesce(m.name, ''), c.rule_id = 0, c.currency,
                   trim_scale(c.billed_cost), trim_scale(c.effective_cost), trim_scale(c.unblended_cost),
                   trim_scale(c.amortized_cost), trim_scale(c.net_unblended_cost), trim_scale(c.usage_quantity), c.usage_unit
              from charge c join term a on a.id = c.account_id join term s on s.id = c.service_id
              join term r on r.id = c.record_type_id join term t on t.id = c.tag_value_id
              left join team m on m.id = c.team_id
             order by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
            """;
    /** Without their hashes, which go by numbers that each database gives to names as they come. */
    private static final String SLICES = """
            select s.charge_day, a.value, s.source, s.charges
              from charge_slice s join term a on a.id = s.account_id order by 1, 2
            """;

    private static final String BY_SERVICE = """
            select b.charge_day, coalesce(m.name, ''), s.value, r.value, b.currency, trim_scale(b.billed_cost),
                   trim_scale(b.effective_cost)
              from spend_by_service b join term s on s.id = b.service_id join term r on r.id = b.record_type_id
              left join team m on m.id = b.team_id order by 1, 2, 3, 4, 5
            """;
    private static final String BY_ACCOUNT = """
            select b.charge_day, coalesce(m.name, ''), a.value, r.value, b.currency, trim_scale(b.billed_cost),
                   trim_scale(b.effective_cost)
              from spend_by_account b join term a on a.id = b.account_id join term r on r.id = b.record_type_id
              left join team m on m.id = b.team_id order by 1, 2, 3, 4, 5
            """;
    private static final String BY_TEAM = """
            select b.charge_day, coalesce(m.name, ''), b.currency, trim_scale(b.billed_cost), trim_scale(b.effective_cost)
              from spend_by_team b left join team m on m.id = b.team_id order by 1, 2, 3
            """;
    private static final String BY_MONTH = """
            select b.charge_month, coalesce(m.name, ''), a.value, b.currency, trim_scale(b.billed_cost), trim_scale(b.effective_cost)
              from spend_by_month b join term a on a.id = b.account_id left join team m on m.id = b.team_id order by 1, 2, 3, 4
            """;
    private static final String RULES = """
            select r.position, m.name, r.tag_values, r.any_case, r.accounts, r.services
              from ownership_rule r join team m on m.id = r.team_id order by 1, 2, 3
            """;
    private static final String ACCOUNTS = "select id, name from account order by 1";
    private static final String RUNS = "select id, state, now_doing, steps_done, ended_at from sync_run order by 1";
    private static final String KEPT = "select run_id, name, pages from cost_fetch order by 1, 2";
}
