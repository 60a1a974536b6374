package dev.bursar.causes.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.causes.Anomaly;
import dev.bursar.causes.Anomaly.Rated;
import dev.bursar.causes.Anomaly.Restated;
import dev.bursar.causes.Anomaly.Series;
import dev.bursar.causes.Rating;
import dev.bursar.causes.anomaly.AnomalyBounds;
import dev.bursar.causes.anomaly.AnomalyKind;
import dev.bursar.causes.anomaly.DailyCosts;
import dev.bursar.causes.anomaly.FoundAnomaly;
import dev.bursar.causes.watch.Decisions.Fresh;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.kernel.TeamId;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Charges are read from 1 October to 27 November; the days are whole until 25 November. A day costs 10 where nothing else is said. */
class DecisionsTest {
    private static final DayRange READ = new DayRange(day("10-01"), day("11-28"));
    private static final LocalDate WHOLE = day("11-25");
    private static final Instant AT = Instant.parse("2026-11-28T09:00:00Z");
    private static final String EC2 = "Amazon EC2";

    private static LocalDate day(String of) {
        return LocalDate.parse("2026-" + of);
    }

    /** What a service costs, day by day. */
    private static final class Costs {
        private final Series series;
        private final Set<String> names;
        private final Map<LocalDate, BigDecimal> other = new HashMap<>();
        private final Map<LocalDate, BigDecimal> fees = new HashMap<>();
        private final List<FoundAnomaly> found = new ArrayList<>();

        Costs(String... names) {
            this.series = new Series(new TeamId(3), "", names[0], "USD");
            this.names = Set.of(names);
        }

        Costs of(String from, String to, int amount) {
            day(from).datesUntil(day(to)).forEach(day -> other.put(day, BigDecimal.valueOf(amount)));
            return this;
        }

        Costs fee(String on, int amount) {
            fees.put(day(on), BigDecimal.valueOf(amount));
            found(AnomalyKind.FEE, on, day(on).plusDays(1), 10, null);
            return this;
        }

        Costs found(String from, String to) {
            return found(AnomalyKind.JUMP, from, day(to), 10, null);
        }

        /** A second jump on another. */
        Costs found(String from, String to, int expected, @Nullable String upon) {
            return found(AnomalyKind.JUMP, from, day(to), expected, upon);
        }

        private Costs found(AnomalyKind kind, String from, LocalDate to, int expected, @Nullable String upon) {
            List<FoundAnomaly.Day> days = day(from)
                    .datesUntil(to)
                    .map(day -> new FoundAnomaly.Day(
                            BigDecimal.valueOf(expected),
                            kind == AnomalyKind.FEE
                                    ? fees.getOrDefault(day, BigDecimal.ZERO)
                                    : other.getOrDefault(day, BigDecimal.TEN)))
                    .toList();
            found.add(new FoundAnomaly(
                    kind,
                    day(from),
                    to,
                    !to.isBefore(WHOLE),
                    days.stream().map(FoundAnomaly.Day::expected).reduce(BigDecimal.ZERO, BigDecimal::add),
                    days.stream().map(FoundAnomaly.Day::actual).reduce(BigDecimal.ZERO, BigDecimal::add),
                    BigDecimal.valueOf(expected),
                    upon == null ? null : day(upon),
                    days));
            return this;
        }

        Seen seen() {
            return new Seen(
                    series,
                    names,
                    new DailyCosts(
                            READ.from(),
                            READ.from()
                                    .datesUntil(READ.to())
                                    .map(day -> other.getOrDefault(day, BigDecimal.TEN))
                                    .toList(),
                            READ.from()
                                    .datesUntil(READ.to())
                                    .map(day -> fees.getOrDefault(day, BigDecimal.ZERO))
                                    .toList()),
                    WHOLE,
                    AnomalyBounds.USUAL,
                    found);
        }
    }

    private static Costs jump(String from, String to, int amount) {
        return new Costs(EC2).of(from, to, amount).found(from, to);
    }

    /** The first look's anomalies, as they are kept; numbered from 7. */
    private static List<Known> kept(@Nullable Rated rated, Costs costs) {
        Decisions first = decide(List.of(), costs);
        var known = new ArrayList<Known>();
        for (Fresh fresh : first.fresh()) {
            FoundAnomaly found = fresh.found();
            known.add(new Known(
                    new Anomaly(
                            7 + known.size(),
                            fresh.series(),
                            found.kind(),
                            new DayRange(found.from(), found.to()),
                            found.lasts(),
                            found.expected(),
                            found.actual(),
                            Instant.EPOCH,
                            false,
                            rated,
                            false,
                            0,
                            fresh.seen().names().stream().sorted().toList(),
                            null),
                    fresh.seen().days(found)));
        }
        return known;
    }

