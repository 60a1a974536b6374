package dev.bursar.charges.query;

import static dev.bursar.charges.ChargeDatabase.ACCOUNTS;
import static dev.bursar.charges.ChargeDatabase.amounts;
import static dev.bursar.charges.ChargeDatabase.charge;
import static dev.bursar.charges.ChargeDatabase.slice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.charges.ChargeDatabase;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostMove;
import dev.bursar.charges.CostMove.Part;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostResult;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Granularity;
import dev.bursar.charges.HandRun;
import dev.bursar.charges.spi.Slice;
import dev.bursar.charges.spi.SourceCharge;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Visibility;
import dev.bursar.kernel.Visibility.Span;
import dev.bursar.ownership.apply.OwnershipSync;
import module java.base;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The largest changes are those that the answers to plain questions show. */
class MoveQueriesTest {
    private static final DayRange NOW = days("2026-10-01", "2026-10-11");
    private static final DayRange BEFORE = days("2026-09-01", "2026-09-11");
    private static final DayRange STORED = days("2026-08-25", "2026-10-20");
    private static ChargeDatabase db;
    private static TeamId vision;
    private static TeamId storage;
    private static TeamId nlp;

    private static DayRange days(String from, String to) {
        return new DayRange(LocalDate.parse(from), LocalDate.parse(to));
    }

    @BeforeAll
    static void start() {
        db = new ChargeDatabase();
        vision = db.team("Vision");
        storage = db.team("Storage");
        nlp = db.team("NLP");
        db.rules.append(vision, List.of("vision"), true, null, null);
        db.rules.append(storage, null, false, null, List.of("AmazonS3"));
        db.rules.append(nlp, List.of("nlp"), true, null, null);
        var random = new Random(5);
        var slices = new ArrayList<Slice>();
        STORED.from()
                .datesUntil(STORED.to())
                .forEach(day ->
                        ACCOUNTS.forEach(account -> slices.add(ChargeDatabase.randomSlice(random, day, account))));
        db.load(slices);
    }

    @AfterAll
    static void stop() {
        db.close();
    }

    @BeforeEach
    void everyoneSeesEverything() {
        db.visibility.set(Visibility.EVERYTHING);
    }

    private static List<CostMove> moves(CostService service, DayRange now, DayRange before, CostMetric cost) {
        return service.moves(answer(service, now, before, cost), STORED, 3);
    }

    private static CostResult answer(CostService service, DayRange now, DayRange before, CostMetric cost) {
        return service.ask(new CostQuery(
                now.from(), now.to(), Granularity.DAILY, cost, Dimension.TEAM, null, Set.of(), before, List.of()));
    }

    /** Sums of both ranges by currency and key, as two plain questions give them. */
    private static Map<String, Map<String, BigDecimal[]>> asked(
            CostMetric cost, Dimension dimension, CostFilter... filters) {
        return asked(NOW, BEFORE, cost, dimension, filters);
    }

    private static Map<String, Map<String, BigDecimal[]>> asked(
            DayRange now, DayRange before, CostMetric cost, Dimension dimension, CostFilter... filters) {
        Map<String, Map<String, BigDecimal[]>> sums = new HashMap<>();
        for (int at = 0; at < 2; at++) {
            DayRange range = at == 0 ? now : before;
            int place = at;
            db.service
                    .ask(new CostQuery(
                            range.from(), range.to(), Granularity.MONTHLY, cost, dimension, List.of(filters)))
                    .currencies()
                    .forEach(spend -> spend.rows()
                            .forEach(row -> sums.computeIfAbsent(spend.currency(), any -> new HashMap<>())
                                            .computeIfAbsent(row.key(), any ->
                                                    new BigDecimal[] {BigDecimal.ZERO, BigDecimal.ZERO})[place] =
                                    row.total()));
        }
        return sums;
    }

