package dev.bursar.causes.evidence;

import static dev.bursar.causes.evidence.ActSteps.day;

import dev.bursar.causes.ChangeClass;
import dev.bursar.causes.evidence.ActSteps.Found;
import dev.bursar.causes.evidence.UseByDay.Series;
import dev.bursar.causes.evidence.Verdict.Step;
import dev.bursar.causes.evidence.Verdict.Total;
import dev.bursar.charges.CostResult.DayRange;
import module java.base;

/**
 * Decides which events account for the change of a resource's use: those that made or ended the resource, or asked for the size that its
 * hours then have, between the start of the last day at the old level and the end of the first at the new one. Each gets what it made. Of
 * several that may have made the same, each may be it.
 */
public final class Evidence {
    /** So many days without a charge make a resource new. */
    public static final int QUIET_DAYS = 14;

    private static final int MOST = 3;
    private static final int WEEK = 7;
    private static final int OFTEN = 4;
    /** They run once and end by themselves. */
    private static final Pattern RUNS_ONCE = Pattern.compile(
            ".*[:/](training-job|processing-job|transform-job|hyper-parameter-tuning-job|automl-job)/.*");

    private static final Pattern MONTHLY = Pattern.compile("(?i).*mo(nths?)?");

    private final String resource;
    private final UseByDay use;
    private final List<Act> acts;
    private final DayRange before;
    private final DayRange now;
    private final LocalDate arrived;
    /** The days of now that have costs. */
    private final DayRange here;

    private final boolean areMonths;

    /**
     * @param resource its ARN or id
     * @param use of the days from 14 before the first of {@code before} on
     * @param acts that were found, in any order
     * @param arrived the day after the last one whose costs are there
     */
    public Evidence(String resource, UseByDay use, List<Act> acts, DayRange before, DayRange now, LocalDate arrived) {
        this.resource = resource;
        this.use = use;
        this.acts = acts.stream()
                .sorted(Comparator.comparing(Act::time).thenComparing(Act::event))
                .toList();
        this.before = before;
        this.now = now;
        this.arrived = arrived.isBefore(now.to()) ? arrived : now.to();
        LocalDate end = use.last()
                .map(day -> day.plusDays(1))
                .filter(this.arrived::isBefore)
                .orElse(this.arrived);
        this.here = new DayRange(
                now.from(), end.isAfter(now.from()) ? end : now.from().plusDays(1));
        this.areMonths = here.equals(now)
                && isMonths(before)
                && isMonths(now)
                && ChronoUnit.MONTHS.between(before.from(), before.to())
                        == ChronoUnit.MONTHS.between(now.from(), now.to());
    }

    private static boolean isMonths(DayRange days) {
        return days.from().getDayOfMonth() == 1 && days.to().getDayOfMonth() == 1;
    }

