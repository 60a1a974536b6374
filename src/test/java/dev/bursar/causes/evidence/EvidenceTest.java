package dev.bursar.causes.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.causes.ChangeClass;
import dev.bursar.causes.evidence.Act.Asked;
import dev.bursar.causes.evidence.UseByDay.Series;
import dev.bursar.causes.evidence.UseByDay.Use;
import dev.bursar.causes.evidence.Verdict.Share;
import dev.bursar.charges.CostResult.DayRange;
import module java.base;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvidenceTest {
    private static final String ENDPOINT = "arn:aws:sagemaker:us-east-1:111122223333:endpoint/a";
    private static final String HOST = "USE1-Host:ml.g5.xlarge";
    private static final DayRange NOW = new DayRange(day(11, 1), day(11, 21));
    private static final DayRange BEFORE = new DayRange(day(10, 1), day(10, 21));
    private static final LocalDate ARRIVED = day(11, 21);

    @ParameterizedTest
    @CsvSource({
        // first day of charges, when it was made, what that is
        "11-05, 2026-11-04T00:00:00Z, EXPLAINED",
        "11-05, 2026-11-05T23:59:59Z, EXPLAINED",
        "11-05, 2026-11-03T23:59:59Z, UNEXPLAINED",
        "11-05, 2026-11-06T00:00:00Z, UNEXPLAINED",
        "10-25, 2026-10-25T08:00:00Z, EXPLAINED",
        // in the former period, and as much a day since
        "10-10, 2026-10-10T08:00:00Z, EXPLAINED",
    })
    void whatWasMadeOnItsFirstDayExplainsIt(String first, Instant made, ChangeClass why) {
        Verdict verdict = verdict(hours(date(first), NOW.to(), 24), made(made));

        assertThat(why(verdict)).isEqualTo(why);
        assertThat(verdict.steps())
                .allSatisfy(step -> assertThat(step.direction()).isEqualTo(1));
    }

    @Test
    void anEarlierChargeMeansThatItIsNotNew() {
        List<Use> uses = new ArrayList<>(hours(day(11, 5), NOW.to(), 24));
        uses.addAll(hours(day(9, 20), day(9, 21), 24));

        assertThat(why(verdict(uses, made(Instant.parse("2026-11-05T08:00:00Z")))))
                .isNotEqualTo(ChangeClass.EXPLAINED);
    }

    /** Of 20 days now, 9.3 are not in the period before; since then it was used three times as much, and nothing did that. */
    @Test
    void whatItWasUsedMoreSinceItWasMadeIsNotOfWhoMadeIt() {
        List<Use> uses = new ArrayList<>(hours(day(10, 10), BEFORE.to(), 24));
        uses.addAll(hours(BEFORE.to(), NOW.from(), 24));
        uses.addAll(hours(NOW.from(), NOW.to(), 72));
        Act made = made(Instant.parse("2026-10-09T23:30:00Z"));

        assertThat(shares(verdict(uses, made), uses))
                .containsExactly(
                        "UNEXPLAINED 960", "EXPLAINED 216 " + made.event().getMostSignificantBits());
    }

    @Test
    void ofTwoThatMadeItEachMayBeIt() {
        Verdict verdict = verdict(
                hours(day(11, 5), NOW.to(), 24),
                made(Instant.parse("2026-11-05T08:00:00Z")),
                made(Instant.parse("2026-11-05T09:00:00Z")));

        assertThat(why(verdict)).isEqualTo(ChangeClass.CANDIDATE);
        assertThat(verdict.events()).hasSize(2);
    }

    @Test
    void atMostThreeAreNamed() {
        List<Act> acts = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            acts.add(made(Instant.parse("2026-11-05T08:00:00Z").plusSeconds(i)));
        }

        assertThat(verdict(hours(day(11, 5), NOW.to(), 24), acts.toArray(Act[]::new))
                        .events())
                .hasSize(3);
    }

    @Test
    void tagsAndPoliciesUseNothing() {
        Instant time = Instant.parse("2026-11-05T08:00:00Z");

        assertThat(why(verdict(hours(day(11, 5), NOW.to(), 24), act(time, "AddTags", Asked.NOTHING))))
                .isEqualTo(ChangeClass.UNEXPLAINED);
        assertThat(why(verdict(hours(day(11, 5), NOW.to(), 24), act(time, "TagResource20170331v2", Asked.NOTHING))))
                .isEqualTo(ChangeClass.UNEXPLAINED);
        assertThat(act(time, "PutScalingPolicy", Asked.NOTHING).changes()).isFalse();
        assertThat(why(verdict(hours(day(11, 5), NOW.to(), 24), act(time, "PutBucketPolicy", Asked.NOTHING))))
                .isEqualTo(ChangeClass.UNEXPLAINED);
        assertThat(why(verdict(hours(day(11, 5), NOW.to(), 24), act(time, "ModifyVolume", Asked.NOTHING))))
                .isEqualTo(ChangeClass.CANDIDATE);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-09T00:00:00Z, EXPLAINED",
        "2026-11-10T23:00:00Z, EXPLAINED",
        "2026-11-08T23:00:00Z, UNEXPLAINED",
        "2026-11-11T00:00:00Z, UNEXPLAINED",
    })
    void whatEndedOnItsLastDayExplainsIt(Instant ended, ChangeClass why) {
        Verdict verdict = verdict(hours(day(9, 17), day(11, 10), 24), act(ended, "DeleteEndpoint", Asked.NOTHING));

        assertThat(why(verdict)).isEqualTo(why);
        assertThat(verdict.steps())
                .allSatisfy(step -> assertThat(step.direction()).isEqualTo(-1));
    }

    @Test
    void whatHasNotArrivedYetIsNotGone() {
        Verdict verdict = new Evidence(
                        ENDPOINT,
                        new UseByDay(hours(day(9, 17), day(11, 18), 24)),
                        List.of(act(Instant.parse("2026-11-17T10:00:00Z"), "DeleteEndpoint", Asked.NOTHING)),
                        BEFORE,
                        NOW,
                        day(11, 18))
                .verdict();

        assertThat(why(verdict)).isEqualTo(ChangeClass.USAGE);
    }

    @Test
    void aJobThatIsOverWasUsed() {
        Verdict over = new Evidence(
                        "arn:aws:sagemaker:us-east-1:111122223333:training-job/a",
                        new UseByDay(hours(day(10, 5), day(10, 7), 24)),
                        List.of(made(Instant.parse("2026-10-05T08:00:00Z"))),
                        BEFORE,
                        NOW,
                        ARRIVED)
                .verdict();

        assertThat(why(over)).isEqualTo(ChangeClass.USAGE);
    }

    @ParameterizedTest
    @CsvSource({
        // instances before and now, asked for, what that is
        "4, 8, 8, EXPLAINED",
        "8, 4, 4, EXPLAINED",
        "4, 8, 9, CANDIDATE",
        "4, 4, 4, USAGE",
        "4, 4, 8, USAGE",
        "10, 11, 11, EXPLAINED",
        "10, 11, 12, USAGE",
    })
    void aSizeThatTheHoursThenHaveExplainsThem(int before, int now, int asked, ChangeClass why) {
        List<Use> uses = new ArrayList<>(hours(day(9, 17), day(11, 5), before * 24));
        uses.addAll(hours(day(11, 5), NOW.to(), now * 24));
        Verdict verdict = verdict(
                uses,
                act(
                        Instant.parse("2026-11-04T22:00:00Z"),
                        "UpdateEndpointWeightsAndCapacities",
                        new Asked(Set.of(), asked)));

        assertThat(why(verdict)).isEqualTo(why);
    }

    @ParameterizedTest
    @CsvSource({
        // days of the period before and now, what of $96 a day more since 5 November is in now
        "20, 20, 1536",
        "8, 20, 1536",
        "20, 10, 576",
    })
    void whereThePeriodsDifferInLengthAStepIsWhatNowHasOfIt(int then, int today, String amount) {
        var before = new DayRange(day(10, 1), day(10, 1).plusDays(then));
        var now = new DayRange(day(11, 1), day(11, 1).plusDays(today));
        List<Use> doubled = new ArrayList<>(hours(day(9, 17), day(11, 5), 96));
        doubled.addAll(hours(day(11, 5), now.to(), 192));
        Act act = act(Instant.parse("2026-11-04T22:00:00Z"), "UpdateEndpoint", new Asked(Set.of(), 8));

        assertThat(shares(
                        new Evidence(ENDPOINT, new UseByDay(doubled), List.of(act), before, now, now.to()).verdict(),
                        new BigDecimal(amount)))
                .containsExactly("EXPLAINED " + amount + " " + act.event().getMostSignificantBits());
    }

    /** Both days are of one period and the other. */
    @Test
    void inPeriodsThatOverlapWhatWasMadeStillExplains() {
        var before = new DayRange(day(10, 20), day(11, 10));
        var now = new DayRange(day(11, 1), day(11, 21));

        assertThat(verdict(before, now, hours(day(11, 5), now.to(), 24), made(Instant.parse("2026-11-05T08:00:00Z"))))
                .isEqualTo(ChangeClass.EXPLAINED);
    }

    /** A clock that is wrong by hours puts the event after its effect: nothing is proved. */
    @Test
    void anEventAfterItsEffectExplainsNothing() {
        assertThat(why(verdict(hours(day(11, 5), NOW.to(), 24), made(Instant.parse("2026-11-06T03:00:00Z")))))
                .isEqualTo(ChangeClass.UNEXPLAINED);
    }

    /**
     * What is used at a dollar an hour: {@code 09-17 96} has 96 hours a day from 17 September on. Acts by number, time, the size that they ask
     * for where they say one, and their name where it isn't {@code UpdateEndpoint}. The amounts are of 20 days from 1 November against 20 from
     * 1 October.
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            scaled up and down by two           | 09-17 96, 11-05 192, 11-15 120 | 1 11-04T23:30 8, 2 11-14T23:30 5        | EXPLAINED 1536 1, EXPLAINED -432 2
            down in now by more than up before  | 09-17 96, 10-15 192, 11-05 24  | 1 10-14T23:30 8, 2 11-04T23:30 1        | EXPLAINED -2688 2, EXPLAINED 1344 1
            down and up again                   | 09-17 96, 11-05 48, 11-15 96   | 1 11-04T23:30 2, 2 11-14T23:30 4        | EXPLAINED -768 1, EXPLAINED 288 2
            at noon, so half of a day           | 09-17 96, 11-05 144, 11-06 192 | 1 11-05T12:00 8                         | EXPLAINED 1488 1
            up by hand, Auto Scaling, by hand   | 09-17 24, 11-05 48, 11-06 96, 11-07 192 | 1 11-04T23:59 2, 2 11-05T23:59 4, 3 11-06T23:59 8 | EXPLAINED 1344 3, EXPLAINED 720 2, EXPLAINED 384 1
            twice up in a day                   | 09-17 96, 11-05 192            | 1 11-04T21:00 6, 2 11-04T23:30 8        | EXPLAINED 768 1, EXPLAINED 768 2
            up too far and a little down        | 09-17 96, 11-05 144            | 1 11-04T23:30 8, 2 11-04T23:31 6        | CANDIDATE 768 1
            down and up in a minute             | 09-17 96, 11-05 192            | 1 11-04T23:30 2, 2 11-04T23:31 8        | CANDIDATE 1536 2
            up and back in a minute             | 09-17 96                       | 1 11-04T23:30 8, 2 11-04T23:31 4        | ""
            the other way                       | 09-17 96, 11-05 192            | 1 11-04T23:30 2                         | UNEXPLAINED 1536
            the other way by its name           | 09-17 96, 11-05 192            | 1 11-04T23:30 - StopInstances           | UNEXPLAINED 1536
            by its name                         | 09-17 96, 11-05 192            | 1 11-04T23:30 - StartInstances          | CANDIDATE 1536 1
            asked again for what is there       | 09-17 96, 11-05 192            | 1 11-04T23:30 8, 2 11-04T23:40 8        | EXPLAINED 1536 1
            asked for something else            | 09-17 96, 11-05 192            | 1 11-04T23:30 12                        | CANDIDATE 1536 1
            asked for far less                  | 09-17 96, 11-05 192            | 1 11-04T23:30 5                         | UNEXPLAINED 1536
            days before it was used more        | 09-17 96, 11-07 192            | 1 11-04T23:30 -                         | UNEXPLAINED 1344
            a day after it was used more        | 09-17 96, 11-05 192            | 1 11-06T23:30 -                         | UNEXPLAINED 1536
            nobody knows what the first asked   | 09-17 96, 11-05 192            | 1 11-04T23:30 -, 2 11-04T23:31 8        | CANDIDATE 1536 2 1
            nobody knows what the second asked  | 09-17 96, 11-05 192            | 1 11-04T23:30 8, 2 11-04T23:31 -        | EXPLAINED 1536 1
            a restart beside it                 | 09-17 96, 11-05 192            | 1 11-04T23:30 8, 2 11-04T23:10 - RebootDBInstance | EXPLAINED 1536 1
            on two days, and the hours agree    | 09-17 96, 11-05 120, 11-06 192 | 1 11-04T23:30 2, 2 11-05T12:00 8        | EXPLAINED 2232 2, EXPLAINED -768 1
            on two days, and they don't         | 09-17 96, 11-05 150, 11-06 192 | 1 11-04T23:30 2, 2 11-05T12:00 8        | CANDIDATE 1494 2
            updated each day for nothing        | 09-17 96, 11-10 192            | 1 11-08T10:00 -, 2 11-09T23:30 8, 3 11-10T10:00 - | EXPLAINED 1056 2
            used more and less as well          | 09-17 96, 10-25 144, 11-05 240 | 1 11-04T23:30 10                        | EXPLAINED 1536 1, UNEXPLAINED 960
            a little more as well               | 09-17 96, 10-25 97, 11-05 192  | 1 11-04T23:30 8                         | EXPLAINED 1540 1
            on the last day                     | 09-17 96, 11-20 144            | 1 11-20T12:00 8                         | EXPLAINED 48 1
            on the last day, another size       | 09-17 96, 11-20 144            | 1 11-20T12:00 16                        | CANDIDATE 48 1
            before either period                | 09-17 96, 09-30 192            | 1 09-29T23:30 8                         | ""
            nobody did anything                 | 09-17 96, 11-10 192            | 1 11-09T23:30 - AddTags                 | UNEXPLAINED 1056
            deleted on the last day             | 09-17 96, 11-20 40             | 1 11-20T10:00 - DeleteEndpoint          | EXPLAINED -56 1
            deleted then, and made again        | 09-17 96, 11-20 90             | 1 11-20T10:00 - DeleteEndpoint, 2 11-20T11:30 - CreateEndpoint | UNEXPLAINED -6
            scaled on many days                 | 09-17 96, 11-12 120            | 1 11-03T10:00 4, 2 11-05T10:00 4, 3 11-07T10:00 4, 4 11-09T10:00 4 | USAGE 216
            made on the first day of before     | 10-01 12, 10-02 24             | 1 10-01T12:00 1 CreateEndpoint          | EXPLAINED 12 1
            made, and scaled up by another      | 11-03 24, 11-10 96             | 1 11-02T23:30 1 CreateEndpoint, 2 11-09T23:30 4 | EXPLAINED 792 2, EXPLAINED 432 1
            scaled up, and ended by another     | 09-17 24, 11-05 96, 11-11 0    | 1 11-04T23:30 4, 2 11-10T23:59 - DeleteEndpoint | EXPLAINED 1152 1, EXPLAINED -960 2
            """)
    void eachActIsGivenTheStepThatItMade(String what, String hours, String acts, String expected) {
        List<Use> uses = new ArrayList<>();
        LocalDate to = NOW.to();
        for (String phase : List.of(hours.split(", ")).reversed()) {
            LocalDate from = date(phase.split(" ")[0]);
            int level = Integer.parseInt(phase.split(" ")[1]);
            uses.addAll(level == 0 ? List.of() : hours(from, to, level));
            to = from;
        }

        assertThat(String.join(", ", shares(verdict(uses, acts(acts)), uses)))
                .as(what)
                .isEqualTo(expected);
    }

    /** Whatever sizes are asked for and when: who is named made it dearer or cheaper, and what is proved is what they made. */
    @Property(tries = 300)
    void nobodyIsNamedForAChangeInTheOtherDirection(@ForAll long seed) {
        var random = new Random(seed);
        Map<UUID, BigDecimal> made = new HashMap<>();
        List<Act> acts = new ArrayList<>();
        Map<LocalDate, BigDecimal> hours = new TreeMap<>();
        BigDecimal size = BigDecimal.valueOf(1 + random.nextInt(12));
        LocalDate first = day(9, 17);
        first.datesUntil(NOW.to()).forEach(day -> hours.put(day, BigDecimal.ZERO));
        add(hours, first.atStartOfDay(), size);
        List<LocalDateTime> times = IntStream.range(0, random.nextInt(7))
                .mapToObj(any -> BEFORE.from().atStartOfDay().plusMinutes(random.nextInt(50 * 24 * 60)))
                .sorted()
                .toList();
        for (int i = 0; i < times.size(); i++) {
            int asked = 1 + random.nextInt(12);
            BigDecimal more = BigDecimal.valueOf(asked).subtract(size);
            Act act = new Act(
                    new UUID(i + 1, 0),
                    times.get(i).toInstant(ZoneOffset.UTC),
                    "UpdateEndpoint",
                    false,
                    new Asked(Set.of(), asked));
            acts.add(act);
            add(hours, times.get(i), more);
            made.put(act.event(), of(times.get(i), more, NOW).subtract(of(times.get(i), more, BEFORE)));
            size = BigDecimal.valueOf(asked);
        }
        List<Use> uses = hours.entrySet().stream()
                .map(day -> new Use(HOST, "Hrs", day.getKey(), day.getValue(), day.getValue()))
                .toList();
        BigDecimal change = change(uses);
        BigDecimal all = made.values().stream().map(BigDecimal::abs).reduce(BigDecimal.ZERO, BigDecimal::add);

        List<Share> shares = verdict(uses, acts.toArray(Act[]::new)).shares(new Series(HOST, "Hrs"), change);

        assertThat(shares.stream().map(Share::amount).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(change);
        for (Share share : shares) {
            for (UUID event : share.events()) {
                assertThat(made.get(event).signum())
                        .as("%s of %s", share, made)
                        .isEqualTo(share.amount().signum());
            }
            if (share.of() == ChangeClass.EXPLAINED) {
                assertThat(share.amount()
                                .subtract(made.get(share.events().getFirst()))
                                .abs())
                        .as("%s of %s", share, made)
                        .isLessThanOrEqualTo(all.multiply(new BigDecimal("0.15")));
            }
        }
    }

    private static void add(Map<LocalDate, BigDecimal> hours, LocalDateTime from, BigDecimal size) {
        hours.replaceAll((day, its) -> its.add(of(from, size, new DayRange(day, day.plusDays(1)))));
    }

    /** The hours of a range from a time on. */
    private static BigDecimal of(LocalDateTime from, BigDecimal size, DayRange range) {
        LocalDateTime begin =
                from.isBefore(range.from().atStartOfDay()) ? range.from().atStartOfDay() : from;
        long minutes =
                Math.max(0, Duration.between(begin, range.to().atStartOfDay()).toMinutes());
        return size.multiply(BigDecimal.valueOf(minutes)).divide(BigDecimal.valueOf(60), MathContext.DECIMAL64);
    }

    private static Act[] acts(String acts) {
        return Stream.of(acts.split(", "))
                .map(act -> act.split(" "))
                .map(act -> new Act(
                        new UUID(Long.parseLong(act[0]), 0),
                        Instant.parse("2026-" + act[1] + ":00Z"),
                        act.length > 3 ? act[3] : "UpdateEndpoint",
                        act.length > 3 && act[3].startsWith("Create"),
                        act[2].equals("-") ? Asked.NOTHING : new Asked(Set.of(), Integer.parseInt(act[2]))))
                .toArray(Act[]::new);
    }

    /** Of 3,100 gigabytes the last third of September is missing: 10 of 30 days, though August has 31. */
    @Test
    void ofMonthsWhatIsPaidByTheMonthIsNotStretched() {
        var bucket = new Series("TimedStorage-ByteHrs", "GB-Mo");
        List<Use> uses = day(8, 1)
                .datesUntil(day(9, 21))
                .map(day -> {
                    BigDecimal quantity = new BigDecimal(9_300)
                            .divide(BigDecimal.valueOf(day.lengthOfMonth()), MathContext.DECIMAL64);
                    return new Use(bucket.usageType(), bucket.unit(), day, quantity, quantity);
                })
                .toList();
        Verdict verdict = new Evidence(
                        "lake",
                        new UseByDay(uses),
                        List.of(act(Instant.parse("2026-09-20T23:59:00Z"), "DeleteBucket", Asked.NOTHING)),
                        new DayRange(day(8, 1), day(9, 1)),
                        new DayRange(day(9, 1), day(10, 1)),
                        day(10, 1))
                .verdict();

        assertThat(verdict.shares(bucket, new BigDecimal(-3_100)))
                .singleElement()
                .satisfies(share -> {
                    assertThat(share.of()).isEqualTo(ChangeClass.EXPLAINED);
                    assertThat(share.amount()).isEqualByComparingTo("-3100");
                });
    }

    @Test
    void anotherInstanceTypeExplainsTheHoursOfBoth() {
        List<Use> uses = new ArrayList<>(of("USE1-Host:ml.g5.xlarge", day(9, 17), day(11, 5), 48));
        uses.addAll(of("USE1-Host:ml.p4d.24xlarge", day(11, 5), NOW.to(), 48));
        var larger =
                act(Instant.parse("2026-11-04T23:30:00Z"), "UpdateEndpoint", new Asked(Set.of("ml.p4d.24xlarge"), 2));
        var other =
                act(Instant.parse("2026-11-04T23:30:00Z"), "UpdateEndpoint", new Asked(Set.of("ml.p4d.24xlarge"), 5));

        assertThat(why(verdict(uses, larger))).isEqualTo(ChangeClass.EXPLAINED);

        // the type agrees, the amount doesn't
        assertThat(why(verdict(uses, other))).isEqualTo(ChangeClass.CANDIDATE);
    }

    @Test
    void withoutChargesNothingIsKnown() {
        assertThat(why(verdict(List.of(), made(Instant.parse("2026-11-05T08:00:00Z")))))
                .isEqualTo(ChangeClass.UNEXPLAINED);
    }

    /** Of the first step; of what is left where there is none. */
    private static ChangeClass why(Verdict verdict) {
        return verdict.steps().isEmpty()
                ? verdict.rest()
                : verdict.steps().getFirst().of();
    }

    /** What the change of the hours is put down to, at a dollar each: {@code EXPLAINED 216 1}. */
    private static List<String> shares(Verdict verdict, List<Use> uses) {
        return shares(verdict, change(uses));
    }

    private static BigDecimal change(List<Use> uses) {
        return uses.stream()
                .map(use -> within(use, NOW)
                        ? use.cost()
                        : within(use, BEFORE) ? use.cost().negate() : BigDecimal.ZERO)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static List<String> shares(Verdict verdict, BigDecimal change) {
        List<Share> shares = verdict.shares(new Series(HOST, "Hrs"), change);
        assertThat(shares.stream().map(Share::amount).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(change);
        return shares.stream()
                .sorted(Comparator.comparing((Share share) -> share.amount().abs())
                        .reversed())
                .map(share -> share.of() + " "
                        + share.amount()
                                .setScale(2, RoundingMode.HALF_EVEN)
                                .stripTrailingZeros()
                                .toPlainString()
                        + share.events().stream()
                                .map(event -> " " + event.getMostSignificantBits())
                                .collect(Collectors.joining()))
                .toList();
    }

    private static boolean within(Use use, DayRange range) {
        return !use.day().isBefore(range.from()) && use.day().isBefore(range.to());
    }

    private static Verdict verdict(List<Use> uses, Act... acts) {
        return new Evidence(ENDPOINT, new UseByDay(uses), List.of(acts), BEFORE, NOW, ARRIVED).verdict();
    }

    private static ChangeClass verdict(DayRange before, DayRange now, List<Use> uses, Act act) {
        return why(new Evidence(ENDPOINT, new UseByDay(uses), List.of(act), before, now, now.to()).verdict());
    }

    private static Act made(Instant time) {
        return new Act(UUID.randomUUID(), time, "CreateEndpoint", true, Asked.NOTHING);
    }

    private static Act act(Instant time, String name, Asked asked) {
        return new Act(UUID.randomUUID(), time, name, false, asked);
    }

    private static List<Use> hours(LocalDate from, LocalDate to, int hours) {
        return of(HOST, from, to, hours);
    }

    private static List<Use> of(String usageType, LocalDate from, LocalDate to, int hours) {
        return from.datesUntil(to)
                .map(day -> new Use(usageType, "Hrs", day, new BigDecimal(hours), new BigDecimal(hours)))
                .toList();
    }

    private static LocalDate day(int month, int day) {
        return LocalDate.of(2026, month, day);
    }

    private static LocalDate date(String text) {
        return LocalDate.parse("2026-" + text);
    }
}
