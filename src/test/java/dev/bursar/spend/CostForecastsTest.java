package dev.bursar.spend;

import static dev.bursar.charges.ChargeDatabase.charge;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.bursar.charges.ChargeDatabase;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostQuery;
import dev.bursar.charges.CostResult;
import dev.bursar.charges.Dimension;
import dev.bursar.charges.Granularity;
import dev.bursar.charges.query.CostAnswers;
import dev.bursar.charges.query.CostService;
import dev.bursar.charges.spi.Slice;
import dev.bursar.charges.spi.SourceCharge;
import dev.bursar.forecast.DailySeries;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Visibility;
import module java.base;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * It is 25 November. Vision uses 100 a day and 40 on Sundays from 1 June on, with tax of 300 on each month's last day and Support of 50 on
 * its first; 10 a day that nobody owns began on 20 October.
 */
class CostForecastsTest {
    private static final LocalDate FROM = LocalDate.parse("2026-06-01");
    private static final LocalDate TODAY = LocalDate.parse("2026-11-25");
    private static final LocalDate MONTH = LocalDate.parse("2026-11-01");
    private static final String ACCOUNT = "111111111111";

    private final ChargeDatabase db = new ChargeDatabase();
    private final CostForecasts forecasts = new CostForecasts(db.beans.get(CostAnswers.class));
    private TeamId vision;

    @BeforeEach
    void costs() {
        vision = db.team("Vision");
        db.rules.append(vision, List.of("vision"), true, null, null);
        db.load(FROM.datesUntil(TODAY)
                .map(day -> slice(day, !day.isBefore(TODAY.minusDays(2))))
                .toList());
    }

    @AfterEach
    void close() {
        db.close();
    }

    private static Slice slice(LocalDate day, boolean estimated) {
        String on = day.toString();
        var charges = new ArrayList<SourceCharge>();
        charges.add(charge(on, ACCOUNT, "AmazonEC2", "Usage", "vision", usage(day)));
        if (day.getDayOfMonth() == day.lengthOfMonth()) {
            charges.add(charge(on, ACCOUNT, "AmazonEC2", "Tax", "vision", "300"));
        }
        if (day.getDayOfMonth() == 1) {
            charges.add(charge(on, ACCOUNT, "AWS Support (Business)", "Usage", "vision", "50"));
        }
        if (!day.isBefore(LocalDate.parse("2026-10-20"))) {
            charges.add(charge(on, ACCOUNT, "AmazonS3", "Usage", "", "10"));
        }
        return new Slice(day, ACCOUNT, estimated, charges);
    }

    private static String usage(LocalDate day) {
        return day.getDayOfWeek().getValue() == 7 ? "40" : "100";
    }

    private static CostQuery teams() {
        return new CostQuery(
                MONTH, MONTH.plusMonths(1), Granularity.DAILY, CostMetric.BILLED, Dimension.TEAM, List.of());
    }

    private CostHistory history() {
        return forecasts.history(teams(), TODAY, db.visibility.get());
    }