    private static Decisions decide(List<Known> known, Costs... costs) {
        var building = new Decisions.Building(known, READ, WHOLE, AT);
        if (costs.length > 0) {
            building.owner(Arrays.stream(costs).map(Costs::seen).toList());
        }
        return building.done();
    }

    private static Rated rated(Rating rating, @Nullable String until, String on) {
        return new Rated(
                rating, until == null ? null : day(until), "", "lead", Instant.parse("2026-" + on + "T09:00:00Z"));
    }

    private static final Decisions NOTHING = new Decisions(List.of(), List.of(), List.of());

    @ParameterizedTest
    @CsvSource({"11-20, 11-25, true", "11-20, 11-24, true", "11-20, 11-23, true", "11-20, 11-22, false"})
    void newsAreToldWhileTheyLastAndTwoDaysAfter(String from, String to, boolean told) {
        assertThat(decide(List.of(), jump(from, to, 110)).fresh())
                .extracting(Fresh::told)
                .containsExactly(told);
    }

    @Test
    void whatGoesOnGrowsInItsRow() {
        Decisions decisions = decide(kept(null, jump("11-20", "11-24", 110)), jump("11-20", "11-25", 110));
        assertThat(decisions.fresh()).isEmpty();
        assertThat(decisions.judged()).singleElement().satisfies(judged -> {
            assertThat(judged.row().days()).isEqualTo(new DayRange(day("11-20"), WHOLE));
            assertThat(judged.row().actual()).isEqualByComparingTo("550");
            assertThat(judged.row().restated()).isNull();
        });
    }

    @Test
    void theSameAgainIsNothing() {
        Costs costs = jump("11-20", "11-25", 110);
        assertThat(decide(kept(null, costs), costs)).isEqualTo(NOTHING);
    }

    @Test
    void twoInARowAreTwo() {
        Costs both = jump("11-10", "11-15", 110).of("11-20", "11-25", 110).found("11-20", "11-25");
        assertThat(decide(kept(null, jump("11-10", "11-15", 110)), both).fresh())
                .extracting(fresh -> fresh.found().from())
                .containsExactly(day("11-20"));
    }

    /** What charges come to under which the anomaly of 12 to 19 November, of 110 a day, is looked for again; and what becomes of it. */
    private record Case(
            String what,
            Costs[] now,
            @Nullable String from,
            @Nullable String to,
            int actual,
            @Nullable String restated,
            int fresh) {}

    private static Case of(String what, String from, String to, int actual, @Nullable String restated, Costs... now) {
        return new Case(what, now, from, to, actual, restated, 0);
    }

    private static Case gone(String what, String restated, Costs... now) {
        return new Case(what, now, null, null, 0, restated, 0);
    }

