package dev.bursar.causes.evidence;

import dev.bursar.causes.evidence.Act.Size;
import dev.bursar.causes.evidence.UseByDay.Series;
import module java.base;
import org.jspecify.annotations.Nullable;

/** What of a resource's use goes by one size, such as its hours or its gigabytes, and how much of it a day has of what acts ask for. */
final class Sized {
    private static final int WEEK = 7;
    private static final BigDecimal DAY = new BigDecimal(24);
    /** Units of what is paid by how long it is there, such as {@code GB-Mo} or {@code DPU-Hour}. */
    private static final Pattern LASTING = Pattern.compile("(?i).*(hrs?|hours?|mo(nths?)?|seconds?)");
    /** What a table is paid by that has no capacity of its own. */
    private static final Pattern ON_DEMAND = Pattern.compile("(?i).*(Read|Write)RequestUnits.*");

    /** What is paid by the hour and scales by itself, or by who uses it, without a call. */
    private static final Pattern BY_ITSELF = Pattern.compile(
            "(?i).*(serverless|on-?demand|auto-?stop|connection|session|stream|fargate|vcpu|gb-hours|[aor]cu|[dr]pu).*");

    private static final Pattern PROVISIONED = Pattern.compile("(?i).*Provisioned.*");

    private static final Pattern REQUESTS = Pattern.compile("(?i).*Requests?");

    private final UseByDay use;
    private final List<Series> series;
    private final boolean hours;
    /** Null where no parameter is known to say it. */
    private final @Nullable Measure measure;

    private Sized(UseByDay use, List<Series> series, boolean hours, @Nullable Measure measure) {
        this.use = use;
        this.series = series;
        this.hours = hours;
        this.measure = measure;
    }

    /** All that a resource has; what it is paid by that no size makes is left out. */
    static List<Sized> of(UseByDay use) {
        var all = new ArrayList<Sized>();
        var left = new ArrayList<>(use.series());
        for (Measure measure : Measure.values()) {
            List<Series> its = left.stream().filter(measure::has).toList();
            if (!its.isEmpty()) {
                all.add(new Sized(use, its, false, measure));
                left.removeAll(its);
            }
        }
        List<Series> inHours = left.stream().filter(Series::inHours).toList();
        if (!inHours.isEmpty()) {
            all.add(new Sized(use, inHours, true, null));
            left.removeAll(inHours);
        }
        Set<String> units = left.stream().map(Series::unit).collect(Collectors.toSet());
        units.stream()
                .sorted()
                .map(unit -> left.stream()
                        .filter(one -> one.unit().equals(unit)
                                && (LASTING.matcher(unit).matches()
                                        || ON_DEMAND.matcher(one.usageType()).matches()))
                        .toList())
                .filter(its -> !its.isEmpty())
                .forEach(its -> all.add(new Sized(use, its, false, null)));
        return all;
    }

    /** Whether nothing but a call makes more or less of it: instances' hours and what is provisioned. */
    static boolean isFixed(Series of) {
        return of.inHours()
                ? !BY_ITSELF.matcher(of.usageType()).matches()
                : PROVISIONED.matcher(of.usageType()).matches()
                                && LASTING.matcher(of.unit()).matches()
                        || Stream.of(Measure.values()).anyMatch(measure -> measure.has(of) && measure.isFixed());
    }

    List<Series> series() {
        return series;
    }

    boolean inHours() {
        return hours;
    }

    /** Whether a step is one only to or from nothing: how often something is asked is usage, how it is paid for isn't. */
    boolean endsOrBegins() {
        return series.stream()
                .allMatch(one -> ON_DEMAND.matcher(one.usageType()).matches());
    }

    /** Whether an act may have made more or less of it. */
    boolean by(Act act) {
        return hours || act.costs() && !act.asked().keepsSize() && !act.name().endsWith("ScalingPolicy");
    }

    /** How much a whole day has of what an act asks for; empty where that isn't said, or isn't one quantity. */
    Optional<BigDecimal> aDay(Act act) {
        if (hours) {
            return act.asked().count() > 0
                    ? Optional.of(DAY.multiply(BigDecimal.valueOf(act.asked().count())))
                    : Optional.empty();
        }
        List<BigDecimal> may = may(act);
        return may.size() == 1 ? Optional.of(may.getFirst()) : Optional.empty();
    }

    /**
     * The same where more is known.
     *
     * @param before a day before the act; null where that isn't known
     * @param since a day after it
     */
    Optional<BigDecimal> aDay(Act act, @Nullable BigDecimal before, BigDecimal since) {
        if (hours || measure == null) {
            return aDay(act);
        }
        Size size = act.asked().sizes().get(measure);
        if (measure.byUse()) {
            BigDecimal then = size == null ? null : size.before();
            return size == null || then == null || then.signum() <= 0 || before == null || !used(ActSteps.day(act))
                    ? Optional.empty()
                    : Optional.of(before.multiply(size.asked()).divide(then, MathContext.DECIMAL64));
        }
        return may(act).stream()
                .min(Comparator.comparing(one -> one.subtract(since).abs()))
                .filter(one -> !measure.inParts() || ActSteps.near(one, since));
    }

    private List<BigDecimal> may(Act act) {
        Size size = measure == null ? null : act.asked().sizes().get(measure);
        return size == null || measure == null ? List.of() : measure.aDay(size.asked(), ActSteps.day(act));
    }

    /** 1 where an act is known to have made more of it, -1 where less; else 0. */
    int direction(Act act) {
        Size size = measure == null ? null : act.asked().sizes().get(measure);
        BigDecimal before = size == null ? null : size.before();
        return size == null || before == null ? act.direction() : size.asked().compareTo(before);
    }

    /** Whether it was used as often before a day as after it, as far as that matters: a function's memory counts for each request. */
    private boolean used(LocalDate day) {
        if (measure != Measure.MEMORY) {
            return true;
        }
        BigDecimal then = requests(day.minusDays(WEEK), day);
        BigDecimal since = requests(day.plusDays(1), day.plusDays(WEEK + 1L));
        return then.signum() > 0 && since.signum() > 0 && ActSteps.near(then, since);
    }

    private BigDecimal requests(LocalDate from, LocalDate to) {
        return use.series().stream()
                .filter(one -> REQUESTS.matcher(one.unit()).matches())
                .map(one -> use.level(one, from, to).orElse(BigDecimal.ZERO))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