    private static List<String> largest(Map<String, BigDecimal[]> sums, int sign) {
        return sums.entrySet().stream()
                .filter(entry -> {
                    int moved = entry.getValue()[0].compareTo(entry.getValue()[1]);
                    return sign == 0 ? moved != 0 : moved == sign;
                })
                .sorted(Comparator.comparing((Map.Entry<String, BigDecimal[]> entry) -> entry.getValue()[0]
                                .subtract(entry.getValue()[1])
                                .abs())
                        .reversed())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static void sums(Part part, BigDecimal[] expected) {
        assertThat(part.now()).isEqualByComparingTo(expected[0]);
        assertThat(part.before()).isEqualByComparingTo(expected[1]);
    }

    /** Days are stored from 25 August to 19 October. */
    @ParameterizedTest
    @CsvSource({
        "2026-10-01, 2026-10-11, 2026-09-01, 2026-09-11",
        "2026-10-01, 2026-10-20, 2026-09-01, 2026-09-20",
        "2026-10-01, 2026-10-02, 2026-09-01, 2026-09-02",
        "2026-10-04, 2026-10-18, 2026-09-04, 2026-09-18",
        "2026-10-01, 2026-11-01, 2026-08-31, 2026-10-01",
        "2026-09-01, 2026-10-01, 2026-08-02, 2026-09-01",
        "2026-09-10, 2026-10-20, 2026-08-01, 2026-09-10",
        "2026-10-01, 2026-10-31, 2026-09-01, 2026-10-01"
    })
    void theTeamsThatMovedMostAndWhatMovedMostInThem(
            LocalDate from, LocalDate to, LocalDate beforeFrom, LocalDate beforeTo) {
        for (CostMetric cost : CostMetric.values()) {
            largestMoves(new DayRange(from, to), new DayRange(beforeFrom, beforeTo), cost);
        }
    }

    private static void largestMoves(DayRange now, DayRange before, CostMetric cost) {
        List<CostMove> moves = moves(db.service, now, before, cost);
        // days that came to be stored since
        CostResult answer = answer(db.service, now, before, cost);
        assertThat(db.service.moves(answer, days("2026-08-25", "2026-09-30"), 3))
                .usingRecursiveComparison()
                .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .isEqualTo(moves);
        Map<String, Map<String, BigDecimal[]>> teams = asked(now, before, cost, Dimension.TEAM);
        assertThat(moves.stream().map(CostMove::currency).distinct())
                .containsExactlyElementsOf(teams.keySet().stream().sorted().toList());
        teams.forEach((currency, sums) -> {
            List<CostMove> mine = moves.stream()
                    .filter(move -> move.currency().equals(currency))
                    .toList();
            assertThat(mine.stream().map(move -> move.team().key()))
                    .containsExactlyElementsOf(
                            largest(sums, 0).stream().limit(3).toList());
            for (CostMove move : mine) {
                sums(move.team(), sums.get(move.team().key()));
                assertThat(move.wholeTeam()).isTrue();
                assertThat(move.moved()).isEqualTo(move.team());
                for (Part part : move.parts()) {
                    var is = new CostFilter(
                            Dimension.TEAM,
                            CostFilter.Operator.IS,
                            List.of(move.team().key()));
                    Map<String, BigDecimal[]> parts =
                            asked(now, before, cost, part.dimension(), is).get(currency);
                    BigDecimal[] most = parts.get(
                            largest(parts, move.team().moved().signum()).getFirst());
                    // two accounts may have moved as much
                    assertThat(part.moved()).isEqualByComparingTo(most[0].subtract(most[1]));
                    sums(part, parts.get(part.key()));
                }
                assertThat(move.parts().stream().map(Part::dimension))
                        .containsExactly(Dimension.SERVICE, Dimension.ACCOUNT);
            }
        });
    }

    @Test
    void aLeadOfFewTeamsSeesTheServicesOfTheirOwnThatMovedMost() {
        db.visibility.set(new Visibility(
                false,
                List.of(
                        new Span(vision, BEFORE.from(), NOW.to()),
                        new Span(storage, BEFORE.from(), NOW.to().minusDays(4)))));
        List<CostMove> moves = moves(db.service, NOW, BEFORE, CostMetric.EFFECTIVE);
        assertThat(moves).isNotEmpty().allSatisfy(move -> {
            assertThat(move.team().label()).isIn("Vision", "Storage");
            assertThat(move.wholeTeam()).isFalse();
            assertThat(move.moved().dimension()).isEqualTo(Dimension.SERVICE);
            var is = new CostFilter(
                    Dimension.TEAM, CostFilter.Operator.IS, List.of(move.team().key()));
            sums(
                    move.moved(),
                    asked(CostMetric.EFFECTIVE, Dimension.SERVICE, is)
                            .get(move.currency())
                            .get(move.moved().key()));
        });
        assertThat(moves.stream().filter(move -> move.currency().equals("USD")))
                .hasSize(3)
                .isSortedAccordingTo(Comparator.comparing(
                                (CostMove move) -> move.moved().moved().abs())
                        .reversed());
    }

    @Test
    void aLeadOfThreeTeamsSeesTeamsAndNothingOfOthers() {
        var spans = List.of(
                new Span(vision, BEFORE.from(), NOW.to()),
                new Span(storage, BEFORE.from(), NOW.to()),
                new Span(nlp, BEFORE.from().plusDays(2), NOW.to()));
        db.visibility.set(new Visibility(false, spans));
        List<CostMove> moves = moves(db.service, NOW, BEFORE, CostMetric.EFFECTIVE);
        Map<String, Map<String, BigDecimal[]>> teams = asked(CostMetric.EFFECTIVE, Dimension.TEAM);
        assertThat(moves).isNotEmpty().allSatisfy(move -> {
            assertThat(move.team().key()).isNotEqualTo("0");
            sums(move.team(), teams.get(move.currency()).get(move.team().key()));
        });
        db.visibility.set(Visibility.NOTHING);
        assertThat(moves(db.service, NOW, BEFORE, CostMetric.EFFECTIVE)).isEmpty();
    }

    @Test
    void ofTeamsThatMovedAsMuchTheFirstNumbersCountAndEachHasWhatMovedItsWay() {
        try (var own = new ChargeDatabase()) {
            String account = ACCOUNTS.getFirst();
            String other = ACCOUNTS.getLast();
            var teams = new ArrayList<TeamId>();
            for (String name : List.of("d", "c", "b", "a")) {
                teams.add(own.team(name));
                own.rules.append(teams.getLast(), List.of(name), true, null, null);
            }
            own.load(
                    slice(
                            "2026-09-02",
                            account,
                            charge("2026-09-02", account, "AmazonEC2", "Usage", "d", "9"),
                            charge("2026-09-02", account, "AmazonEC2", "Usage", "c", "3"),
                            charge("2026-09-02", account, "AmazonEC2", "Usage", "b", "2"),
                            charge("2026-09-02", account, "AWSGlue", "Usage", "a", "2"),
                            new SourceCharge(
                                    LocalDate.parse("2026-09-02"),
                                    account,
                                    "AmazonS3",
                                    "Usage",
                                    "a",
                                    amounts("CNY", "50"))),
                    slice(
                            "2026-10-02",
                            other,
                            charge("2026-10-02", other, "AmazonEC2", "Usage", "d", "9"),
                            charge("2026-10-02", other, "AmazonS3", "Usage", "c", "1"),
                            charge("2026-10-02", other, "AWSGlue", "Usage", "b", "2"),
                            charge("2026-10-02", other, "AmazonS3", "Usage", "b", "2"),
                            charge("2026-10-02", other, "AWSGlue", "Usage", "a", "4")));
            // nothing is spent in CNY any more, and the whole of "d" has not moved
            assertThat(moves(own.service, NOW, BEFORE, CostMetric.BILLED).stream()
                            .map(move -> move.currency() + " " + move.team().label() + " "
                                    + move.team().moved().stripTrailingZeros().toPlainString() + " "
                                    + move.parts().stream().map(Part::label).toList()))
                    .containsExactly(
                            "USD c -2 [AmazonEC2, 012345678901]",
                            "USD b 2 [AWSGlue, 222222222222]",
                            "USD a 2 [AWSGlue, 222222222222]");
            assertThat(teams).isSortedAccordingTo(Comparator.comparing(TeamId::value));
        }
    }

    @Test
    void whatDidNotMoveIsLeftOutAndRangesMustNotMeet() {
        try (var own = new ChargeDatabase()) {
            for (String day : List.of("2026-09-02", "2026-10-02")) {
                own.load(slice(
                        day,
                        ACCOUNTS.getFirst(),
                        charge(day, ACCOUNTS.getFirst(), "AmazonEC2", "Usage", "a", "1.0000000001")));
            }
            assertThat(moves(own.service, NOW, BEFORE, CostMetric.EFFECTIVE)).isEmpty();
            assertThatThrownBy(() -> moves(own.service, BEFORE, NOW, CostMetric.EFFECTIVE))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static List<String> said(ChargeDatabase own) {
        return moves(own.service, NOW, BEFORE, CostMetric.BILLED).stream()
                .map(move -> move.team().label() + " "
                        + move.parts().stream()
                                .map(part -> part.label() + " "
                                        + part.moved().stripTrailingZeros().toPlainString())
                                .toList())
                .toList();
    }

    private static void load(ChargeDatabase own, String day, String service, String tag, String amount) {
        String account = ACCOUNTS.getFirst();
        own.load(slice(day, account, charge(day, account, service, "Usage", tag, amount)));
    }

    @Test
    void movesAreRememberedUntilAMonthOfEitherRangeHasAnotherVersion() {
        try (var own = new ChargeDatabase()) {
            own.rules.append(own.team("A"), List.of("a"), true, null, null);
            own.rules.append(own.team("B"), List.of("b"), true, null, null);
            load(own, "2026-09-02", "AmazonEC2", "a", "1");
            load(own, "2026-10-02", "AmazonEC2", "a", "3");
            assertThat(said(own)).containsExactly("A [AmazonEC2 2, 012345678901 2]");
            // nothing but a proof that the sums are not read again
            own.jdbc
                    .sql("update spend_by_service set billed_cost = billed_cost + 10 where charge_day >= '2026-10-01'")
                    .update();
            assertThat(said(own)).containsExactly("A [AmazonEC2 2, 012345678901 2]");

            own.clock.forward(Duration.ofSeconds(5));
            load(own, "2026-10-02", "AmazonS3", "a", "4");
            assertThat(said(own)).containsExactly("A [AmazonS3 4, 012345678901 3]");
            own.clock.forward(Duration.ofSeconds(5));
            load(own, "2026-09-02", "AmazonS3", "a", "1");
            assertThat(said(own)).containsExactly("A [AmazonS3 3, 012345678901 3]");
            own.clock.forward(Duration.ofSeconds(4));
            load(own, "2026-09-02", "AmazonEC2", "a", "1");
            assertThat(said(own)).containsExactly("A [AmazonS3 4, 012345678901 3]");

            // costs are being stored: a step that follows another so soon is told five seconds later
            load(own, "2026-09-02", "AmazonS3", "a", "2");
            assertThat(said(own)).containsExactly("A [AmazonS3 4, 012345678901 3]");
            own.clock.forward(Duration.ofSeconds(5));
            assertThat(said(own)).containsExactly("A [AmazonS3 2, 012345678901 2]");
            own.clock.forward(Duration.ofSeconds(5));
            load(own, "2026-09-02", "AmazonEC2", "a", "1");
            assertThat(said(own)).containsExactly("A [AmazonS3 4, 012345678901 3]");

            own.clock.forward(Duration.ofSeconds(5));
            own.rules.append(own.team("C"), null, false, null, List.of("AmazonS3"));
            own.jdbc.sql("update ownership_rule set position = -position").update();
            own.beans.get(OwnershipSync.class).run(new HandRun(own.beans.transactions()));
            assertThat(said(own))
                    .containsExactly("C [AmazonS3 4, 012345678901 4]", "A [AmazonEC2 -1, 012345678901 -1]");
        }
    }

    @Test
    void namesAreNotRememberedNorIsWhatSomebodyElseMaySee() {
        try (var own = new ChargeDatabase()) {
            TeamId team = own.team("A");
            own.rules.append(team, List.of("a"), true, null, null);
            own.rules.append(own.team("B"), List.of("b"), true, null, null);
            load(own, "2026-09-02", "AmazonEC2", "a", "1");
            load(own, "2026-10-02", "AmazonEC2", "a", "3");
            assertThat(said(own)).containsExactly("A [AmazonEC2 2, 012345678901 2]");
            own.jdbc.sql("""
                            insert into account (id, name, payer, state, observed_at, seen_at)
                            values ('012345678901', 'Research', '1', 'ACTIVE', now(), now())
                            """).update();
            own.jdbc.sql("update team set name = 'Renamed' where name = 'A'").update();
            assertThat(said(own)).containsExactly("Renamed [AmazonEC2 2, Research 2]");

            for (var spans : List.of(
                    List.of(new Span(team, BEFORE.from(), NOW.to())),
                    List.of(new Span(team, NOW.from(), NOW.to())),
                    List.of(new Span(new TeamId(team.value() + 1), BEFORE.from(), NOW.to())))) {
                own.visibility.set(new Visibility(false, spans));
                List<String> seen = said(own);
                assertThat(seen).isEqualTo(said(own));
                assertThat(seen)
                        .isEqualTo(
                                !spans.getFirst().team().equals(team)
                                        ? List.of()
                                        : spans.getFirst().from().equals(NOW.from())
                                                ? List.of("Renamed [AmazonEC2 3]")
                                                : List.of("Renamed [AmazonEC2 2]"));
            }
        }
    }
}