    private static final List<Case> CASES = List.of(
            of("found as before", "11-12", "11-20", 880, null, jump("11-12", "11-20", 110)),
            of("not found any more", "11-12", "11-20", 880, null, new Costs(EC2).of("11-12", "11-20", 110)),
            of(
                    "found two days later",
                    "11-12",
                    "11-22",
                    1100,
                    null,
                    new Costs(EC2).of("11-12", "11-22", 110).found("11-14", "11-22")),
            of(
                    "found two days earlier",
                    "11-12",
                    "11-20",
                    880,
                    null,
                    new Costs(EC2).of("11-12", "11-20", 110).found("11-10", "11-20")),
            of(
                    "found as two",
                    "11-12",
                    "11-20",
                    880,
                    null,
                    new Costs(EC2)
                            .of("11-12", "11-20", 110)
                            .found("11-12", "11-15")
                            .found("11-16", "11-20")),
            of(
                    "three days restated upwards",
                    "11-12",
                    "11-20",
                    1180,
                    "11-12 11-15 300",
                    new Costs(EC2).of("11-15", "11-20", 110).of("11-12", "11-15", 210)),
            of(
                    "three days restated upwards, and found anew",
                    "11-12",
                    "11-20",
                    1180,
                    "11-12 11-15 300",
                    new Costs(EC2)
                            .of("11-12", "11-20", 110)
                            .of("11-12", "11-15", 210)
                            .found("11-12", "11-20")),
            of(
                    "restated by a cent",
                    "11-12",
                    "11-20",
                    881,
                    null,
                    new Costs(EC2).of("11-12", "11-20", 110).of("11-13", "11-14", 111)),
            of(
                    "its first days restated below the bound",
                    "11-15",
                    "11-20",
                    550,
                    "11-12 11-15 -300",
                    new Costs(EC2).of("11-15", "11-20", 110).found("11-15", "11-20")),
            of(
                    "its last days restated below the bound",
                    "11-12",
                    "11-18",
                    660,
                    "11-18 11-20 -200",
                    new Costs(EC2).of("11-12", "11-18", 110).found("11-12", "11-18")),
            gone("all restated below the bound", "11-12 11-20 -720", new Costs(EC2).of("11-12", "11-20", 20)),
            gone("no charges any more", "11-12 11-20 -880"),
            of(
                    "under the name that exports have",
                    "11-12",
                    "11-20",
                    880,
                    null,
                    new Costs("Amazon Elastic Compute Cloud")
                            .of("11-12", "11-20", 110)
                            .found("11-12", "11-20")),
            of(
                    "under the name that exports have, with other costs",
                    "11-12",
                    "11-20",
                    960,
                    null,
                    new Costs("Amazon Elastic Compute Cloud", EC2)
                            .of("10-01", "11-12", 20)
                            .of("11-12", "11-20", 120)
                            .of("11-20", "11-28", 20)
                            .found("11-12", "11-20", 20, null)),
            of(
                    "under a name that nobody knows",
                    "11-12",
                    "11-20",
                    880,
                    null,
                    new Costs("Amazon Elastic Machines")
                            .of("11-12", "11-20", 110)
                            .found("11-12", "11-20")),
            of(
                    "under a name that nobody knows, on shifted days",
                    "11-13",
                    "11-21",
                    880,
                    null,
                    new Costs("Amazon Elastic Machines")
                            .of("11-13", "11-21", 110)
                            .found("11-13", "11-21")),
            new Case(
                    "twice as much under another name is another one",
                    new Costs[] {
                        new Costs("AWS Lambda").of("11-12", "11-20", 210).found("11-12", "11-20")
                    },
                    null,
                    null,
                    0,
                    "11-12 11-20 -880",
                    1),
            new Case(
                    "a second jump on it",
                    new Costs[] {
                        new Costs(EC2)
                                .of("11-12", "11-20", 110)
                                .of("11-15", "11-25", 1110)
                                .of("11-12", "11-15", 110)
                                .found("11-15", "11-25", 110, "11-12")
                    },
                    null,
                    null,
                    -1,
                    null,
                    1));

    @Test
    void whatWasToldStaysUnlessItsChargesChange() {
        for (Case one : CASES) {
            for (boolean open : new boolean[] {true, false}) {
                Rated rated = open ? null : rated(Rating.EXPECTED, null, "11-15");
                Decisions decisions = decide(kept(rated, jump("11-12", "11-20", 110)), one.now());
                assertThat(decisions.fresh()).as(one.what()).hasSize(one.fresh());
                if (one.actual() < 0) {
                    continue;
                }
                Known was = kept(rated, jump("11-12", "11-20", 110)).getFirst();
                Known is = decisions.judged().stream().findFirst().orElse(was);
                assertThat(is.row().id()).as(one.what()).isEqualTo(7);
                assertThat(is.row().rated()).as(one.what()).isEqualTo(rated);
                assertThat(is.row().gone()).as(one.what()).isEqualTo(one.from() == null);
                if (one.from() != null && one.to() != null) {
                    assertThat(is.row().days()).as(one.what()).isEqualTo(new DayRange(day(one.from()), day(one.to())));
                    assertThat(is.row().actual()).as(one.what()).isEqualByComparingTo(String.valueOf(one.actual()));
                }
                assertThat(said(is.row().restated())).as(one.what()).isEqualTo(one.restated());
                Decisions again = decide(List.of(is), one.now());
                assertThat(again.judged()).as(one.what() + ", looked at again").isEmpty();
                assertThat(again.fresh()).as(one.what()).hasSize(one.fresh());
            }
        }
    }

    private static @Nullable String said(@Nullable Restated restated) {
        return restated == null
                ? null
                : restated.days().from().toString().substring(5) + " "
                        + restated.days().to().toString().substring(5) + " " + restated.amount();
    }

