package dev.bursar.costexplorer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.charges.store.Rollups;
import dev.bursar.kernel.TeamKeys;
import dev.bursar.kernel.TeamKeys.Key;
import dev.bursar.setup.SetupService;
import dev.bursar.simulator.costs.Costs;
import dev.bursar.simulator.faults.Fault;
import dev.bursar.simulator.http.RequestLog;
import dev.bursar.simulator.organisation.Cell;
import dev.bursar.simulator.organisation.Line;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.sync.RunRow;
import dev.bursar.sync.RunState;
import dev.bursar.sync.control.SyncService;
import dev.bursar.testing.Awaited;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncRig;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Cost Explorer's charges have the value of the first key that they carry, for the requests that it takes and no others. */
class FurtherTeamKeysTest {
    private static final String ASK = "GetCostAndUsage";
    private static final String CALLER = "iamPrincipal/team";
    private static final LocalDate OPENED = LocalDate.parse("2026-10-29");
    private static final LocalDate TAGGED = LocalDate.parse("2026-10-30");
    private static final LocalDate BEGINS = LocalDate.parse("2026-11-03");
    private static final List<String> MODELS = List.of("Amazon Bedrock", "Claude Sonnet 4.6 (Amazon Bedrock Edition)");
    private static final TeamKeys BOTH = new TeamKeys(List.of(new Key("team", null), new Key(CALLER, null)));

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-12T09:00:00Z"));
    private SyncRig rig;
    private Organisation organisation;
    private List<String> accounts;

    @BeforeEach
    void start() {
        rig = SyncRig.synced(clock, OPENED, " with callers", FurtherTeamKeysTest::withCallers);
        organisation = rig.organisation;
        accounts = accounts(organisation);
        rig.simulator.rowsPerPage(100_000);
    }

    private static List<String> accounts(Organisation organisation) {
        return organisation.accounts().stream()
                .map(account -> account.id())
                .limit(3)
                .toList();
    }

