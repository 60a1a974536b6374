package dev.bursar.causes.split;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.causes.Acted;
import dev.bursar.causes.Booked;
import dev.bursar.causes.ChangeClass;
import dev.bursar.causes.ChangeQuestion;
import dev.bursar.causes.ChangedPart;
import dev.bursar.causes.Lengths;
import dev.bursar.causes.attribution.Attribution;
import dev.bursar.causes.attribution.Attribution.Told;
import dev.bursar.causes.evidence.UseByDay.Series;
import dev.bursar.causes.evidence.Verdict;
import dev.bursar.causes.evidence.Verdict.Step;
import dev.bursar.causes.evidence.Verdict.Total;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostResult.DayRange;
import module java.base;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangeSplitTest {
    private static final String ENDPOINT = "arn:aws:sagemaker:us-east-1:111122223333:endpoint/a";

    @Test
    void theSameUsageAtAnotherRateIsPriceAndTheRestQuantity() {
        SplitPart part = only(line(1, "Usage", ENDPOINT, side("10", "5"), side("9", "10")));

        // five hours more at two dollars each, and ten at 1.10 less than before
        assertThat(part.used()).isEqualByComparingTo("10");
        assertThat(part.price()).isEqualByComparingTo("-11");
        assertThat(part.moved()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        // before's quantity and cost, now's, what is used more
        "0, 0, 4, 8, 8",
        "4, 8, 0, 0, -8",
        "-1, -2, 4, 8, 10",
        "4, -8, 4, 8, 16",
        "3, 1, 4, 1, 0.3333333333",
    })
    void whatHasNoRateIsAllQuantity(String then, String costThen, String today, String costToday, String used) {
        SplitPart part = only(line(1, "Usage", ENDPOINT, side(costThen, then), side(costToday, today)));

        assertThat(part.used()).isEqualByComparingTo(used);
        assertThat(sum(part)).isEqualByComparingTo(part.change());
    }

    @Test
    void otherUnitsHaveNoCommonRate() {
        SplitPart part = only(
                line(1, "Usage", ENDPOINT, side("10", "5"), Side.NOTHING),
                unit("GB", side("2", "1"), side("6", "1")),
                unit("Requests", Side.NOTHING, side("9", "3")));

        assertThat(part.usage().get("Hrs")).isEqualByComparingTo("-10");
        assertThat(part.usage().get("GB")).isEqualByComparingTo("0");
        assertThat(part.usage().get("Requests")).isEqualByComparingTo("9");
        assertThat(part.price()).isEqualByComparingTo("4");
        assertThat(sum(part)).isEqualByComparingTo("3");
    }

    @Test
    void currenciesAreNeverAdded() {
        Line dollars = line(1, "Usage", ENDPOINT, side("10", "5"), side("20", "10"));
        List<SplitPart> parts = split(List.of(dollars, in("EUR", dollars)));

        assertThat(parts)
                .hasSize(2)
                .allSatisfy(part -> assertThat(part.change()).isEqualByComparingTo("10"));
        assertThat(parts).extracting(part -> part.key().currency()).containsExactlyInAnyOrder("USD", "EUR");
    }

    /** 31 days before, 30 now. */
    @ParameterizedTest
    @CsvSource({
        // before's cost and quantity, now's, unit: what the days come to, what is used more, what is dearer
        "744, 744, 720, 720, Hrs, -24, 0, 0",
        "100, 744, 96.7741935484, 720, Hrs, -3.2258064516, 0, 0",
        "744, 744, 744, 744, Hrs, -24, 24, 0",
        "744, 744, 1440, 720, Hrs, -24, 0, 720",
        "744, 744, 0, 0, Hrs, 0, -744, 0",
        "0, 0, 720, 720, Hrs, 0, 720, 0",
        "-744, 744, -720, 720, Hrs, 0, 24, 0",
        "50, 500, 50, 500, GB-Mo, 0, 0, 0",
        "31, 31, 30, 30, '', -1, 0, 0",
    })
    void aShorterMonthIsNoLessUse(
            String costThen,
            String then,
            String costNow,
            String now,
            String unit,
            String days,
            String used,
            String price) {
        Line line = unit(unit, side(costThen, then), side(costNow, now));
        SplitPart part =
                ChangeSplit.of(List.of(line), new Lengths(31, 30, true, false)).getFirst();

        assertThat(part.days()).isEqualByComparingTo(days);
        assertThat(part.used()).isEqualByComparingTo(used);
        assertThat(part.price()).isEqualByComparingTo(price);
        assertThat(sum(part)).isEqualByComparingTo(part.change());
    }

    /** 30 days before, 3 now, the last of which still arrives. */
    @ParameterizedTest
    @CsvSource({
        // before's cost and quantity, now's, unit: what the days come to, what is used more, what is dearer
        "720, 720, 57.6, 57.6, Hrs, -662.4, 0, 0",
        "720, 720, 63.36, 57.6, Hrs, -662.4, 0, 5.76",
        "720, 720, 57.6, 57.6, '', -662.4, 0, 0",
        "720, 720, 72, 72, Hrs, -648, 0, 0",
        "720, 720, 96, 96, Hrs, -648, 24, 0",
        "720, 720, 24, 24, Hrs, -672, -24, 0",
        "720, 720, 0, 0, Hrs, 0, -720, 0",
    })
    void aDayThatIsThereInPartIsNoLessUse(
            String costThen,
            String then,
            String costNow,
            String now,
            String unit,
            String days,
            String used,
            String price) {
        Line line = unit(unit, side(costThen, then), side(costNow, now));
        SplitPart part =
                ChangeSplit.of(List.of(line), new Lengths(30, 3, false, true)).getFirst();

        assertThat(part.days()).isEqualByComparingTo(days);
        assertThat(part.used()).isEqualByComparingTo(used);
        assertThat(part.price()).isEqualByComparingTo(price);
        assertThat(sum(part)).isEqualByComparingTo(part.change());
    }

    @Test
    void theDaysOfAPeriodAreThoseThatAreRead() {
        var november = new DayRange(LocalDate.parse("2026-11-01"), LocalDate.parse("2026-12-01"));
        var december = new DayRange(LocalDate.parse("2026-12-01"), LocalDate.parse("2027-01-01"));
        var question = new ChangeQuestion(december, november, CostMetric.EFFECTIVE, List.of());

        assertThat(Lengths.of(question, LocalDate.parse("2027-01-05"), false))
                .isEqualTo(new Lengths(30, 31, true, false));
        assertThat(Lengths.of(question, LocalDate.parse("2026-12-06"), true))
                .isEqualTo(new Lengths(30, 5, false, true));
        assertThat(Lengths.of(question, LocalDate.parse("2026-12-31"), false).differ())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "Tax, AWSDataTransfer, TAX",
        "Credit, AmazonEC2, CREDIT",
        "Refund, AmazonEC2, REFUND",
        "Fee, AWS Support (Business), SUPPORT",
        "SavingsPlanRecurringFee, ComputeSavingsPlans, FEE",
        "EdpDiscount, AmazonEC2, ADJUSTMENT",
    })
    void whatIsBookedIsNotUsed(String recordType, String service, Booked kind) {
        SplitPart part = only(new Line(
                1,
                "111122223333",
                service,
                recordType,
                false,
                "",
                "",
                "",
                "",
                "USD",
                "",
                true,
                Side.NOTHING,
                side("7", "1")));

        assertThat(part.booked()).containsOnlyKeys(kind);
        assertThat(part.booked().get(kind)).isEqualByComparingTo("7");
        assertThat(part.used()).isZero();
    }

    @Test
    void aCorrectionIsBooked() {
        SplitPart part = only(new Line(
                1,
                "1",
                "AmazonEC2",
                "Usage",
                true,
                "",
                "",
                "BoxUsage",
                "i-1",
                "USD",
                "Hrs",
                true,
                Side.NOTHING,
                side("-3", "-1")));

        assertThat(part.booked()).containsOnlyKeys(Booked.CORRECTION);
    }

    @Test
    void whatHasAnotherOwnerMovesAtItsFormerCost() {
        List<SplitPart> parts = split(List.of(
                line(1, "Usage", ENDPOINT, side("100", "50"), Side.NOTHING),
                line(2, "Usage", ENDPOINT, Side.NOTHING, side("120", "60"))));

        assertThat(of(parts, 1).moved()).isEqualByComparingTo("-100");
        assertThat(of(parts, 1).used()).isZero();
        assertThat(of(parts, 2).moved()).isEqualByComparingTo("100");
        assertThat(of(parts, 2).used()).isEqualByComparingTo("20");
        assertThat(of(parts, 2).usedBefore()).isTrue();
    }

    @Test
    void whatMovesWithinThePeriodMovesByTodaysShares() {
        List<SplitPart> parts = split(List.of(
                line(1, "Usage", ENDPOINT, side("90", "45"), side("30", "15")),
                line(2, "Usage", ENDPOINT, Side.NOTHING, side("60", "30"))));

        assertThat(of(parts, 1).moved()).isEqualByComparingTo("-60");
        assertThat(of(parts, 2).moved()).isEqualByComparingTo("60");
        assertThat(of(parts, 1).used()).isZero();
        assertThat(of(parts, 2).used()).isZero();
    }

    @Test
    void aSharedResourceTakesNothingOver() {
        List<SplitPart> parts = split(List.of(
                line(1, "Usage", "cluster", side("10", "5"), side("10", "5")),
                line(2, "Usage", "cluster", side("10", "5"), side("10", "5")),
                line(3, "Usage", "cluster", Side.NOTHING, side("10", "5"))));

        assertThat(parts).allSatisfy(part -> assertThat(part.moved()).isZero());
    }

    @Test
    void withoutAResourceOnlyOneTagValueMoves() {
        Line before = tagged(1, "fraud", side("10", "5"), Side.NOTHING);
        Line other = tagged(2, "risk", Side.NOTHING, side("10", "5"));
        Line same = tagged(2, "fraud", Side.NOTHING, side("10", "5"));

        assertThat(of(split(List.of(before, other)), 2).moved()).isZero();
        assertThat(of(split(List.of(before, same)), 2).moved()).isEqualByComparingTo("10");
    }

    @Test
    void aResourceHasOneName() {
        List<Line> lines = SameResources.of(List.of(
                line(1, "Usage", "i-0123456789abcdef0", side("10", "5"), Side.NOTHING),
                line(
                        1,
                        "Usage",
                        "arn:aws:ec2:us-east-1:111122223333:instance/i-0123456789abcdef0",
                        Side.NOTHING,
                        side("10", "5"))));

        assertThat(only(lines.toArray(Line[]::new)).change()).isZero();
    }

    /** Random charges, owners, corrections and credits: nothing is lost, and moves add up to zero over all teams. */
    @Property(tries = 300)
    void amountsAddUp(@ForAll long seed) {
        var random = new Random(seed);
        List<Line> lines = lines(random);
        var lengths =
                new Lengths(1 + random.nextInt(31), 1 + random.nextInt(31), random.nextBoolean(), random.nextBoolean());
        List<SplitPart> parts = ChangeSplit.of(lines, lengths);

        BigDecimal change = lines.stream()
                .map(line -> line.now().cost().subtract(line.before().cost()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(parts.stream().map(SplitPart::change).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(change);
        assertThat(parts.stream().map(SplitPart::moved).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo("0");
        assertThat(parts).allSatisfy(part -> {
            assertThat(sum(part)).isEqualByComparingTo(part.change());
            for (Told told : List.of(
                    Told.NO_RESOURCE,
                    Told.NOT_LOOKED_AT,
                    new Told(Verdict.USED),
                    new Told(Verdict.candidates(random.nextInt(3) - 1, List.of(new UUID(2, 2))), false),
                    new Told(verdict(random, part)))) {
                ChangedPart changed = Attribution.of(part, told, random.nextBoolean());
                assertThat(changed.amounts().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                        .isEqualByComparingTo(part.change());
                for (ChangeClass of : List.of(ChangeClass.EXPLAINED, ChangeClass.CANDIDATE)) {
                    assertThat(changed.acts(of).stream().map(Acted::amount).reduce(BigDecimal.ZERO, BigDecimal::add))
                            .isEqualByComparingTo(changed.amount(of));
                }
            }
        });
        // the same for who sees some teams only
        List<SplitPart> own =
                ChangeSplit.of(lines.stream().filter(line -> line.team() == 1).toList(), lengths);
        assertThat(own).allSatisfy(part -> assertThat(sum(part)).isEqualByComparingTo(part.change()));
    }

    /** Steps up and down, as far as the days that charges have agree with the sums, and a little less. */
    private static Verdict verdict(Random random, SplitPart part) {
        var hours = new Series(
                part.key().usageType(),
                part.usage().keySet().stream().findFirst().orElse("Hrs"));
        List<Step> steps = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            int direction = random.nextBoolean() ? 1 : -1;
            steps.add(new Step(
                    random.nextBoolean() ? ChangeClass.EXPLAINED : ChangeClass.CANDIDATE,
                    direction,
                    List.of(new UUID(i, i)),
                    random.nextInt(5) == 0
                            ? null
                            : Map.of(hours, BigDecimal.valueOf(direction * random.nextInt(1_000), 2))));
        }
        return new Verdict(
                steps,
                ChangeClass.USAGE,
                Map.of(hours, new Total(BigDecimal.valueOf(random.nextInt(2_000) - 1_000, 2), BigDecimal.valueOf(3))));
    }

    private static List<Line> lines(Random random) {
        Map<String, Line> lines = new LinkedHashMap<>();
        List<String> types = List.of("Usage", "DiscountedUsage", "Tax", "Credit", "Refund", "SavingsPlanRecurringFee");
        for (int i = 0; i < 40; i++) {
            Line line = new Line(
                    random.nextInt(4),
                    "11112222333" + random.nextInt(2),
                    "Amazon" + random.nextInt(2),
                    types.get(random.nextInt(types.size())),
                    random.nextInt(10) == 0,
                    random.nextInt(3) == 0 ? "" : "tag" + random.nextInt(2),
                    "",
                    random.nextInt(5) == 0 ? "" : "Use" + random.nextInt(2),
                    random.nextInt(3) == 0 ? "" : "r" + random.nextInt(3),
                    "USD",
                    random.nextInt(3) == 0 ? "" : "Hrs",
                    random.nextBoolean(),
                    side(random),
                    side(random));
            lines.put(line.with(Side.NOTHING).toString().replaceAll("now=.*|exported=(true|false)", ""), line);
        }
        return new ArrayList<>(lines.values());
    }

    private static Side side(Random random) {
        if (random.nextInt(3) == 0) {
            return Side.NOTHING;
        }
        BigDecimal cost = new BigDecimal(random.nextInt(2_000_000) - (random.nextInt(4) == 0 ? 1_000_000 : 0))
                .movePointLeft(random.nextInt(10));
        return random.nextInt(4) == 0
                ? new Side(cost, null)
                : new Side(cost, BigDecimal.valueOf(random.nextInt(1_000)).movePointLeft(random.nextInt(4)));
    }

    private static BigDecimal sum(SplitPart part) {
        return part.used()
                .add(part.days())
                .add(part.price())
                .add(part.moved())
                .add(part.booked().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    private static List<SplitPart> split(List<Line> lines) {
        return ChangeSplit.of(lines, Lengths.EQUAL);
    }

    private static SplitPart only(Line... lines) {
        List<SplitPart> parts = split(List.of(lines));
        assertThat(parts).hasSize(1);
        return parts.getFirst();
    }

    private static SplitPart of(List<SplitPart> parts, int team) {
        return parts.stream()
                .filter(part -> part.key().team() == team)
                .findFirst()
                .orElseThrow();
    }

    private static Side side(String cost, String quantity) {
        return new Side(new BigDecimal(cost), new BigDecimal(quantity));
    }

    private static Line line(int team, String recordType, String resource, Side before, Side now) {
        return new Line(
                team,
                "111122223333",
                "AmazonSageMaker",
                recordType,
                false,
                "",
                "us-east-1",
                "USE1-Host:ml.g5.xlarge",
                resource,
                "USD",
                "Hrs",
                true,
                before,
                now);
    }

    private static Line unit(String unit, Side before, Side now) {
        Line line = line(1, "Usage", ENDPOINT, before, now);
        return new Line(
                line.team(),
                line.account(),
                line.service(),
                line.recordType(),
                line.correction(),
                line.tagValue(),
                line.region(),
                line.usageType(),
                line.resource(),
                line.currency(),
                unit,
                line.exported(),
                before,
                now);
    }

    private static Line in(String currency, Line line) {
        return new Line(
                line.team(),
                line.account(),
                line.service(),
                line.recordType(),
                line.correction(),
                line.tagValue(),
                line.region(),
                line.usageType(),
                line.resource(),
                currency,
                line.unit(),
                line.exported(),
                line.before(),
                line.now());
    }

    private static Line tagged(int team, String tag, Side before, Side now) {
        return new Line(
                team, "111122223333", "AmazonEC2", "Usage", false, tag, "", "", "", "USD", "", false, before, now);
    }
}