    public Verdict verdict() {
        Optional<LocalDate> begins = use.first();
        if (begins.isEmpty()) {
            return Verdict.UNKNOWN;
        }
        LocalDate first = begins.get();
        LocalDate last = use.last().orElseThrow();
        // of days before the first one charges may not be there: then only what made it says that it is new
        boolean appeared = first.isAfter(before.from())
                || first.equals(before.from())
                        && starts(first).stream()
                                .anyMatch(act -> act.made() || act.name().startsWith("Create"));
        boolean gone = last.plusDays(1).isBefore(arrived);
        boolean usedBefore = use.within(before.from(), before.to());
        boolean usedNow = use.within(now.from(), now.to());
        ChangeClass rest = ChangeClass.USAGE;
        var steps = new ArrayList<Step>();
        if (gone && !usedNow) {
            List<Act> ends = between(last, last.plusDays(1), Act::ends);
            return ends.isEmpty()
                    ? RUNS_ONCE.matcher(resource).matches() ? Verdict.USED : Verdict.UNKNOWN
                    : new Verdict(List.of(whole(ends, -1)), rest, Map.of());
        }
        LocalDate from = appeared ? first.plusDays(1) : before.from().minusDays(QUIET_DAYS);
        LocalDate to = gone ? last : arrived;
        List<Act> changes = changes(appeared ? first : before.from().minusDays(1), to);
        List<Found> found = Sized.of(use).stream()
                .flatMap(sized -> new ActSteps(use, sized, from, to).of(changes).stream())
                .sorted(Comparator.comparing(Found::first))
                .toList();
        if (appeared) {
            List<Act> starts = starts(first);
            if (starts.isEmpty()) {
                rest = ChangeClass.UNEXPLAINED;
            } else if (!usedBefore) {
                steps.add(whole(starts, 1));
            } else {
                steps.add(step(end(starts, 1, first, last, found)));
            }
        }
        found.forEach(one -> steps.add(step(one)));
        List<Act> ends = gone ? between(last, last.plusDays(1), Act::ends) : deletions(last);
        if (usedBefore && (gone || !ends.isEmpty())) {
            if (!ends.isEmpty()) {
                steps.add(step(end(ends, -1, first, last, found)));
            } else if (!RUNS_ONCE.matcher(resource).matches()) {
                rest = ChangeClass.UNEXPLAINED;
            }
        }
        return new Verdict(
                steps.stream()
                        .filter(step -> step.made() == null || agrees(step))
                        .toList(),
                rest,
                totals(steps),
                fixed());
    }

    /** Of what acts change on many days, such as nights on which it is stopped, more or less is usage. */
    private Set<Series> fixed() {
        long days = changes(before.from().minusDays(1), now.to()).stream()
                .map(ActSteps::day)
                .distinct()
                .count();
        return RUNS_ONCE.matcher(resource).matches() || days >= OFTEN
                ? Set.of()
                : use.series().stream().filter(Sized::isFixed).collect(Collectors.toSet());
    }

    /** What deleted it on the last day of the periods, or of those with costs: the day after it says nothing. */
    private List<Act> deletions(LocalDate last) {
        return last.plusDays(1).isBefore(arrived)
                        || !between(last, last, Act::starts).isEmpty()
                ? List.of()
                : between(last, last, act -> act.ends() && !act.changes());
    }

    private List<Act> starts(LocalDate first) {
        List<Act> starts = between(first.minusDays(1), first, Act::starts);
        // what made it tells more than what started it afterwards
        List<Act> made = starts.stream().filter(Act::made).toList();
        return made.isEmpty() ? starts.isEmpty() ? between(first.minusDays(1), first, Act::uses) : starts : made;
    }

    /** All of the use that other acts didn't make is of those that made the resource or ended it. */
    private static Step whole(List<Act> acts, int direction) {
        return new Step(of(acts), direction, events(acts), null);
    }

    private static ChangeClass of(List<Act> acts) {
        return acts.size() == 1 && (acts.getFirst().starts() || acts.getFirst().ends())
                ? ChangeClass.EXPLAINED
                : ChangeClass.CANDIDATE;
    }

    private static List<UUID> events(List<Act> acts) {
        return acts.stream().limit(MOST).map(Act::event).toList();
    }

    /** The step from nothing to the first level, or from the last level to nothing. */
    private Found end(List<Act> acts, int direction, LocalDate first, LocalDate last, List<Found> steps) {
        Map<Series, BigDecimal> level = new HashMap<>();
        for (Series one : use.series()) {
            LocalDate from = first.plusDays(1);
            LocalDate to = direction > 0 && !last.plusDays(1).isBefore(arrived) ? arrived : last;
            if (!steps.isEmpty()) {
                from = direction < 0 ? steps.getLast().last().plusDays(1) : from;
                to = direction > 0 ? steps.getFirst().first() : to;
            }
            LocalDate begin = direction < 0 && from.isBefore(to.minusDays(WEEK)) ? to.minusDays(WEEK) : from;
            LocalDate end = direction > 0 && to.isAfter(from.plusDays(WEEK)) ? from.plusDays(WEEK) : to;
            level.put(one, use.level(one, begin, end).orElseGet(() -> use.on(one, direction > 0 ? first : last)));
        }
        LocalDate day = direction > 0 ? first : last;
        return direction > 0
                ? new Found(of(acts), direction, acts, day, day, Map.of(), level)
                : new Found(of(acts), direction, acts, day, day, level, Map.of());
    }

