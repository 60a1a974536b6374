package dev.bursar.causes.anomaly;

import static java.math.BigDecimal.ZERO;
import static java.time.temporal.ChronoUnit.DAYS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.testing.Full;
import module java.base;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnomalyFinderTest {
    /** A Monday. */
    private static final LocalDate FROM = LocalDate.of(2024, 1, 1);

    /** Runs of days at an amount a day, or at a pattern. Found: kind, first day, day after the last, excess. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "as always                          | 70x100                       | -",
                "a day                              | 60x100 1x180 9x100           | JUMP 60-61 80.00",
                "a day that is the last             | 60x100 1x180                 | JUMP 60-61 lasts 80.00",
                "five days                          | 60x100 5x180 9x100           | JUMP 60-65 400.00",
                "goes on                            | 60x100 5x180                 | JUMP 60-65 lasts 400.00",
                "exactly 25 dollars                 | 60x100 1x125 1x100           | JUMP 60-61 25.00",
                "a cent less                        | 60x100 1x124.99 1x100        | -",
                "exactly 20 %                       | 60x200 1x240 1x200           | JUMP 60-61 40.00",
                "a cent less than 20 %              | 60x200 1x239.99 1x200        | -",
                "much of little                     | 60x1 5x20                    | -",
                "little of much                     | 60x1000 5x1150               | -",
                "less                               | 60x100 5x20 20x100           | -",
                "back from a saving of ten days     | 60x100 10x25 20x100          | -",
                "back from a fall of ten days       | 60x100 10x60 20x100          | -",
                "back from a level of three weeks   | 60x100 21x60 1x100           | JUMP 81-82 lasts 40.00",
                "back from a gap of five days       | 60x100 5x0 20x100            | -",
                "back from a gap of 13 days         | 60x100 13x0 20x100           | -",
                "back after two weeks               | 60x100 14x0 3x100            | NEW_SERVICE 74-77 lasts 300.00",
                "a refund in between                | 60x100 1x-500 20x100         | -",
                "on the days after a refund         | 60x100 1x-500 1x180 9x100    | JUMP 61-62 80.00",
                "two quiet days within              | 60x100 2x180 2x100 2x180 9x100 | JUMP 60-66 320.00",
                "three quiet days                   | 60x100 2x180 3x100 2x180 9x100 | JUMP 60-62 160.00, JUMP 65-67 160.00",
                "days between save more             | 60x100 1x180 2x5 1x180 9x100 | JUMP 60-61 80.00, JUMP 63-64 80.00",
                "rises further                      | 60x100 3x180 3x300 9x100     | JUMP 60-66 480.00, JUMP 63-66 360.00",
                "rises further a little             | 60x100 3x180 3x210 9x100     | JUMP 60-66 570.00",
                "rises further the next day         | 60x100 1x180 3x300 9x100     | JUMP 60-64 680.00",
                "rises further for one day          | 60x100 3x160 1x1160 2x160 9x100 | JUMP 60-66 360.00, JUMP 63-64 1000.00",
                "rises further after ten days       | 60x100 10x160 5x1160         | JUMP 60-75 lasts 900.00, JUMP 70-75 lasts 5000.00",
                "rises further after 20 days        | 60x100 20x160 20x1160        | "
                        + "JUMP 60-88 1680.00, JUMP 80-100 lasts 20000.00",
                "rises three times                  | 60x100 5x160 5x300 5x900     | "
                        + "JUMP 60-75 lasts 900.00, JUMP 65-75 lasts 1400.00, JUMP 70-75 lasts 3000.00",
                "a quiet day of the second          | 60x100 5x160 2x500 1x160 2x500 | "
                        + "JUMP 60-70 lasts 600.00, JUMP 65-70 lasts 1360.00",
                "the second ends first, then again  | 60x100 5x160 2x500 5x160 2x500 | "
                        + "JUMP 60-74 lasts 840.00, JUMP 65-67 680.00, JUMP 72-74 lasts 680.00",
                "what is new rises further          | 14x0 9x60 2x500              | "
                        + "NEW_SERVICE 14-25 lasts 660.00, JUMP 23-25 lasts 880.00",
                "what is new grows in its first week | 14x0 2x30 2x60 3x500        | NEW_SERVICE 14-21 lasts 1680.00",
                "stays: the new level after 28 days | 60x100 60x180                | JUMP 60-88 2240.00",
                "from the new level                 | 60x100 60x180 2x300          | JUMP 60-88 2240.00, JUMP 120-122 lasts 240.00",
                "back from the new level and again  | 60x100 40x180 30x100 2x180   | JUMP 60-88 2240.00, JUMP 130-132 lasts 160.00",
                "13 days known                      | 13x100 1x300                 | -",
                "14 days known                      | 14x100 1x300                 | JUMP 14-15 lasts 200.00",
                "weekends off                       | 10x[100,100,100,100,100,0,0] | -",
                "weekends off, more                 | 9x[100,100,100,100,100,0,0] 1x[180,180,180,180,180,0,0] | JUMP 63-68 400.00",
                "weekends off, two weeks of more    | 9x[100,100,100,100,100,0,0] 2x[180,180,180,180,180,0,0] | JUMP 63-75 800.00",
                "on a weekend that is off           | 9x[100,100,100,100,100,0,0] 1x[100,100,100,100,100,90,0] | JUMP 68-69 90.00",
                "less on weekends                   | 10x[100,100,100,100,100,40,40] | -",
                "a weekend as a working day         | 9x[100,100,100,100,100,40,40] 1x[100,100,100,100,100,100,100] | JUMP 68-70 lasts 120.00",
                "a job each third day               | 30x[20,20,300]               | -",
                "a job that comes again             | 60x20 1x300 9x20 1x310 9x20 1x290 9x20 1x305 9x20 1x295 9x20 | "
                        + "JUMP 60-61 280.00, JUMP 70-71 290.00",
                "a job that grew                    | 18x[20,20,20,20,300] 1x700   | JUMP 90-91 lasts 680.00",
                "a job each third day grew          | 30x[20,20,300] 1x700         | JUMP 90-91 lasts 678.06",
                "a job on Fridays                   | 12x[20,20,20,20,300,20,20]   | -",
                "more on a Friday                   | 12x[20,20,20,20,300,20,20] 1x[20,20,20,20,500,20,20] | JUMP 88-89 200.00",
                "on another day than Friday         | 12x[20,20,20,20,300,20,20] 1x[20,20,20,20,20,300,20] | JUMP 89-90 280.00",
                "new                                | 14x0 3x25                    | NEW_SERVICE 14-17 lasts 75.00",
                "new, but small                     | 14x0 30x24.99                | -",
                "new, small at first                | 14x0 2x3 3x60                | NEW_SERVICE 14-19 lasts 186.00",
                "new, small for long                | 14x0 13x3 1x60               | NEW_SERVICE 14-28 lasts 99.00",
                "new, small for longer              | 14x0 14x3 1x60               | JUMP 28-29 lasts 57.00",
                "new, or only not known             | 13x0 10x60                   | -",
                "new until it's two weeks old       | 14x0 40x60                   | NEW_SERVICE 14-28 840.00",
                "new for a few days                 | 14x0 4x60 40x0               | NEW_SERVICE 14-18 240.00",
                "new, then a jump                   | 14x0 40x60 2x160             | NEW_SERVICE 14-28 840.00, JUMP 54-56 lasts 200.00",
                "new again after eight weeks        | 20x100 60x0 2x100            | NEW_SERVICE 80-82 lasts 200.00",
                "none at all                        | 70x0                         | -",
                "only refunds                       | 70x-10                       | -",
                "no day                             | 0x0                          | -",
                "one day                            | 1x1000                       | -",
                "very much                          | 60x1000000000000 1x2000000000000 | JUMP 60-61 lasts 1000000000000.00",
            })
    void whatIsFoundInUsage(String name, String usage, String found) {
        assertThat(found(costs(amounts(usage)), AnomalyBounds.USUAL)).isEqualTo(found == null ? "" : found);
    }

    @Test
    void whatComesOnWorkingDaysIsNewsOnAWeekend() {
        var usage = new ArrayList<>(amounts("112x20"));
        var random = new Random(1);
        for (int day = 0; day < 105; day++) {
            boolean monthBefore = day >= 46 && day <= 51 || day >= 76 && day <= 81;
            if (random.nextInt(5) == 0 && day % 7 < 5 && !monthBefore) {
                usage.set(day, amount("300"));
            }
        }
        usage.set(109, amount("300"));
        assertThat(found(costs(usage.subList(0, 110)), AnomalyBounds.USUAL)).doesNotContain("lasts");

        usage.set(109, amount("20"));
        usage.set(110, amount("300"));
        assertThat(found(costs(usage.subList(0, 111)), AnomalyBounds.USUAL)).contains("lasts");
    }

    @Test
    void aPeakOnTheSameDaysOfTheLastMonthsIsToldOnce() {
        var usage = new ArrayList<>(amounts("182x100"));
        for (String date : List.of("2024-02-29", "2024-03-31", "2024-04-30", "2024-05-31")) {
            usage.set(day(LocalDate.parse(date)), amount("200"));
        }
        assertThat(found(costs(usage), AnomalyBounds.USUAL)).isEqualTo("JUMP 59-60 100.00");
    }

    @Test
    void inNoiseTwoDaysTogetherTellWhatOneMayNot() {
        int onTheFirst = 0;
        int onTheSecond = 0;
        for (int seed = 0; seed < 100; seed++) {
            var usage = noise(seed, 92, 0.15);
            usage.set(90, usage.get(90).add(amount("280")));
            usage.set(91, usage.get(91).add(amount("280")));
            onTheFirst +=
                    found(costs(usage.subList(0, 91)), AnomalyBounds.USUAL).contains("-91 lasts") ? 1 : 0;
            onTheSecond += found(costs(usage), AnomalyBounds.USUAL).contains("-92 lasts") ? 1 : 0;
        }
        assertThat(onTheSecond).isGreaterThan(80).isGreaterThan(onTheFirst + 10);
    }

    @Test
    void noiseIsNeitherJumpNorClimb() {
        long found = IntStream.range(0, 100)
                .mapToLong(seed -> AnomalyFinder.find(costs(noise(seed, 300, 0.1)), AnomalyBounds.USUAL, LocalDate.MIN)
                        .size())
                .sum();

        // a thousand months of series, as 33 teams of 30 services have in one
        assertThat(found).isLessThan(33);
    }

    private static List<BigDecimal> noise(int seed, int days, double spread) {
        var random = new Random(seed);
        return IntStream.range(0, days)
                .mapToObj(day -> BigDecimal.valueOf(500 * Math.max(0, 1 + spread * random.nextGaussian())))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    @Test
    void aSlowClimbIsToldWhenItsTwoWeeksAreOver() {
        var usage = new ArrayList<>(amounts("70x500"));
        for (int day = 1; day <= 14; day++) {
            usage.add(new BigDecimal(500 + 10 * day));
        }
        usage.addAll(amounts("60x640"));

        assertThat(found(costs(usage.subList(0, 79)), AnomalyBounds.USUAL)).isEmpty();
        assertThat(found(costs(usage.subList(0, 90)), AnomalyBounds.USUAL))
                .startsWith("SLOW_CLIMB 7")
                .contains("lasts");
        assertThat(found(costs(usage), AnomalyBounds.USUAL))
                .startsWith("SLOW_CLIMB 7")
                .doesNotContain(",");
    }

    @Test
    void stepByStepToAHeightThatStandsOutIsASlowClimb() {
        var usage = new ArrayList<>(amounts("70x500"));
        for (int day = 1; day <= 14; day++) {
            usage.add(new BigDecimal(500 + 40 * day));
        }
        assertThat(found(costs(usage), AnomalyBounds.USUAL)).startsWith("SLOW_CLIMB 70-84 lasts");
    }

    @Test
    void growthAsAlwaysIsNoClimb() {
        var usage = IntStream.range(0, 200)
                .mapToObj(day -> BigDecimal.valueOf(500 * Math.pow(1.006, day)))
                .toList();

        assertThat(found(costs(usage), AnomalyBounds.USUAL)).isEmpty();
    }

    /** Fees by date; usage is a hundred dollars a day unless said otherwise. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "as always                    | 01-01:300 02-01:300 03-01:300 04-01:300 | -",
                "more                         | 01-03:300 02-03:300 03-03:300 04-03:450 | FEE 93-94 150.00",
                "a cent less than the bound   | 01-03:300 02-03:300 03-03:300 04-03:359.99 | -",
                "exactly 20 %                 | 01-03:300 02-03:300 03-03:300 04-03:360 | FEE 93-94 60.00",
                "little                       | 01-03:10 02-03:10 03-03:10 04-03:34.99  | -",
                "one of a kind                | 04-03:5000                              | FEE 93-94 5000.00",
                "too little is known          | 02-20:5000                              | -",
                "the second month             | 01-20:30 02-20:5000                     | -",
                "the month's end              | 01-31:90 02-29:90 03-31:90 04-30:90     | -",
                "the 30th and February        | 01-30:90 02-29:90 03-30:90 04-30:90     | -",
                "the 31st booked the next day | 01-31:90 03-01:90 03-31:90 05-01:90     | -",
                "two days late                | 01-10:90 02-10:90 03-12:90 04-10:90     | -",
                "two days early               | 01-10:90 02-10:90 03-08:90 04-10:90     | -",
                "another day of the month     | 01-10:90 02-10:90 03-10:90 04-16:90     | FEE 106-107 90.00",
                "a refund                     | 01-10:90 02-10:90 03-10:90 04-10:-900   | -",
                "a credit that stays away     | 01-10:-90 02-10:-90 03-10:-90           | -",
                "less                         | 01-10:90 02-10:90 03-10:90 04-10:30     | -",
                "more once, then as before    | 01-10:90 02-10:90 03-10:300 04-10:90    | FEE 69-70 210.00",
                "more for good is told once   | 01-10:90 02-10:90 03-10:300 04-10:300   | FEE 69-70 210.00",
                "two days in a row            | 04-10:90 04-11:50                       | FEE 100-102 140.00",
            })
    void whatIsFoundInFees(String name, String fees, String found) {
        assertThat(found(withFees(amounts("130x100"), fees), AnomalyBounds.USUAL))
                .isEqualTo(found == null ? "" : found);
    }

    @Test
    void taxOfMoreUsageIsNoFeeOfItsOwn() {
        var usage = amounts("91x100 30x300");
        String found = found(withFees(usage, "01-31:620 02-29:580 03-31:620 04-30:1800"), AnomalyBounds.USUAL);

        assertThat(found).contains("JUMP 91-").doesNotContain("FEE");
    }

    @Test
    void aNewServicesFirstFeesAreNoNewsOfTheirOwn() {
        String found = found(withFees(amounts("70x0 60x100"), "03-31:400 04-30:800"), AnomalyBounds.USUAL);

        assertThat(found).isEqualTo("NEW_SERVICE 70-84 1400.00");
    }

    @Test
    void aServiceWithoutUsageHasFeesToo() {
        var costs = withFees(amounts("130x0"), "01-01:300 02-01:300 03-01:300 04-01:900");

        assertThat(found(costs, AnomalyBounds.USUAL)).isEqualTo("FEE 91-92 600.00");
    }

    @Test
    void whatEndedBeforeTheFirstDayAskedForIsLeftOut() {
        var costs = costs(amounts("60x100 5x180 20x100 2x180"));

        assertThat(AnomalyFinder.find(costs, AnomalyBounds.USUAL, FROM.plusDays(64)))
                .extracting(FoundAnomaly::from)
                .containsExactly(FROM.plusDays(60), FROM.plusDays(85));
        assertThat(AnomalyFinder.find(costs, AnomalyBounds.USUAL, FROM.plusDays(65)))
                .extracting(FoundAnomaly::from)
                .containsExactly(FROM.plusDays(85));
    }

    @Test
    void aTeamsOwnBoundsHold() {
        var costs = costs(amounts("60x100 2x150 9x100"));

        assertThat(found(costs, bounds("50", "0.5"))).isEqualTo("JUMP 60-62 100.00");
        assertThat(found(costs, bounds("50.01", "0.5"))).isEmpty();
        assertThat(found(costs, bounds("50", "0.51"))).isEmpty();
        assertThat(found(costs(amounts("90x100")), bounds("0", "0"))).isEmpty();
        assertThatThrownBy(() -> bounds("-1", "0")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> bounds("1", "-0.1")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysWhatIsUsualADay() {
        var found = AnomalyFinder.find(
                withFees(amounts("100x100 5x180"), "01-10:90 02-10:90 03-10:90 04-10:300"), AnomalyBounds.USUAL, FROM);

        assertThat(found).extracting(FoundAnomaly::usualADay).containsExactly(amount("100.00"), amount("90.00"));
        assertThat(found).extracting(FoundAnomaly::expected).containsExactly(amount("500.00"), amount("90.00"));
        assertThat(found).extracting(FoundAnomaly::actual).containsExactly(amount("900"), amount("300"));
    }

    @Test
    void usageAndFeesAreOfTheSameDays() {
        assertThatThrownBy(() -> new DailyCosts(FROM, amounts("2x1"), amounts("1x1")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** What was told stays told with its first day, and only the day that came can begin or lengthen an anomaly. */
    @Property(tries = 60)
    void laterDaysChangeNothingThatWasTold(@ForAll Random random) {
        DailyCosts all = anyCosts(random, 20, 150);
        List<FoundAnomaly> before = List.of();
        for (int days = 1; days <= all.usage().size(); days++) {
            DailyCosts known = new DailyCosts(
                    FROM, all.usage().subList(0, days), all.fees().subList(0, days));
            List<FoundAnomaly> now = AnomalyFinder.find(known, AnomalyBounds.USUAL, LocalDate.MIN);
            for (FoundAnomaly told : before) {
                assertThat(now).anySatisfy(still -> {
                    assertThat(still.kind()).isEqualTo(told.kind());
                    assertThat(still.from()).isEqualTo(told.from());
                    assertThat(still.usualADay()).isEqualTo(told.usualADay());
                    if (still.to().equals(told.to())) {
                        assertThat(still.actual()).isEqualTo(told.actual());
                        assertThat(still.expected()).isEqualTo(told.expected());
                    } else {
                        assertThat(still.to()).isEqualTo(known.to());
                    }
                });
            }
            long begun = now.stream()
                    .filter(anomaly -> anomaly.to().equals(known.to()))
                    .count();
            assertThat(now.size() - before.size()).isBetween(0, Math.toIntExact(begun));
            before = now;
        }
    }

    @Test
    void fourHundredDaysOfLooksJudgeEachDayOnce() {
        looksJudgeEachDayOnce(0, 4);
    }

    @Full("a finder of anomalies or its bounds")
    @Test
    void looksAtManySeriesJudgeEachDayOnce() {
        looksJudgeEachDayOnce(1000, 60);
    }

    /** With only the days that are asked for, and a day more with each look: nothing comes, goes or changes in past days. */
    private static void looksJudgeEachDayOnce(int seed, int count) {
        int told = 0;
        for (int at = 0; at < count; at++) {
            DailyCosts all = anyCosts(new Random(seed + at), 800, 800);
            List<FoundAnomaly> before = null;
            for (LocalDate to = FROM.plusDays(399); !to.isAfter(all.to()); to = to.plusDays(1)) {
                LocalDate since = to.minusDays(35);
                List<FoundAnomaly> now =
                        AnomalyFinder.find(all.part(AnomalyFinder.readsFrom(since), to), AnomalyBounds.USUAL, since);
                if (to.getDayOfMonth() % 10 == 1) {
                    assertThat(now).isEqualTo(AnomalyFinder.find(all.part(FROM, to), AnomalyBounds.USUAL, since));
                }
                if (before != null) {
                    assertGoesOn(before, now, all, to);
                }
                told += now.size();
                before = now;
            }
        }
        assertThat(told).isGreaterThan(100 * count);
    }

    private static void assertGoesOn(List<FoundAnomaly> before, List<FoundAnomaly> now, DailyCosts all, LocalDate to) {
        assertThat(identities(now).filter(one -> !identities(before).toList().contains(one)))
                .as("new on %s", to)
                .allMatch(one -> now.stream()
                        .anyMatch(found ->
                                identity(found).equals(one) && found.to().equals(to)));
        for (FoundAnomaly was : before) {
            if (!was.to().isAfter(to.minusDays(35))) {
                continue;
            }
            FoundAnomaly is = now.stream()
                    .filter(one -> identity(one).equals(identity(was)))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(was + " vanished on " + to));
            assertThat(is.kind()).isEqualTo(was.kind());
            assertThat(is.upon()).isEqualTo(was.upon());
            assertThat(is.usualADay()).isEqualTo(was.usualADay());
            if (is.to().equals(was.to())) {
                assertThat(is.expected()).isEqualTo(was.expected());
                assertThat(is.actual()).isEqualTo(was.actual());
            } else {
                assertThat(is.to()).isEqualTo(to);
            }
            boolean risesNow = now.stream()
                    .anyMatch(one ->
                            is.from().equals(one.upon()) && !before.stream().anyMatch(same(one)));
            int past = was.byDay().size() - (risesNow ? 1 : 0);
            assertThat(is.byDay().subList(0, past)).isEqualTo(was.byDay().subList(0, past));
        }
    }

    private static Predicate<FoundAnomaly> same(FoundAnomaly one) {
        return other -> identity(one).equals(identity(other));
    }

    private static Stream<String> identities(List<FoundAnomaly> found) {
        return found.stream().map(AnomalyFinderTest::identity);
    }

    private static String identity(FoundAnomaly found) {
        return (found.kind() == AnomalyKind.FEE ? "fee " : "usage ") + found.from();
    }

    @Property(tries = 300)
    void amountsAreExactAndAnExcessIsOne(@ForAll Random random) {
        DailyCosts costs = anyCosts(random, 20, 200);
        var found = AnomalyFinder.find(costs, AnomalyBounds.USUAL, LocalDate.MIN);

        assertThat(found).isEqualTo(AnomalyFinder.find(costs, AnomalyBounds.USUAL, LocalDate.MIN));
        assertThat(found).extracting(FoundAnomaly::from).isSorted();
        LocalDate usageTo = FROM;
        for (FoundAnomaly anomaly : found) {
            boolean fee = anomaly.kind() == AnomalyKind.FEE;
            boolean alone = fee
                    || anomaly.upon() == null
                            && found.stream().noneMatch(other -> anomaly.from().equals(other.upon()));
            BigDecimal actual = (fee ? costs.fees() : costs.usage())
                    .subList(day(anomaly.from()), day(anomaly.to())).stream().reduce(ZERO, BigDecimal::add);
            if (alone) {
                assertThat(anomaly.actual()).isEqualByComparingTo(actual);
            }
            assertThat(anomaly.excess()).isGreaterThanOrEqualTo(AnomalyBounds.USUAL.leastADay());
            assertThat(anomaly.expected()).isNotNegative();
            assertThat(anomaly.upon() != null || anomaly.expected().scale() <= 2)
                    .isTrue();
            assertThat(anomaly.lasts()).isEqualTo(anomaly.to().equals(costs.to()));
            assertThat(anomaly.from()).isBefore(anomaly.to());
            if (!fee && anomaly.upon() == null) {
                assertThat(anomaly.from()).isAfterOrEqualTo(usageTo);
            }
            if (!fee && anomaly.to().isAfter(usageTo)) {
                usageTo = anomaly.to();
            }
        }
    }

    /** Levels, weekdays, noise, gaps, refunds, jumps, climbs, jobs and fees as they come. */
    private static DailyCosts anyCosts(Random random, int least, int most) {
        var usage = new ArrayList<BigDecimal>();
        var fees = new ArrayList<BigDecimal>();
        double level = random.nextInt(5) == 0 ? 0 : Math.exp(2 + 4 * random.nextDouble());
        double noise = random.nextInt(3) == 0 ? 0 : random.nextDouble() * 0.4;
        double weekend = random.nextInt(3) / 2.0;
        double job = random.nextInt(3) == 0 ? random.nextDouble() : 0;
        double slope = 1;
        int days = least + random.nextInt(most - least + 1);
        for (int day = 0; day < days; day++) {
            switch (random.nextInt(60)) {
                case 0 -> level = Math.exp(2 + 4 * random.nextDouble());
                case 1 -> level = 0;
                case 2 -> slope = 0.95 + random.nextDouble() * 0.1;
                case 3 -> slope = 1;
                default -> level *= slope;
            }
            double value = level * (1 + noise * random.nextGaussian()) * (day % 7 >= 5 ? weekend : 1);
            value += random.nextDouble() < job ? 200 * random.nextDouble() : 0;
            value = random.nextInt(70) == 0 ? -value : value;
            usage.add(BigDecimal.valueOf(value).setScale(random.nextInt(11), RoundingMode.HALF_UP));
            boolean booked = random.nextInt(12) == 0 || day % 30 == 0;
            fees.add(booked ? BigDecimal.valueOf(random.nextInt(900) - 200) : ZERO);
        }
        return new DailyCosts(FROM, usage, fees);
    }

    private static String found(DailyCosts costs, AnomalyBounds bounds) {
        return AnomalyFinder.find(costs, bounds, LocalDate.MIN).stream()
                .map(anomaly -> anomaly.kind() + " " + day(anomaly.from()) + "-" + day(anomaly.to())
                        + (anomaly.lasts() ? " lasts " : " ") + anomaly.excess().setScale(2, RoundingMode.HALF_UP))
                .collect(Collectors.joining(", "));
    }

    private static int day(LocalDate date) {
        return Math.toIntExact(DAYS.between(FROM, date));
    }

    private static AnomalyBounds bounds(String leastADay, String leastShare) {
        return new AnomalyBounds(amount(leastADay), amount(leastShare));
    }

    private static BigDecimal amount(String amount) {
        return new BigDecimal(amount);
    }

    private static DailyCosts costs(List<BigDecimal> usage) {
        return new DailyCosts(FROM, usage, Collections.nCopies(usage.size(), ZERO));
    }

    private static DailyCosts withFees(List<BigDecimal> usage, String fees) {
        var all = new ArrayList<>(Collections.nCopies(usage.size(), ZERO));
        for (String fee : fees.split(" ")) {
            String[] parts = fee.split(":");
            all.set(day(LocalDate.parse("2024-" + parts[0])), amount(parts[1]));
        }
        return new DailyCosts(FROM, usage, all);
    }

    private static List<BigDecimal> amounts(String runs) {
        var amounts = new ArrayList<BigDecimal>();
        for (String run : runs.split(" ")) {
            String[] parts = run.split("x");
            String[] pattern = parts[1].replaceAll("[\\[\\]]", "").split(",");
            IntFunction<BigDecimal> at = day -> amount(pattern[day % pattern.length]);
            IntStream.range(0, Integer.parseInt(parts[0]) * pattern.length)
                    .mapToObj(at)
                    .forEach(amounts::add);
        }
        return amounts;
    }
}
