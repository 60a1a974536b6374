package dev.bursar.costexplorer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.charges.query.ChargeTotals;
import dev.bursar.charges.store.Rollups;
import dev.bursar.simulator.costs.Costs;
import dev.bursar.simulator.faults.Fault;
import dev.bursar.simulator.http.RequestLog;
import dev.bursar.simulator.organisation.Cell;
import dev.bursar.simulator.organisation.Line;
import dev.bursar.simulator.organisation.Organisation;
import dev.bursar.sync.RunRow;
import dev.bursar.sync.RunState;
import dev.bursar.sync.control.SyncService;
import dev.bursar.sync.text.ProblemText;
import dev.bursar.testing.Awaited;
import dev.bursar.testing.MovableClock;
import dev.bursar.testing.SyncRig;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever AWS does, what is stored is exact and whole, and the run says what happened and what to do. */
class CostSyncProblemsTest {
    private static final String ASK = "GetCostAndUsage";
    private static final Instant NOW = Instant.parse("2026-11-08T09:00:00Z");
    /** A few days of a closed month and some of an open one: what is looked at here doesn't depend on how many. */
    private static final LocalDate FIRST = LocalDate.parse("2026-10-30");

    private static final LocalDate DAY = LocalDate.parse("2026-11-05");
    private static final String NEW_ACCOUNT = "000000000042";

    /** Pages of a few days are as many as usual pages of some weeks. */
    private static final int ROWS_PER_PAGE = 230;

    /** One that has stored all that AWS has, for the next test that begins with such a one. */
    private static @Nullable SyncRig kept;

    private MovableClock clock = new MovableClock(NOW);
    private Organisation organisation = Organisation.seeded(7, clock, FIRST);
    private SyncRig rig;
    private boolean recovered;

    private void start(Map<String, Object> settings) {
        rig = new SyncRig(clock, organisation, settings);
    }

    /** What is stored after a first read that went well, and an open month that has changed since. */
    private Map<String, Map<String, BigDecimal>> startStoredAndChanged() {
        startStored();
        var stored = Facts.stored(rig);
        changeNovember();
        return stored;
    }

    private void startStored() {
        if (kept == null) {
            kept = SyncRig.synced(clock, FIRST);
        }
        rig = kept;
        clock = rig.clock;
        organisation = rig.organisation;
        rig.simulator.faults().clear();
        rig.simulator.requests().clear();
        rig.simulator.rowsPerPage(ROWS_PER_PAGE);
    }

    /** A rig is left to others only if it recovered. */
    @AfterEach
    void stop() {
        if (rig != kept) {
            rig.close();
        } else if (!recovered) {
            close();
        }
    }

    @AfterAll
    static void close() {
        if (kept != null) {
            kept.close();
            kept = null;
        }
    }

    /** For a test after which an account or a day has other costs than usual. */
    private void leavesTraces() {
        recovered = false;
    }

    @ParameterizedTest
    @CsvSource({
        "ResultsByTime,ResultsByTime",
        "Groups,Groups",
        "Keys,keys",
        "TimePeriod,TimePeriod",
        "Metrics,UnblendedCost",
        "Amount,UnblendedCost",
        "Unit,UnblendedCost",
        "NetAmortizedCost,net costs"
    })
    void anAnswerWithoutAMemberIsRefusedAsAUnit(String member, String named) {
        var stored = startStoredAndChanged();
        Fault fault = Fault.missing(member).on(ASK);
        if (member.equals("NetAmortizedCost")) {
            // all groups without net costs would be a payer without discounts
            rig.simulator.faults().add(Fault.missing("NetAmortizedCost").on(ASK).onPage(2));
            rig.simulator.rowsPerPage(50);
        } else {
            rig.simulator.faults().add(fault.after(5));
        }

        RunRow run = rig.run("costs");

        assertThat(run.state()).isEqualTo(RunState.FAILED);
        assertThat(ProblemText.what(run.problem())).contains("Cost Explorer").contains(named);
        assertThat(Facts.stored(rig)).isEqualTo(stored);
        recovers();
    }