    private Step step(Found found) {
        Map<Series, BigDecimal> made = new HashMap<>();
        for (Series one : use.series()) {
            BigDecimal then = found.then().getOrDefault(one, BigDecimal.ZERO);
            BigDecimal by = found.since().getOrDefault(one, BigDecimal.ZERO).subtract(then);
            if (by.signum() != 0) {
                made.put(one, apart(one, range -> more(found, one, then, by, range)));
            }
        }
        return new Step(found.of(), found.direction(), events(found.acts()), made);
    }

    /** How much more a step makes of a period's use: all of it on the days after it, and on its own what they have. */
    private BigDecimal more(Found found, Series of, BigDecimal then, BigDecimal by, DayRange range) {
        LocalDate after = found.last().plusDays(1);
        LocalDate from = after.isBefore(range.from()) ? range.from() : after;
        BigDecimal more =
                from.isBefore(range.to()) ? by.multiply(days(new DayRange(from, range.to()))) : BigDecimal.ZERO;
        for (LocalDate day = found.first(); day.isBefore(after); day = day.plusDays(1)) {
            if (!day.isBefore(range.from()) && day.isBefore(range.to())) {
                BigDecimal its = use.on(of, day).subtract(then);
                more = more.add(
                        by.signum() > 0
                                ? its.max(BigDecimal.ZERO).min(by)
                                : its.min(BigDecimal.ZERO).max(by));
            }
        }
        return more;
    }

    /** By how much the periods differ, as if they had the same length: what is paid by the month costs as much in a short one. */
    private BigDecimal apart(Series of, Function<DayRange, BigDecimal> within) {
        BigDecimal then = within.apply(before);
        BigDecimal since = within.apply(here);
        if (areMonths && MONTHLY.matcher(of.unit()).matches()) {
            return since.subtract(then);
        }
        boolean usedNow = use.sum(of, here.from(), here.to()).signum() != 0;
        boolean usedBefore = use.sum(of, before.from(), before.to()).signum() != 0;
        return usedNow
                ? since.subtract(then.multiply(days(here)).divide(days(before), MathContext.DECIMAL64))
                : usedBefore
                        ? since.multiply(days(before))
                                .divide(days(here), MathContext.DECIMAL64)
                                .subtract(then)
                        : BigDecimal.ZERO;
    }

    private Map<Series, Total> totals(List<Step> steps) {
        Map<Series, Total> totals = new HashMap<>();
        for (Step step : steps) {
            if (step.made() != null) {
                for (Series one : step.made().keySet()) {
                    totals.computeIfAbsent(
                            one,
                            any -> new Total(
                                    apart(one, range -> use.sum(one, range.from(), range.to())), use.price(one)));
                }
            }
        }
        return totals;
    }

    /** Whether what it makes of these periods goes in its own direction: before may have had more of it than now. */
    private boolean agrees(Step step) {
        BigDecimal cost = Objects.requireNonNull(step.made()).entrySet().stream()
                .map(one -> one.getValue().multiply(use.price(one.getKey())))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return cost.signum() == step.direction();
    }

    /** Those that change something that goes on, after a day and before another. */
    private List<Act> changes(LocalDate after, LocalDate to) {
        return acts.stream()
                .filter(Act::changes)
                .filter(act -> day(act).isAfter(after) && day(act).isBefore(to))
                .toList();
    }

    /** Those on the first day, the last one or between. */
    private List<Act> between(LocalDate from, LocalDate last, Predicate<Act> which) {
        return acts.stream()
                .filter(act -> !day(act).isBefore(from) && !day(act).isAfter(last))
                .filter(which)
                .toList();
    }

    private static BigDecimal days(DayRange range) {
        return BigDecimal.valueOf(ChronoUnit.DAYS.between(range.from(), range.to()));
    }
}
