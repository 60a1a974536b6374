package dev.bursar.causes;

import dev.bursar.causes.anomaly.AnomalyKind;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostFilter.Operator;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.charges.Dimension;
import dev.bursar.kernel.TeamId;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * Days on which something cost more than was expected. It grows while it lasts.
 *
 * @param days of it that are whole
 * @param lasts whether it still went on on the last whole day
 * @param expected of all its days, in EffectiveCost; so is {@code actual}
 * @param gone its costs have changed since, and it isn't one any more
 * @param rated null while nobody has said anything
 * @param reopened it goes on past what its rating says
 * @param version another one after each rating
 * @param names that its service has in charges: each source has its own, and AWS renames services
 * @param restated how costs of its days have changed since they were told; null where they haven't
 */
public record Anomaly(
        long id,
        Series series,
        AnomalyKind kind,
        DayRange days,
        boolean lasts,
        BigDecimal expected,
        BigDecimal actual,
        Instant decidedAt,
        boolean gone,
        @Nullable Rated rated,
        boolean reopened,
        int version,
        List<String> names,
        @Nullable Restated restated) {
    private static final int DAYS_OF_A_MONTH = 30;
    private static final int A_WEEK = 7;
    private static final int BEGINS_WITHIN_DAYS = 2;

    /**
     * Whose costs they are.
     *
     * @param account where nobody owns them, twelve digits; "" in a team's
     */
    public record Series(TeamId team, String account, String service, String currency) {}

    /**
     * What somebody said of it.
     *
     * @param until the last day of what is planned; null in other ratings
     * @param note "" for none
     */
    public record Rated(Rating rating, @Nullable LocalDate until, String note, String by, Instant at) {}

    /**
     * Costs of past days that changed after they were told, in charges or in whose they are; of several times the last.
     *
     * @param days from the first to the last that changed
     * @param amount by which they cost more; negative for less
     * @param at when the portal saw it
     */
    public record Restated(DayRange days, BigDecimal amount, Instant at) {}

    public Anomaly {
        names = List.copyOf(names);
    }

    /** Its service has one name, and its costs are as they were told. */
    public Anomaly(
            long id,
            Series series,
            AnomalyKind kind,
            DayRange days,
            boolean lasts,
            BigDecimal expected,
            BigDecimal actual,
            Instant decidedAt,
            boolean gone,
            @Nullable Rated rated,
            boolean reopened,
            int version) {
        this(
                id,
                series,
                kind,
                days,
                lasts,
                expected,
                actual,
                decidedAt,
                gone,
                rated,
                reopened,
                version,
                List.of(series.service()),
                null);
    }

    /** Whether it waits for somebody to say what it is. */
    public boolean isOpen() {
        return !gone && (rated == null || reopened);
    }

    /** Whether more of it is to be expected; a fee was charged once. */
    public boolean goesOn() {
        return lasts && kind != AnomalyKind.FEE;
    }

    public BigDecimal excess() {
        return actual.subtract(expected);
    }

    public long length() {
        return days.from().until(days.to(), java.time.temporal.ChronoUnit.DAYS);
    }

    public BigDecimal excessADay() {
        return excess().divide(BigDecimal.valueOf(length()), 2, RoundingMode.HALF_EVEN);
    }

    /** What it costs in 30 days if it stays. */
    public BigDecimal aMonth() {
        return excess().multiply(BigDecimal.valueOf(DAYS_OF_A_MONTH))
                .divide(BigDecimal.valueOf(length()), 2, RoundingMode.HALF_EVEN);
    }

    /** Whether what was done then may have begun it: costs follow within two days, and nothing that was done later began it. */
    public boolean mayBegin(Instant done) {
        LocalDate day = LocalDate.ofInstant(done, ZoneOffset.UTC);
        return !day.isAfter(days.from())
                && (kind == AnomalyKind.SLOW_CLIMB || !day.isBefore(days.from().minusDays(BEGINS_WITHIN_DAYS)));
    }

    /** The change since the same weekdays before it, of a fee since the same days of the month before. */
    public ChangeQuestion change() {
        long back = (length() + A_WEEK - 1) / A_WEEK * A_WEEK;
        LocalDate before = kind == AnomalyKind.FEE
                ? days.from().minusMonths(1)
                : days.from().minusDays(back);
        var filters = new ArrayList<CostFilter>();
        filters.add(is(Dimension.TEAM, String.valueOf(series.team().value())));
        if (!series.account().isEmpty()) {
            filters.add(is(Dimension.ACCOUNT, series.account()));
        }
        filters.add(new CostFilter(Dimension.SERVICE, Operator.IS, names));
        return new ChangeQuestion(days, new DayRange(before, before.plusDays(length())), CostMetric.EFFECTIVE, filters);
    }

    private static CostFilter is(Dimension dimension, String value) {
        return new CostFilter(dimension, Operator.IS, List.of(value));
    }
}