    /** Models without a tag of a resource, whose callers are tagged from a day on but in one account. */
    private static void withCallers(Organisation organisation) {
        List<String> accounts = accounts(organisation);
        organisation.edit(OPENED, LocalDate.parse("2027-01-01"), lines -> {
            if (lines.isEmpty()) {
                return lines;
            }
            var more = new ArrayList<>(lines);
            LocalDate day = lines.getFirst().day();
            for (int i = 0; i < accounts.size(); i++) {
                for (String service : MODELS) {
                    more.add(new Line(
                            day,
                            Cell.usage(accounts.get(i), service, Map.of()),
                            Costs.same(new BigDecimal("1.0000000003")
                                    .multiply(BigDecimal.valueOf(day.getDayOfMonth() + i))),
                            BigDecimal.ONE));
                }
            }
            return more;
        });
        organisation.tagCaller(accounts.get(0), "team", "fraud", TAGGED);
        organisation.tagCaller(accounts.get(1), "team", "assistants", TAGGED);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    private void choose(TeamKeys keys) {
        var service = rig.bean(SetupService.class);
        service.choose(keys, service.state().teamKey().version());
    }

    private static void done(RunRow run) {
        assertThat(run.state()).as(String.valueOf(run.problem())).isEqualTo(RunState.DONE);
    }

    private int asked() {
        return rig.simulator.requests().count(ASK, RequestLog.OK);
    }

    private void storedBy(TeamKeys keys) {
        assertThat(Facts.stored(rig)).isEqualTo(Facts.source(organisation.lines(), keys));
        assertThat(rig.bean(Rollups.class).differences(LocalDate.parse("2026-10-01"), LocalDate.parse("2026-11-25")))
                .isZero();
    }

    @Test
    void sumsByTeamAreThoseOfTheLines() {
        choose(BOTH);
        done(rig.run("costs"));
        storedBy(BOTH);
        assertThat(rig.bean(dev.bursar.org.Organisation.class).teams())
                .extracting(team -> team.name())
                .as("a value that only callers have makes a team too")
                .contains("assistants");
        assertThat(rig.simulator.requests().entries())
                .as("only services of models are asked about again")
                .filteredOn(entry ->
                        entry.operation().equals(ASK) && !entry.filter().isEmpty())
                .isNotEmpty()
                .allMatch(entry -> entry.filter().contains("Bedrock"));

        rig.simulator.requests().clear();
        done(rig.run("costs"));
        assertThat(asked())
                .as("two probes by day and month, and the further key's")
                .isEqualTo(6);

        organisation.tagCaller(accounts.get(2), "team", "fraud", LocalDate.parse("2026-11-10"));
        done(rig.run("costs"));
        storedBy(BOTH);
        clock.set(Instant.parse("2026-11-13T09:00:00Z"));
        done(rig.run("costs"));
        storedBy(BOTH);

        choose(TeamKeys.of("team"));
        done(rig.run("costs"));
        storedBy(TeamKeys.of("team"));
    }

    /** What Set-up says before, and what is asked then: exactly where nothing has changed, within bounds at first. */
    @Test
    void requestsMadeAreRequestsSaid() {
        for (TeamKeys keys : List.of(
                BOTH,
                new TeamKeys(List.of(new Key("team", null), new Key(CALLER, null), new Key("environment", BEGINS))))) {
            KeyRequests said = rig.bean(KeyPlans.class).of(keys).orElseThrow();
            choose(keys);
            rig.simulator.requests().clear();
            done(rig.run("costs"));
            assertThat(asked()).as("at first, by %s: %s", keys, said).isBetween(said.firstLeast(), said.firstMost());
            if (keys.equals(BOTH)) {
                // a key that any service may have is said in wider bounds
                assertThat(asked()).as("not wider than it has to be: %s", said).isGreaterThan(said.firstMost() / 5);
            }
            assertThat(said.all()).isFalse();
            rig.simulator.requests().clear();
            done(rig.run("costs"));
            assertThat(asked() - 4).as("of a refresh, by %s: %s", keys, said).isEqualTo(said.least());

            clock.forward(Duration.ofDays(1));
            rig.simulator.requests().clear();
            done(rig.run("costs"));
            assertThat((int) rig.simulator.requests().entries().stream()
                            .flatMap(entry -> entry.groupBy().stream())
                            .filter(by -> by.startsWith("TAG:") && !by.equals("TAG:team"))
                            .count())
                    .as("about further keys the next day, by %s: %s", keys, said)
                    .isBetween(said.least(), said.most());
            storedBy(keys);
        }
    }

    @Test
    void eachStretchOfDaysIsReadByItsKeys() {
        for (TeamKeys keys : List.of(
                new TeamKeys(List.of(new Key("team", LocalDate.parse("2026-10-30")), new Key(CALLER, BEGINS))),
                new TeamKeys(List.of(new Key(CALLER, null), new Key("environment", null), new Key("team", BEGINS))))) {
            choose(keys);
            done(rig.run("costs"));
            storedBy(keys);
        }
    }

    @Test
    void aKeyThatNoChargeCarriesChangesNothingAndTheLongerFormOfACallersIsRead() {
        var keys = new TeamKeys(List.of(new Key("team", null), new Key("iamPrincipal/nosuch", null)));
        choose(keys);
        var before = Facts.stored(rig);
        done(rig.run("costs"));
        assertThat(Facts.stored(rig)).isEqualTo(before);
        assertThat(asked()).isEqualTo(6);
        choose(new TeamKeys(List.of(new Key("team", null), new Key("user:" + CALLER, null))));
        done(rig.run("costs"));
        storedBy(BOTH);
    }

    @Test
    void aKeyThatIsActivatedLaterIsReadWhenABackfillBringsIt() {
        organisation.carriedTags().from(CALLER, LocalDate.MIN, false);
        choose(BOTH);
        done(rig.run("costs"));
        storedBy(TeamKeys.of("team"));
        organisation.carriedTags().from(CALLER, LocalDate.parse("2026-10-01"), true);
        done(rig.run("costs"));
        storedBy(BOTH);
    }

    @Test
    void aRunThatBreaksOffBetweenTheQuestionsGoesOnWithoutPayingTwice() {
        choose(BOTH);
        done(rig.run("costs"));
        int whole = asked();
        choose(TeamKeys.of("team"));
        done(rig.run("costs"));
        var before = Facts.stored(rig);
        choose(BOTH);
        for (int spared = 1; spared < whole; spared += 4) {
            rig.simulator.requests().clear();
            rig.simulator.faults().add(Fault.accessDenied().on(ASK).after(1));
            assertThat(rig.run("costs").state()).isEqualTo(RunState.FAILED);
            rig.simulator.faults().clear();
            if (spared < 9) {
                assertThat(Facts.stored(rig))
                        .as("nothing is stored before all is known")
                        .isEqualTo(before);
            }
            assertThat(asked()).isLessThanOrEqualTo(1);
        }
        done(rig.run("costs"));
        storedBy(BOTH);
        assertThat(rig.database
                        .jdbc()
                        .sql("select count(*) from cost_fetch")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    /** SIGKILL while the second key is asked of what the first one left. */
    @Test
    void killedBetweenTheQuestionsANodeLeavesWhatItWasAndTheNextAsksOnlyWhatHasNoAnswer() {
        choose(BOTH);
        var before = Facts.stored(rig);
        Process node = rig.process("costs");
        try {
            // after the probes, of three questions each, and costs by the first key
            rig.simulator
                    .faults()
                    .add(Fault.slow(Duration.ofMinutes(5)).on(ASK).after(7).times(1));
            SyncRig.go(node);
            Awaited.until(() -> rig.simulator.faults().active().isEmpty());
        } finally {
            node.destroyForcibly().onExit().join();
        }
        assertThat(questions()).hasSize(7);
        assertThat(questions().getLast().groupBy()).contains("TAG:team");
        assertThat(Facts.stored(rig))
                .as("nothing is stored by half of the keys")
                .isEqualTo(before);
        clock.forward(Duration.ofSeconds(41));
        done(rig.run("costs"));
        storedBy(BOTH);
        assertThat(questions()).hasSize(12).doesNotHaveDuplicates();
        assertThat(questions().get(7).groupBy()).contains("TAG:" + CALLER);
        assertThat(rig.database
                        .jdbc()
                        .sql("select count(*) from cost_fetch")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    /** Those that were answered. */
    private List<RequestLog.Entry> questions() {
        return rig.simulator.requests().entries().stream()
                .filter(entry ->
                        entry.operation().equals(ASK) && entry.outcome().equals(RequestLog.OK))
                .toList();
    }

    @Test
    void throttlingAndTokensThatExpireAreGotOver() {
        choose(BOTH);
        rig.simulator.rowsPerPage(40);
        rig.simulator.faults().add(Fault.throttled().on(ASK).withProbability("0.2"));
        rig.simulator.faults().add(Fault.expiredNextToken().on(ASK).onPage(2).times(2));
        done(rig.run("costs"));
        storedBy(BOTH);
    }

    /** A second key that the day's budget has no room for is said and read later; until then nothing is by half of the keys. */
    @Test
    void theCapIsKeptAndSaid() {
        choose(BOTH);
        var before = Facts.stored(rig);
        BigDecimal cap = rig.bean(SyncService.class).meter().today().add(new BigDecimal("0.03"));
        try (var node = rig.context(Map.of("bursar.sync.daily-cap-usd", cap.toString()))) {
            RunRow run = SyncRig.run(node, "costs");
            assertThat(run.state()).isEqualTo(RunState.STOPPED_AT_CAP);
            assertThat(String.valueOf(run.problem())).contains("daily cap of $");
        }
        assertThat(asked())
                .as("the second key of the days is still to be asked")
                .isEqualTo(3);
        assertThat(Facts.stored(rig)).isEqualTo(before);
        done(rig.run("costs"));
        storedBy(BOTH);
    }

    /** Costs that change between the question about the first key and that about the second: the period stays, and is said. */
    @Test
    void answersThatDoNotAddUpLeaveThePeriodAsItWas() {
        choose(BOTH);
        var before = Facts.stored(rig);
        rig.simulator.faults().add(Fault.amount("12345.67").on(ASK).after(2).times(1));
        RunRow run = rig.run("costs");
        assertThat(run.state()).isEqualTo(RunState.DONE_WITH_FAILURES);
        assertThat(String.valueOf(run.problem())).contains("did not add up");
        assertThat(Facts.stored(rig).get("2026-10-31|" + accounts.getFirst()))
                .isEqualTo(before.get("2026-10-31|" + accounts.getFirst()));
        done(rig.run("costs"));
        storedBy(BOTH);
    }
}