    @ParameterizedTest
    @CsvSource({"3, 10", "10, 5", "1, 2", "1, 40"})
    void aSecondJumpIsToldWhateverIsSaidOfTheFirst(int later, int times) {
        String second = day("11-12").plusDays(later).toString().substring(5);
        Costs first = new Costs(EC2).of("11-12", "11-24", 70).found("11-12", second);
        Costs both = new Costs(EC2)
                .of("11-12", "11-25", 70)
                .of(second, "11-25", 70 + 100 * times)
                .found("11-12", "11-25")
                .found(second, "11-25", 70, "11-12");
        for (Rating rating : Rating.values()) {
            Rated rated = rated(rating, rating == Rating.PLANNED ? "12-31" : null, "11-24");
            List<Known> known = kept(rated, first);
            Decisions decisions = decide(known, both);
            assertThat(decisions.fresh()).as("rated %s", rating).singleElement().satisfies(fresh -> {
                assertThat(fresh.found().from()).isEqualTo(day(second));
                assertThat(fresh.told()).isTrue();
                assertThat(fresh.as()).isEmpty();
            });
            var stored = new ArrayList<>(known);
            stored.set(
                    0,
                    decisions.judged().isEmpty()
                            ? known.getFirst()
                            : decisions.judged().getFirst());
            stored.add(new Known(
                    new Anomaly(
                            8,
                            stored.getFirst().row().series(),
                            AnomalyKind.JUMP,
                            new DayRange(day(second), WHOLE),
                            true,
                            both.found.getLast().expected(),
                            both.found.getLast().actual(),
                            AT,
                            false,
                            null,
                            false,
                            0),
                    both.seen().days(both.found.getLast())));
            assertThat(decide(stored, both)).isEqualTo(NOTHING);
            Costs secondAlone = new Costs(EC2)
                    .of("11-12", "11-25", 70)
                    .of(second, "11-25", 70 + 100 * times)
                    .found(second, "11-25", 70, null);
            assertThat(decide(stored, secondAlone).fresh())
                    .as("the first is usual by now")
                    .isEmpty();
        }
    }

    @Test
    void aDayThatStillArrivesGrowsQuietlyAndIsSaidToBeLowerWhereItIs() {
        Costs early = new Costs(EC2)
                .of("11-23", "11-25", 110)
                .of("11-25", "11-26", 60)
                .found("11-23", "11-26");
        List<Known> known = kept(null, early);
        assertThat(known.getFirst().days()).extracting(KeptDay::whole).containsExactly(true, true, false);

        Costs more = new Costs(EC2).of("11-23", "11-26", 110).found("11-23", "11-26");
        Anomaly grown = decide(known, more).judged().getFirst().row();
        assertThat(grown.actual()).isEqualByComparingTo("330");
        assertThat(grown.restated()).isNull();

        Costs quiet = new Costs(EC2).of("11-23", "11-25", 110).of("11-25", "11-26", 60);
        assertThat(decide(known, quiet))
                .as("nothing is found, and nothing proves it over")
                .isEqualTo(NOTHING);

        Costs credit = new Costs(EC2).of("11-23", "11-25", 110).of("11-25", "11-26", 5);
        Anomaly lower = decide(known, credit).judged().getFirst().row();
        assertThat(said(lower.restated())).isEqualTo("11-25 11-26 -55");
        assertThat(lower.days().to()).isEqualTo(WHOLE);
    }

    @Test
    void whatWasGoneComesBack() {
        Costs costs = jump("11-12", "11-20", 110);
        Known gone = decide(kept(null, costs), new Costs(EC2).of("11-12", "11-20", 20))
                .judged()
                .getFirst();
        Decisions decisions = decide(List.of(gone), costs);
        assertThat(decisions.fresh()).isEmpty();
        assertThat(decisions.judged())
                .singleElement()
                .satisfies(back -> assertThat(back.row().gone()).isFalse());
    }

    @Test
    void aRatedOneWhoseSeriesEndsStaysRatedAndEnds() {
        List<Known> known = kept(rated(Rating.FIXED, null, "11-24"), jump("11-20", "11-24", 110));
        var running =
                new Known(lasting(known.getFirst().row()), known.getFirst().days());
        Decisions decisions = decide(
                List.of(running), new Costs(EC2).of("11-20", "11-24", 110).of("11-24", "11-28", 0));
        assertThat(decisions.reopened()).isEmpty();
        assertThat(decisions.judged()).singleElement().satisfies(judged -> {
            assertThat(judged.row().lasts()).isFalse();
            assertThat(judged.row().gone()).isFalse();
            assertThat(judged.row().rated()).isNotNull();
            assertThat(judged.row().actual()).isEqualByComparingTo("440");
        });
    }

