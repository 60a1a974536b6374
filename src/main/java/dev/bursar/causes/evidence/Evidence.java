package dev.bursar.causes.evidence;

import dev.bursar.causes.ChangeClass;
import dev.bursar.charges.CostResult.DayRange;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Decides whether events account for the change of a resource's use. An event does if it made or ended the resource, or asked for the size
 * that its hours then have, between the start of the last day at the old level and the end of the first at the new one. Of several that do,
 * each may be it.
 */
public final class Evidence {
    /** So many days without a charge make a resource new. */
    public static final int QUIET_DAYS = 14;

    private static final int MOST = 3;
    private static final BigDecimal TENTH = new BigDecimal("0.1");
    private static final BigDecimal DAY = new BigDecimal(24);
    /** They run once and end by themselves. */
    private static final Pattern RUNS_ONCE = Pattern.compile(
            ".*[:/](training-job|processing-job|transform-job|hyper-parameter-tuning-job|automl-job)/.*");

    private final String resource;
    private final UseByDay use;
    private final List<Act> acts;
    private final DayRange before;
    private final DayRange now;
    private final LocalDate arrived;

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
    }

    /**
     * What the change is put down to.
     *
     * @param direction of amounts that it accounts for: 1 for more, -1 for less, 0 for both
     * @param hoursOnly whether it holds for what is paid by the hour alone; the rest was only used more or less
     * @param events the likeliest first, at most three; empty for other classes than explained and candidate
     */
    public record Verdict(ChangeClass why, int direction, boolean hoursOnly, List<UUID> events) {
        public static final Verdict USED = new Verdict(ChangeClass.USAGE, 0, false, List.of());
        public static final Verdict UNKNOWN = new Verdict(ChangeClass.UNEXPLAINED, 0, false, List.of());

        public Verdict {
            events = List.copyOf(events);
        }
    }

    public Verdict verdict() {
        Optional<LocalDate> first = use.first();
        if (first.isEmpty()) {
            return Verdict.UNKNOWN;
        }
        LocalDate last = use.last().orElseThrow();
        boolean appeared = first.get().isAfter(before.from());
        boolean gone = last.plusDays(1).isBefore(arrived);
        boolean usedBefore = use.within(before.from(), before.to());
        boolean usedNow = use.within(now.from(), now.to());
        if (appeared && (!gone || !usedBefore)) {
            return decided(starts(first.get()), 1, !usedBefore || steady() && comparable());
        }
        if (gone && (!appeared || !usedNow)) {
            List<Act> ends = between(last, last.plusDays(1), Act::ends);
            if (ends.isEmpty() && RUNS_ONCE.matcher(resource).matches()) {
                return Verdict.USED;
            }
            return decided(ends, -1, !usedNow || steady() && comparable());
        }
        return appeared ? Verdict.UNKNOWN : changed();
    }

    private List<Act> starts(LocalDate first) {
        List<Act> starts = between(first.minusDays(1), first, Act::starts);
        // what made it tells more than what started it afterwards
        List<Act> made = starts.stream().filter(Act::made).toList();
        return made.isEmpty() ? starts.isEmpty() ? between(first.minusDays(1), first, Act::uses) : starts : made;
    }

    private static Verdict decided(List<Act> found, int direction, boolean proved) {
        if (found.isEmpty()) {
            return Verdict.UNKNOWN;
        }
        boolean does = found.stream().allMatch(act -> act.starts() || act.ends());
        return of(found, proved && does && found.size() == 1, direction, false);
    }

    private static Verdict of(List<Act> found, boolean explained, int direction, boolean hoursOnly) {
        return new Verdict(
                explained ? ChangeClass.EXPLAINED : ChangeClass.CANDIDATE,
                direction,
                hoursOnly,
                found.stream().limit(MOST).map(Act::event).toList());
    }

    /** Those on the first day, the last one or between. */
    private List<Act> between(LocalDate from, LocalDate last, Predicate<Act> which) {
        return acts.stream()
                .filter(act -> !day(act).isBefore(from) && !day(act).isAfter(last))
                .filter(which)
                .toList();
    }

    private static LocalDate day(Act act) {
        return LocalDate.ofInstant(act.time(), ZoneOffset.UTC);
    }

    /** Whether it uses as much a day now as it did before: then only the days on which it was there differ. */
    private boolean steady() {
        return near(use.level(now.from(), now.to()), use.level(before.from(), before.to()));
    }

    /** Of what goes on, days that are more or fewer are a part of the change that no event made. */
    private boolean comparable() {
        return near(days(before), days(now));
    }

    private static BigDecimal days(DayRange range) {
        return BigDecimal.valueOf(ChronoUnit.DAYS.between(range.from(), range.to()));
    }

    private Verdict changed() {
        var proved = new ArrayList<Act>();
        var possible = new ArrayList<Act>();
        for (Act act : acts) {
            LocalDate day = day(act);
            if (!act.changes() || day.isBefore(before.from()) || !day.isBefore(now.to())) {
                continue;
            }
            BigDecimal then = hours(day, false, any -> true);
            BigDecimal since = hours(day, true, any -> true);
            if (proves(act, day, then, since)) {
                proved.add(act);
            } else if (!near(then, since)) {
                possible.add(act);
            }
        }
        if (!proved.isEmpty()) {
            return of(proved.reversed(), proved.size() == 1 && comparable(), 0, true);
        }
        return possible.isEmpty() ? Verdict.USED : of(possible.reversed(), false, 0, true);
    }

    private boolean proves(Act act, LocalDate day, BigDecimal then, BigDecimal since) {
        Act.Asked asked = act.asked();
        if (asked.isNothing() || since.signum() == 0) {
            return false;
        }
        BigDecimal whole = DAY.multiply(BigDecimal.valueOf(asked.count()));
        if (!asked.instanceTypes().isEmpty()) {
            // databases' usage types shorten xlarge to xl
            Predicate<String> asIs = usageType -> asked.instanceTypes().stream()
                    .anyMatch(type -> usageType.contains(type)
                            || type.startsWith("db.") && usageType.endsWith(type.replace("xlarge", "xl")));
            boolean switched = near(hours(day, true, asIs), since)
                    && hours(day, false, asIs).compareTo(then.multiply(TENTH)) <= 0
                    && then.signum() > 0;
            if (switched) {
                return asked.count() == 0 ? near(since, then) : near(since, whole);
            }
        }
        return asked.count() > 0 && near(since, whole) && !near(then, whole);
    }

    private BigDecimal hours(LocalDate day, boolean after, Predicate<String> usageType) {
        return use.hours(day, after, before.from().minusDays(QUIET_DAYS), arrived, usageType);
    }

    private static boolean near(BigDecimal one, BigDecimal other) {
        BigDecimal larger = one.abs().max(other.abs());
        return one.subtract(other).abs().compareTo(larger.multiply(TENTH).setScale(10, RoundingMode.UP)) <= 0;
    }
}