    private static BigDecimal sum(List<BigDecimal> amounts) {
        return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @Test
    void whatIsBookedIsToldFromWhatIsUsedAndDaysBeforeTheFirstCostsAreNone() {
        DailySeries visions =
                history().of("USD", String.valueOf(vision.value())).orElseThrow();
        assertThat(visions.from()).isEqualTo(FROM);
        assertThat(visions.to()).isEqualTo(TODAY);
        // what is billed is a constant multiple of these
        BigDecimal used =
                FROM.datesUntil(TODAY).map(day -> new BigDecimal(usage(day))).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal booked = new BigDecimal(5 * 300 + 6 * 50);
        assertThat(sum(visions.lumps()).multiply(used))
                .isPositive()
                .isEqualByComparingTo(sum(visions.usage()).multiply(booked));
        assertThat(history().of("USD", "0").orElseThrow().from()).isEqualTo("2026-10-20");
        assertThat(history().sum("USD").orElseThrow().from()).isEqualTo(FROM);
    }

    @Test
    void aMonthIsForecastWithItsRangeAndAYoungTeamIsNot() {
        Projection month = db.spend.projections(TODAY, CostMetric.BILLED).stream()
                .findFirst()
                .orElseThrow();
        Projection.Team visions = month.teams().stream()
                .filter(team -> team.name().equals("Vision"))
                .findFirst()
                .orElseThrow();
        double spent = visions.toDate().doubleValue();
        double factor = spent / (20 * 100 + 4 * 40 + 50);
        // five weekdays, a Sunday and the tax
        assertThat(visions.projected().doubleValue()).isCloseTo(spent + factor * (500 + 40 + 300), within(factor * 15));
        assertThat(visions.range()).isPresent();
        assertThat(month.whole().orElseThrow().range()).isPresent();
        assertThat(month.teams().getLast().range())
                .as("nobody's, for five weeks")
                .isEmpty();
        assertThat(month.projected().doubleValue())
                .isCloseTo(visions.projected().doubleValue() + factor * 300, within(factor * 20));
    }

    @Test
    void anAccountsDaysToComeAreForecastToo() {
        CostQuery accounts = new CostQuery(
                MONTH, MONTH.plusMonths(1), Granularity.DAILY, CostMetric.BILLED, Dimension.ACCOUNT, List.of());
        CostResult answer = db.beans.get(CostService.class).explore(accounts);
        Pace pace = db.spend.pace(answer, TODAY.minusDays(1), TODAY).orElseThrow();
        double friday = pace.of("USD", ACCOUNT, MONTH.plusDays(26)).doubleValue();
        double sunday = pace.of("USD", ACCOUNT, MONTH.plusDays(28)).doubleValue();
        double last = pace.of("USD", ACCOUNT, MONTH.plusDays(29)).doubleValue();
        assertThat(sunday / friday).as("50 of 110").isCloseTo(50 / 110.0, within(0.1));
        assertThat(last / friday).as("with the tax, 410 of 110").isCloseTo(410 / 110.0, within(0.2));
    }

    @Test
    void daysWhoseCostsStillArriveAreForecast() {
        db.jdbc.sql("""
            insert into sync_run (job, state, started_at, ended_at, started_by)
            values ('costs', 'done', '2026-11-25T07:00Z', '2026-11-25T07:05Z', 'test')
            """).update();
        DailySeries visions =
                history().of("USD", String.valueOf(vision.value())).orElseThrow();
        assertThat(visions.to()).isEqualTo(TODAY.minusDays(2));
        Projection month = db.spend.projections(TODAY, CostMetric.BILLED).getFirst();
        assertThat(month.whole().orElseThrow().next()).isEqualTo(TODAY.minusDays(2));
    }

    @Test
    void historyIsReadAnewWhenCostsChangeAndHoldsWhatThePersonMaySee() {
        CostHistory before = history();
        assertThat(history()).isSameAs(before);
        LocalDate day = TODAY.minusDays(1);
        db.load(new Slice(
                day, ACCOUNT, false, List.of(charge(day.toString(), ACCOUNT, "AmazonEC2", "Usage", "vision", "1000"))));
        assertThat(history()).isNotSameAs(before);
        db.visibility.set(
                new Visibility(false, List.of(new Visibility.Span(vision, MONTH.minusMonths(3), TODAY.plusDays(9)))));
        assertThat(history().of("USD")).containsOnlyKeys(String.valueOf(vision.value()));
        assertThat(history().sum("USD").orElseThrow().from()).isEqualTo(MONTH.minusMonths(3));
        db.visibility.set(new Visibility(false, List.of(new Visibility.Span(vision, MONTH, TODAY.plusDays(9)))));
        assertThat(history().of("USD")).as("under eight weeks").isEmpty();
    }
}