    private static Anomaly lasting(Anomaly row) {
        return new Anomaly(
                row.id(),
                row.series(),
                row.kind(),
                row.days(),
                true,
                row.expected(),
                row.actual(),
                row.decidedAt(),
                row.gone(),
                row.rated(),
                row.reopened(),
                row.version());
    }

    @Test
    void whatAnEarlierVersionToldGetsItsDaysAndIsJudgedByThem() {
        Costs costs = new Costs(EC2).of("11-12", "11-20", 110);
        Known before =
                new Known(kept(null, jump("11-12", "11-20", 110)).getFirst().row(), List.of());
        Known is = decide(List.of(before), costs).judged().getFirst();
        assertThat(is.row().gone()).isFalse();
        assertThat(is.days()).hasSize(8).allMatch(day -> day.actual().compareTo(new BigDecimal("110")) == 0);
        assertThat(decide(List.of(is), costs)).isEqualTo(NOTHING);
        assertThat(decide(List.of(is), new Costs(EC2)).judged())
                .singleElement()
                .satisfies(judged -> assertThat(judged.row().gone()).isTrue());

        Known other = decide(List.of(before), new Costs(EC2)).judged().getFirst();
        assertThat(other.row().gone())
                .as("its charges changed meanwhile, nobody knows which")
                .isFalse();
    }

    /** While the costs of its last days arrive, a climb is found to begin on another day. */
    @Test
    void aClimbThatIsFoundToBeginLaterIsTheSame() {
        Costs early =
                new Costs(EC2).of("11-16", "11-21", 14).of("11-21", "11-25", 70).found("11-16", "11-25");
        Costs late =
                new Costs(EC2).of("11-16", "11-21", 14).of("11-21", "11-25", 70).found("11-21", "11-25", 13, null);
        assertThat(decide(kept(null, early), late).fresh()).isEmpty();
    }

    @Test
    void aFeeThatIsBookedOnAnotherDayIsTheSame() {
        List<Known> known = kept(rated(Rating.EXPECTED, null, "11-05"), new Costs(EC2).fee("11-03", 500));
        Decisions decisions = decide(known, new Costs(EC2).fee("11-05", 500));
        assertThat(decisions.fresh()).isEmpty();
        assertThat(decisions.judged()).singleElement().satisfies(judged -> {
            assertThat(judged.row().days().from()).isEqualTo(day("11-05"));
            assertThat(judged.row().rated()).isNotNull();
        });
    }

    @Test
    void aFeeAndAJumpOfADayAreTwo() {
        Costs both = jump("11-20", "11-25", 110).fee("11-20", 500);
        assertThat(decide(kept(null, jump("11-20", "11-25", 110)), both).fresh())
                .extracting(fresh -> fresh.found().kind())
                .containsExactly(AnomalyKind.FEE);
    }

    @ParameterizedTest
    @CsvSource({
        "PLANNED, 11-23, 11-20, true",
        "PLANNED, 11-24, 11-20, false",
        "FIXED, , 11-21, true",
        "FIXED, , 11-22, false",
        "EXPECTED, , 11-02, false",
        "MISTAKE, , 11-02, false"
    })
    void whatGoesOnPastItsRatingIsReopened(Rating rating, @Nullable String until, String on, boolean reopened) {
        List<Known> known = kept(rated(rating, until, on), jump("11-20", "11-24", 110));
        assertThat(decide(known, jump("11-20", "11-25", 110)).reopened()).hasSize(reopened ? 1 : 0);
        assertThat(decide(known, jump("11-20", "11-24", 110)).reopened())
                .as("it is over")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "EXPECTED, , 110, true",
        "EXPECTED, , 130, true",
        "EXPECTED, , 131, false",
        "PLANNED, 11-20, 110, true",
        "PLANNED, 11-19, 110, false",
        "MISTAKE, , 110, false",
        "FIXED, , 110, false"
    })
    void whatWasRightComesAgainQuietly(Rating rating, @Nullable String until, int aDay, boolean quiet) {
        List<Known> known = kept(rated(rating, until, "11-06"), jump("11-05", "11-10", 110));
        Costs again = jump("11-05", "11-10", 110).of("11-20", "11-25", aDay).found("11-20", "11-25");
        assertThat(decide(known, again).fresh()).singleElement().satisfies(fresh -> {
            assertThat(fresh.told()).isEqualTo(!quiet);
            assertThat(fresh.as().map(Anomaly::id)).isEqualTo(quiet ? Optional.of(7L) : Optional.empty());
        });
    }
}