    @Test
    void anAnswerThatIsNotJsonIsRefusedAsAUnit() {
        var stored = startStoredAndChanged();
        rig.simulator.faults().add(Fault.invalidJson().on(ASK).after(6));

        RunRow run = rig.run("costs");

        assertThat(run.state()).isEqualTo(RunState.FAILED);
        assertThat(ProblemText.what(run.problem()))
                .contains("ce:GetCostAndUsage")
                .contains("in an unexpected format");
        assertThat(Facts.stored(rig)).isEqualTo(stored);
        recovers();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 6})
    void notANumberIsRefusedAsAUnitAndNamed(int after) {
        var stored = startStoredAndChanged();
        rig.simulator.faults().add(Fault.amount("NaN").on(ASK).after(after));

        RunRow run = rig.run("costs");

        assertThat(run.state()).isEqualTo(RunState.FAILED);
        assertThat(ProblemText.what(run.problem())).contains("Cost of ").contains("\"NaN\", not a number");
        assertThat(Facts.stored(rig)).isEqualTo(stored);
        recovers();
    }

    @ParameterizedTest
    @CsvSource({"8.4E-9,0.0000000084", "-0,0", "-8.4e-9,-0.0000000084", "0.05517241440000000001,0.05517241440000000001"
    })
    void anAmountIsStoredExactlyHoweverItIsWritten(String text, String exact) {
        organisation.remove(FIRST, LocalDate.parse("2027-01-01"), line -> true);
        organisation.add(new Line(
                DAY,
                Cell.usage(NEW_ACCOUNT, "AWS Glue", Map.of("team", "vision")),
                Costs.same(BigDecimal.ONE),
                BigDecimal.ONE));
        // a day without any cost at all would not be read
        addTo(DAY, Cell.usage("999999999999", "Amazon Bedrock", Map.of("team", "vision")), "2.5");
        start(Map.of());
        rig.simulator.faults().add(Fault.amount(text).on(ASK));

        done(rig.run("costs"));

        assertThat(Facts.stored(rig).get(DAY + "|" + NEW_ACCOUNT).values())
                .hasSize(4)
                .allSatisfy(amount -> assertThat(amount).isEqualByComparingTo(exact));
    }

    @Test
    void costsInTwoCurrenciesAreNeverAddedTogether() {
        var stored = startStoredAndChanged();
        rig.simulator
                .faults()
                .add(Fault.currency("EUR", Set.of(organisation.accounts().get(2).id()))
                        .on(ASK));

        RunRow run = rig.run("costs");

        // the simulator's sums over all accounts are dollars still: they contradict the others, so nothing of them is
        // used
        assertThat(run.state()).isEqualTo(RunState.DONE_WITH_FAILURES);
        assertThat(ProblemText.what(run.problem())).contains("EUR").contains("USD");
        assertThat(Facts.stored(rig)).isEqualTo(stored);
        recovers();
    }

    @Test
    void expiredCredentialsLeaveWhatIsStored() {
        var stored = startStoredAndChanged();
        rig.simulator.faults().add(Fault.expiredToken().on(ASK).after(6));

        RunRow run = rig.run("costs");

        assertThat(run.state()).isEqualTo(RunState.FAILED);
        assertThat(ProblemText.what(run.problem())).contains("expired");
        assertThat(ProblemText.whatToDo(run.problem())).contains("Renew Bursar's credentials");
        assertThat(Facts.stored(rig)).isEqualTo(stored);
        recovers();
    }

    @Test
    void deniedAccessNamesThePermission() {
        var stored = startStoredAndChanged();
        rig.simulator.faults().add(Fault.accessDenied().on(ASK).after(6));

        RunRow run = rig.run("costs");

        assertThat(run.state()).isEqualTo(RunState.FAILED);
        assertThat(ProblemText.what(run.problem())).contains("ce:GetCostAndUsage");
        assertThat(ProblemText.whatToDo(run.problem())).contains("Allow ce:GetCostAndUsage in the role's policy");
        assertThat(rig.simulator.requests().count(ASK, "AccessDeniedException"))
                .as("not tried again")
                .isEqualTo(1);
        assertThat(Facts.stored(rig)).isEqualTo(stored);
        recovers();
    }

    @ParameterizedTest
    @ValueSource(strings = {"html", "dropped", "cut", "json"})
    void aFaultOnTheWayIsTriedAgainAFewTimes(String kind) {
        startStoredAndChanged();
        Fault fault = fault(kind);
        rig.simulator.faults().add(fault.on(ASK).after(5).times(2));

        done(rig.run("costs"));

        whole();
    }

    @ParameterizedTest
    @ValueSource(strings = {"html", "dropped", "cut"})
    void aFaultThatStaysEndsTheRun(String kind) {
        var stored = startStoredAndChanged();
        rig.simulator.faults().add(fault(kind).on(ASK).after(6));

        RunRow run = rig.run("costs");

        assertThat(run.state()).isEqualTo(RunState.FAILED);
        assertThat(ProblemText.what(run.problem())).contains("ce:GetCostAndUsage");
        assertThat(rig.simulator.requests().count(ASK)).as("requests").isLessThanOrEqualTo(6 + 5);
        assertThat(Facts.stored(rig)).isEqualTo(stored);
        recovers();
    }

    @ParameterizedTest
    @CsvSource({"html, 2", "dropped, 0", "cut, 0", "json, 0"})
    void anAnswerThatIsLostOrUnreadableStaysCountedAsPaid(String kind, int refused) {
        startStoredAndChanged();
        rig.simulator.faults().add(fault(kind).on(ASK).after(5).times(2));

        RunRow run = rig.run("costs");

        done(run);
        assertThat(run.costUsd())
                .isEqualByComparingTo(
                        BigDecimal.valueOf(rig.simulator.requests().count(ASK) - refused, 2));
        whole();
    }

    private static Fault fault(String kind) {
        return switch (kind) {
            case "html" -> Fault.htmlError();
            case "dropped" -> Fault.dropped();
            case "cut" -> Fault.cutShort();
            default -> Fault.invalidJson();
        };
    }

    @Test
    void aTokenGoneBadRestartsTheQuestion() {
        startStoredAndChanged();
        rig.simulator.rowsPerPage(100);
        rig.simulator.faults().add(Fault.invalidNextToken().on(ASK).onPage(3).times(1));

        done(rig.run("costs"));

        whole();
        Map<Object, Integer> firsts = new HashMap<>();
        rig.simulator.requests().entries().stream()
                .filter(entry -> entry.operation().equals(ASK) && entry.page() == 1)
                .forEach(entry -> firsts.merge(
                        List.of(entry.groupBy(), entry.granularity(), entry.start(), entry.filter()), 1, Integer::sum));
        assertThat(firsts.values().stream().filter(times -> times == 2)).hasSize(1);
    }

    @Test
    void aTokenThatLeadsBackIsNoticedAndTheQuestionAskedAnew() {
        startStoredAndChanged();
        rig.simulator.rowsPerPage(100);
        rig.simulator.faults().add(Fault.loopingToken().on(ASK).after(2).times(1));

        done(rig.run("costs"));

        whole();
    }

    @Test
    void aTokenThatAlwaysLeadsBackEndsTheRunBeforeItCostsMuch() {
        var stored = startStoredAndChanged();
        rig.simulator.faults().add(Fault.loopingToken().on(ASK).after(4));

        RunRow run = rig.run("costs");

        assertThat(run.state()).isEqualTo(RunState.FAILED);
        assertThat(ProblemText.what(run.problem())).contains("page tokens");
        assertThat(rig.simulator.requests().count(ASK)).isLessThan(20);
        assertThat(Facts.stored(rig)).isEqualTo(stored);
        recovers();
    }

    @Test
    void theCapStopsTheRunBeforeTheMoneyIsSpentAndWhatWasPaidIsNotPaidAgain() {
        start(Map.of("bursar.sync.daily-cap-usd", "0.12"));

        RunRow run = rig.run("costs");

        assertThat(run.state()).isEqualTo(RunState.STOPPED_AT_CAP);
        assertThat(run.costUsd()).isEqualByComparingTo("0.12");
        assertThat(ProblemText.what(run.problem())).isEqualTo("Stopped at the daily cap of $0.12.");
        assertThat(rig.simulator.requests().count(ASK)).isEqualTo(12);
        assertThat(Facts.stored(rig)).isEmpty();

        int asked = rig.simulator.requests().count(ASK);
        try (var raised = rig.context(Map.of())) {
            clock.forward(Duration.ofDays(1));
            done(SyncRig.run(raised, "costs"));
        }
        assertThat(Facts.stored(rig)).isEqualTo(Facts.source(organisation));
        List<Object> questions = rig.simulator.requests().entries().stream()
                .filter(entry ->
                        entry.operation().equals(ASK) && entry.outcome().equals(RequestLog.OK))
                .<Object>map(entry -> List.of(
                        entry.groupBy(), entry.granularity(), entry.start(), entry.end(), entry.filter(), entry.page()))
                .toList();
        List<Object> paid = questions.subList(0, asked);
        long again = questions.subList(asked, questions.size()).stream()
                .filter(paid::contains)
                .count();
        assertThat(again)
                .as("the question at the cap, and the monthly probes to look for changes")
                .isLessThanOrEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"10,1", "90,5"}) // a plan asks the question of a probe once more
    void whatAFailedRunPaidForIsNotPaidAgainWithinTheHour(int minutes, int again) {
        startStoredAndChanged();
        rig.simulator.faults().add(Fault.accessDenied().on(ASK).after(5).times(1));
        assertThat(rig.run("costs").state()).isEqualTo(RunState.FAILED);
        int paid = rig.simulator.requests().count(ASK, RequestLog.OK);
        assertThat(paid).isEqualTo(5);

        clock.forward(Duration.ofMinutes(minutes));
        done(rig.run("costs"));

        assertThat(Facts.stored(rig)).isEqualTo(Facts.source(organisation));
        assertThat(askedTwice()).hasSize(again);
    }

    private List<List<Object>> askedTwice() {
        Map<List<Object>, Long> questions = rig.simulator.requests().entries().stream()
                .filter(entry ->
                        entry.operation().equals(ASK) && entry.outcome().equals(RequestLog.OK))
                .collect(Collectors.groupingBy(
                        entry -> List.of(
                                entry.groupBy(),
                                entry.granularity(),
                                entry.start(),
                                entry.end(),
                                entry.filter(),
                                entry.page()),
                        Collectors.counting()));
        return questions.entrySet().stream()
                .filter(question -> question.getValue() > 1)
                .map(Map.Entry::getKey)
                .toList();
    }

    @Test
    void aPersonStopsARun() {
        var stored = startStoredAndChanged();
        CompletableFuture<RunRow> run = whileItWaits(6);
        long id = rig.database
                .jdbc()
                .sql("select id from sync_run where state = 'running'")
                .query(Long.class)
                .single();
        rig.bean(SyncService.class).stop("costs", id);

        assertThat(run.join().state()).isEqualTo(RunState.STOPPED);
        assertThat(run.join().stopAskedBy()).isNotBlank();
        assertThat(rig.simulator.requests().count(ASK))
                .as("the one that was under way was the last, and is given up")
                .isBetween(6, 7);
        assertThat(Facts.stored(rig)).isEqualTo(stored);
        recovers();
    }

    @Test
    void whatChangesWhileItIsReadStaysOldAndIsReadNextTime() {
        var stored = startStoredAndChanged();
        CompletableFuture<RunRow> run = whileItWaits(6);
        var before = Facts.source(organisation);
        addTo(DAY, cell("vision"), "7.5");
        addTo(DAY.plusDays(1), cell("fraud"), "1.25");

        RunRow ended = run.join();

        var now = Facts.stored(rig);
        now.forEach((slice, costs) -> {
            if (slice.startsWith(DAY.toString())
                    || slice.startsWith(DAY.plusDays(1).toString())) {
                assertThat(costs)
                        .as(slice)
                        .isIn(stored.get(slice), Facts.source(organisation).get(slice));
            } else {
                assertThat(costs).as(slice).isEqualTo(before.get(slice));
            }
        });
        assertThat(ended.state()).isEqualTo(RunState.DONE_WITH_FAILURES);
        assertThat(ProblemText.what(ended.problem())).contains("did not add up");
        recovers();
        leavesTraces();
    }

    @Test
    void aNewAccountAndAClosedOneAreSeen() {
        startStoredAndChanged();
        addTo(DAY, cell("vision"), "7.5");
        String closed = organisation.accounts().get(3).id();
        organisation.remove(
                DAY,
                LocalDate.parse("2026-12-01"),
                line -> line.cell().account().equals(closed));

        recovers();
        leavesTraces();
        assertThat(Facts.stored(rig)).containsKey(DAY + "|" + NEW_ACCOUNT).doesNotContainKey(DAY + "|" + closed);
    }

    @Test
    void allCostsOfADayAreTakenBack() {
        startStoredAndChanged();
        organisation.remove(DAY, DAY.plusDays(1), line -> true);

        recovers();
        leavesTraces();
    }

    @Test
    void whereNothingIsLeftNothingIsAsked() {
        startStored();
        organisation.remove(DAY, DAY.plusDays(2), line -> true);

        recovers();
        leavesTraces();
        assertThat(rig.simulator.requests().entries())
                .filteredOn(entry -> entry.operation().equals(ASK))
                .allMatch(entry -> entry.filter().isEmpty());
    }

    @Test
    void whoMayNotListAccountsIsToldAndStillHasCosts() {
        start(Map.of());
        rig.simulator.faults().add(Fault.accessDenied().on("ListAccounts"));

        RunRow run = rig.run("accounts");

        assertThat(run.state()).isEqualTo(RunState.DONE_WITH_FAILURES);
        assertThat(ProblemText.what(run.problem())).contains("organizations:ListAccounts");
        recovers();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anyTagValueIsStoredExactly(boolean first) {
        if (first) {
            tags();
            start(Map.of());
        } else {
            startStoredAndChanged();
            tags();
        }

        recovers();
        leavesTraces();
        Map<String, BigDecimal> byTag = new HashMap<>();
        List<ChargeTotals.Total> totals = rig.bean(ChargeTotals.class)
                .totals(
                        FIRST,
                        LocalDate.parse("2026-12-01"),
                        List.of(ChargeTotals.By.TEAM, ChargeTotals.By.TAG),
                        ChargeTotals.Cost.BILLED);
        totals.forEach(total -> byTag.merge(total.values().getLast(), total.amount(), BigDecimal::add));
        rig.bean(ChargeTotals.class)
                .totals(FIRST, LocalDate.parse("2026-12-01"), List.of(ChargeTotals.By.TEAM), ChargeTotals.Cost.BILLED)
                .forEach(total -> assertThat(byTag).containsValue(total.amount()));
        assertThat(totals)
                .filteredOn(total -> !total.values().getLast().isEmpty())
                .allSatisfy(total -> assertThat(total.values().getFirst())
                        .isEqualTo(dev.bursar.org.Organisation.teamName(
                                total.values().getLast())));
    }

    private void tags() {
        int number = 0;
        for (String value : List.of(
                "x".repeat(10_000),
                "y".repeat(1_024),
                "first line\nsecond line",
                "\u200fפלטפורמה",
                "🚀 🧪",
                "$",
                "a$b$$c",
                "=cmd|' /C calc'!A0",
                "<img onerror=alert(1)>",
                " padded ",
                "   ",
                "Unallocated")) {
            addTo(DAY.plusDays(number % 3), cell(value), "1.5");
            addTo(DAY, Cell.usage("210987654321", "Amazon SageMaker", Map.of("team", value)), "0.25");
            number++;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-01T00:30:00Z,2026-11-27", // month to date is empty
        "2026-11-30T23:59:00Z,2026-11-26",
        "2028-02-29T12:00:00Z,2028-02-25",
        "2028-03-01T00:00:00Z,2028-02-26",
        "2027-01-10T12:00:00Z,2026-12-30",
        "2027-01-11T12:00:00Z,2026-12-30"
    })
    void anyDayOfTheCalendarIsRead(Instant now, LocalDate opened) {
        clock.set(now);
        organisation = Organisation.seeded(7, clock, opened);
        rig = new SyncRig(clock, organisation, Map.of());

        recovers();
        assertThat(rig.run("forecast").state()).isEqualTo(RunState.DONE);
        clock.forward(Duration.ofDays(1));
        recovers();
    }

    @Test
    void anotherPayersCostsAreRefused() {
        var stored = startStoredAndChanged();
        rig.database.jdbc().sql("update cost_probe set payer = '999999999999'").update();

        RunRow run = rig.run("costs");

        assertThat(run.state()).isEqualTo(RunState.FAILED);
        assertThat(ProblemText.what(run.problem())).contains("999999999999").contains(Organisation.PAYER);
        assertThat(rig.simulator.requests().count(ASK)).as("nothing was paid").isZero();
        assertThat(Facts.stored(rig)).isEqualTo(stored);
    }

    /** Without faults the next run stores exactly what AWS has. */
    private void recovers() {
        rig.simulator.faults().clear();
        done(rig.run("costs"));
        whole();
        LocalDate today = LocalDate.ofInstant(clock.instant(), java.time.ZoneOffset.UTC);
        assertThat(rig.bean(Rollups.class).differences(today.minusMonths(3), today.plusDays(1)))
                .isZero();
    }

    private void whole() {
        assertThat(Facts.stored(rig)).isEqualTo(Facts.source(organisation));
        recovered = true;
    }

    private static void done(RunRow run) {
        assertThat(run.state()).as(String.valueOf(run.problem())).isEqualTo(RunState.DONE);
    }

    /** Starts a run and returns while it waits for the answer to its next request after so many. */
    private CompletableFuture<RunRow> whileItWaits(int requests) {
        rig.simulator
                .faults()
                .add(Fault.slow(Duration.ofSeconds(2)).on(ASK).after(requests).times(1));
        CompletableFuture<RunRow> run = CompletableFuture.supplyAsync(() -> rig.run("costs"));
        Awaited.until(() -> rig.simulator.faults().active().isEmpty());
        return run;
    }

    private void changeNovember() {
        organisation.edit(
                LocalDate.parse("2026-11-01"),
                LocalDate.parse("2026-12-01"),
                lines -> lines.stream()
                        .map(line -> new Line(
                                line.day(),
                                line.cell(),
                                line.costs().plus(new BigDecimal("0.0000012345")),
                                line.usageQuantity()))
                        .toList());
    }

    private static Cell cell(String team) {
        return Cell.usage(NEW_ACCOUNT, "Amazon Bedrock", Map.of("team", team));
    }

    private void addTo(LocalDate day, Cell cell, String cost) {
        organisation.add(new Line(day, cell, Costs.same(new BigDecimal(cost)), BigDecimal.ONE));
    }
}
