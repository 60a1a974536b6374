package dev.bursar.causes.evidence;

import dev.bursar.causes.ChangeClass;
import dev.bursar.causes.evidence.Act.Asked;
import dev.bursar.causes.evidence.UseByDay.Series;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * Finds where the level of what goes by a resource's size changes at acts on it, and which act made each step: one that asked for the size
 * which the days then have, from the size before. Of acts between which no whole day lies only what they made together is known.
 */
final class ActSteps {
    private static final int DAYS = 7;
    private static final int NEXT = 3;
    private static final int MOST = 3;
    private static final BigDecimal HALF = new BigDecimal("0.5");
    private static final BigDecimal TENTH = new BigDecimal("0.1");
    private static final BigDecimal FIFTIETH = new BigDecimal("0.02");
    private static final BigDecimal DAY = new BigDecimal(24);

    /**
     * A step of what goes by a size.
     *
     * @param first the first day that is between the levels
     * @param last the last one
     * @param then a day before it
     * @param since a day after it
     */
    record Found(
            ChangeClass of,
            int direction,
            List<Act> acts,
            LocalDate first,
            LocalDate last,
            Map<Series, BigDecimal> then,
            Map<Series, BigDecimal> since) {}

    /** @param size of a day that the last act asked for; null where that isn't known */
    private record Group(
            List<Act> acts,
            LocalDate first,
            LocalDate last,
            @Nullable BigDecimal size) {}

    private record Levels(Map<Series, BigDecimal> then, Map<Series, BigDecimal> since) {}

    private final UseByDay use;
    private final Sized sized;
    private final LocalDate from;
    private final LocalDate to;
    private final List<Series> series;

    /**
     * @param from the first day on which it is known to have been used all day, or not at all
     * @param to the day after the last such one
     */
    ActSteps(UseByDay use, Sized sized, LocalDate from, LocalDate to) {
        this.use = use;
        this.sized = sized;
        this.from = from;
        this.to = to;
        this.series = sized.series();
    }

    /** @param acts those that change something that goes on, in the order of time */
    List<Found> of(List<Act> acts) {
        List<Group> groups = groups(acts.stream().filter(sized::by).toList());
        while (true) {
            List<Levels> levels = new ArrayList<>();
            for (int i = 0; i < groups.size(); i++) {
                levels.add(levels(groups, i));
            }
            List<Group> steps = new ArrayList<>();
            for (int i = 0; i < groups.size(); i++) {
                if (sized.inHours()
                        ? isStep(groups, i, levels.get(i))
                        : differ(levels.get(i))
                                && isThen(groups.get(i), i == 0 ? null : groups.get(i - 1), levels.get(i))) {
                    steps.add(groups.get(i));
                }
            }
            if (steps.size() == groups.size()) {
                var found = new ArrayList<Found>();
                for (int i = 0; i < groups.size(); i++) {
                    found.addAll(found(groups.get(i), levels.get(i)));
                }
                return found;
            }
            // the days on both sides of what is no step have one level
            groups = steps;
        }
    }

    /** Those of a day together, and of days that follow each other where the level between isn't known by what was asked. */
    private List<Group> groups(List<Act> acts) {
        Map<LocalDate, List<Act>> days = new LinkedHashMap<>();
        acts.forEach(
                act -> days.computeIfAbsent(day(act), any -> new ArrayList<>()).add(act));
        var groups = new ArrayList<Group>();
        days.forEach((day, its) -> {
            Group before = groups.isEmpty() ? null : groups.getLast();
            if (before != null
                    && before.last().plusDays(1).equals(day)
                    && between(before, its).isEmpty()
                    && !follows(before.size(), day, its)) {
                var together = new ArrayList<>(before.acts());
                together.addAll(its);
                groups.set(groups.size() - 1, new Group(together, before.first(), day, size(its)));
            } else {
                groups.add(new Group(its, day, day, size(its)));
            }
        });
        return groups;
    }

    private @Nullable BigDecimal size(List<Act> acts) {
        BigDecimal size = null;
        for (Act act : acts) {
            size = sized.aDay(act).orElse(act.mayResize() ? null : size);
        }
        return size;
    }

    /** The day that is all but whole between acts of two days that follow each other; empty where there is none. */
    private static Optional<LocalDate> between(Group group, List<Act> next) {
        LocalDate day = day(next.getFirst());
        if (left(next.getFirst(), day).compareTo(TENTH) <= 0) {
            return Optional.of(day);
        }
        return left(group.acts().getLast(), group.last()).compareTo(BigDecimal.ONE.subtract(TENTH)) >= 0
                ? Optional.of(group.last())
                : Optional.empty();
    }

    /** The level of days between two groups; where there are none what the day says, or what was asked for. */
    private Optional<BigDecimal> level(Series of, LocalDate from, LocalDate to, Group group, Group next) {
        return use.level(of, from, to)
                .or(() -> between(group, next.acts()).map(day -> {
                    BigDecimal on = use.on(of, day);
                    BigDecimal size = group.size();
                    // of a day that begins with a few hours of the level before, as little as those may make
                    BigDecimal few = use.on(of, day.minusDays(1)).max(on).multiply(TENTH);
                    return size != null
                                    && series.size() == 1
                                    && on.subtract(size).abs().compareTo(few) <= 0
                            ? size
                            : on;
                }))
                .or(() -> Optional.ofNullable(group.size()));
    }

    /** Whether the hours of a day are those of the size that it begins with and of what was then asked for. */
    private boolean follows(@Nullable BigDecimal size, LocalDate day, List<Act> acts) {
        if (size == null
                || series.size() != 1
                || acts.stream().anyMatch(act -> sized.aDay(act).isEmpty())) {
            return false;
        }
        BigDecimal expected = BigDecimal.ZERO;
        BigDecimal level = size;
        BigDecimal left = BigDecimal.ONE;
        for (Act act : acts) {
            BigDecimal then = left(act, day);
            expected = expected.add(level.multiply(left.subtract(then)));
            level = sized.aDay(act).orElseThrow();
            left = then;
        }
        return near(expected.add(level.multiply(left)), use.on(series.getFirst(), day));
    }

    /** How much of the day is left at an act. */
    private static BigDecimal left(Act act, LocalDate day) {
        Duration left = Duration.between(
                act.time(), day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
        return BigDecimal.valueOf(left.toSeconds())
                .divide(BigDecimal.valueOf(Duration.ofDays(1).toSeconds()), MathContext.DECIMAL32);
    }

    private Levels levels(List<Group> groups, int at) {
        Group group = groups.get(at);
        LocalDate begin = at == 0 ? from : groups.get(at - 1).last().plusDays(1);
        LocalDate end = at + 1 == groups.size() ? to : groups.get(at + 1).first();
        LocalDate week = group.first().minusDays(DAYS);
        LocalDate next = group.last().plusDays(1);
        Map<Series, BigDecimal> then = new HashMap<>();
        Map<Series, BigDecimal> since = new HashMap<>();
        for (Series one : series) {
            LocalDate first = begin.isBefore(week) ? week : begin;
            LocalDate last = end.isAfter(next.plusDays(DAYS)) ? next.plusDays(DAYS) : end;
            (at == 0
                            ? use.level(one, first, group.first())
                            : level(one, first, group.first(), groups.get(at - 1), group))
                    .ifPresent(level -> then.put(one, level));
            (at + 1 == groups.size()
                            ? use.level(one, next, last).or(() -> ofLastDay(one, group, then.get(one)))
                            : level(one, next, last, group, groups.get(at + 1)))
                    .ifPresent(level -> since.put(one, level));
        }
        return new Levels(then, since);
    }

    /** What a part of the last day that is known says of a whole one. */
    private Optional<BigDecimal> ofLastDay(Series of, Group group, @Nullable BigDecimal then) {
        BigDecimal left = left(group.acts().getFirst(), group.first());
        return then == null || !group.first().equals(group.last()) || left.compareTo(TENTH) < 0
                ? Optional.empty()
                : Optional.of(then.add(use.on(of, group.first()).subtract(then).divide(left, MathContext.DECIMAL64)));
    }

    /** Whether the level differs, and did so at once. */
    private boolean isStep(List<Group> groups, int at, Levels levels) {
        Group group = groups.get(at);
        LocalDate before = group.first().minusDays(1);
        LocalDate after = group.last().plusDays(1);
        boolean free = !before.isBefore(from)
                && (at == 0 || before.isAfter(groups.get(at - 1).last()));
        boolean known = after.isBefore(to)
                && (at + 1 == groups.size() || after.isBefore(groups.get(at + 1).first()));
        // a small one that was asked for is one too
        boolean exact = group.size() != null && same(sum(levels.since(), any -> true), group.size());
        return series.stream().anyMatch(one -> {
            BigDecimal then = levels.then().get(one);
            BigDecimal since = levels.since().get(one);
            return then != null
                    && since != null
                    && (!near(then, since) || exact && !same(then, since))
                    && (!free || nearer(use.on(one, before), then, since))
                    && (!known || nearer(use.on(one, after), since, then));
        });
    }

    private static boolean nearer(BigDecimal amount, BigDecimal one, BigDecimal other) {
        return amount.subtract(one).abs().compareTo(amount.subtract(other).abs()) <= 0;
    }

    private boolean differ(Levels levels) {
        if (sized.endsOrBegins()
                && sum(levels.then(), any -> true).signum() != 0
                && sum(levels.since(), any -> true).signum() != 0) {
            return false;
        }
        return series.stream().anyMatch(one -> {
            BigDecimal then = levels.then().get(one);
            BigDecimal since = levels.since().get(one);
            return then != null && since != null && !near(then, since);
        });
    }

    /**
     * Whether it is then that the level changes, and not days before or after, nor a little each day: against the same days of the week before,
     * the days after differ by at least half of the step, and the days before by less.
     */
    private boolean isThen(Group group, @Nullable Group before, Levels levels) {
        BigDecimal step = sum(levels.since(), any -> true).subtract(sum(levels.then(), any -> true));
        BigDecimal half = step.abs().multiply(HALF).multiply(BigDecimal.valueOf(NEXT));
        LocalDate next = group.last().plusDays(1);
        boolean after = next.plusDays(NEXT).isAfter(to)
                || next.minusDays(DAYS).isBefore(from)
                || apart(next, step.signum()).compareTo(half) >= 0;
        LocalDate last = group.first().minusDays(NEXT);
        boolean known = !last.minusDays(DAYS).isBefore(from)
                && (before == null || before.last().isBefore(last.minusDays(DAYS)));
        return after
                && (!known || step.signum() == 0 || apart(last, step.signum()).compareTo(half) < 0);
    }

    private BigDecimal apart(LocalDate day, int direction) {
        BigDecimal more = BigDecimal.ZERO;
        for (Series one : series) {
            more = more.add(use.sum(one, day, day.plusDays(NEXT)))
                    .subtract(use.sum(one, day.minusDays(DAYS), day.minusDays(DAYS - NEXT)));
        }
        return direction < 0 ? more.negate() : more;
    }

    private List<Found> found(Group group, Levels levels) {
        BigDecimal then = sum(levels.then(), any -> true);
        BigDecimal since = sum(levels.since(), any -> true);
        int direction = direction(levels);
        var may = new ArrayList<Act>();
        var own = new ArrayList<BigDecimal>();
        var proves = new ArrayList<Act>();
        boolean all = true;
        BigDecimal before = then; // null after an act of which nobody knows what it asked for
        BigDecimal last = then;
        for (Act act : group.acts()) {
            int its = sized.direction(act);
            boolean proved = before != null && same(before, then);
            BigDecimal size = null;
            Optional<BigDecimal> asked =
                    comparable(act.asked(), levels) ? sized.aDay(act, before, since) : Optional.empty();
            if (asked.isPresent()) {
                last = asked.get();
                if (before != null && same(last, before)) {
                    continue; // it asked for what was there
                }
                proves.clear(); // what was asked for before it is not what the days then have
                size = before == null ? null : last.subtract(before);
                its = size == null ? its : size.signum();
                proved &= near(last, since);
                before = last;
            } else {
                proved &= switched(act.asked(), levels, then, since);
                before = act.mayResize() ? null : before;
            }
            if (its != 0 && its == -direction) {
                all = false;
                continue;
            }
            all &= size != null;
            may.add(act);
            own.add(size == null ? BigDecimal.ZERO : size);
            if (proved) {
                proves.add(act);
            }
        }
        boolean oneDay = group.first().equals(group.last());
        if (all && !may.isEmpty() && near(last, since) && (oneDay || may.size() == 1)) {
            return each(group, levels, direction, may, own);
        }
        if (proves.size() == 1) {
            return List.of(found(ChangeClass.EXPLAINED, direction, proves, group, levels));
        }
        BigDecimal asked = own.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        if (all
                && asked.abs()
                                .multiply(BigDecimal.TWO)
                                .compareTo(since.subtract(then).abs())
                        < 0) {
            may.clear(); // together they asked for far less
        }
        List<Act> likeliest = new ArrayList<>(proves.reversed());
        may.reversed().stream().filter(act -> !proves.contains(act)).forEach(likeliest::add);
        return List.of(found(
                likeliest.isEmpty() ? ChangeClass.UNEXPLAINED : ChangeClass.CANDIDATE,
                direction,
                likeliest.stream().limit(MOST).toList(),
                group,
                levels));
    }

    /** One after the other in one direction, up to the size that the hours then have: each made what it asked for more or less. */
    private static List<Found> each(Group group, Levels levels, int direction, List<Act> acts, List<BigDecimal> own) {
        BigDecimal whole = own.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        var found = new ArrayList<Found>();
        Map<Series, BigDecimal> then = levels.then();
        for (int i = 0; i < acts.size(); i++) {
            Map<Series, BigDecimal> since = new HashMap<>();
            for (Map.Entry<Series, BigDecimal> one : then.entrySet()) {
                BigDecimal step = levels.since()
                        .getOrDefault(one.getKey(), BigDecimal.ZERO)
                        .subtract(levels.then().getOrDefault(one.getKey(), BigDecimal.ZERO));
                since.put(
                        one.getKey(),
                        one.getValue().add(step.multiply(own.get(i)).divide(whole, MathContext.DECIMAL64)));
            }
            found.add(new Found(
                    ChangeClass.EXPLAINED, direction, List.of(acts.get(i)), group.first(), group.last(), then, since));
            then = since;
        }
        return found;
    }

    private static Found found(ChangeClass of, int direction, List<Act> acts, Group group, Levels levels) {
        return new Found(of, direction, acts, group.first(), group.last(), levels.then(), levels.since());
    }

    /** Of what the resource costs; of its hours where prices aren't known. */
    private int direction(Levels levels) {
        BigDecimal hours = BigDecimal.ZERO;
        BigDecimal cost = BigDecimal.ZERO;
        for (Series one : series) {
            BigDecimal step = levels.since()
                    .getOrDefault(one, BigDecimal.ZERO)
                    .subtract(levels.then().getOrDefault(one, BigDecimal.ZERO));
            hours = hours.add(step);
            cost = cost.add(step.multiply(use.price(one)));
        }
        return cost.signum() == 0 ? hours.signum() : cost.signum();
    }

    /** Whether it asked for more or fewer of what was there before and is there since. */
    private boolean comparable(Asked asked, Levels levels) {
        Predicate<Series> other = one -> !is(asked, one);
        return !sized.inHours()
                || asked.instanceTypes().isEmpty()
                || sum(levels.then(), other).signum() == 0
                        && sum(levels.since(), other).signum() == 0;
    }

    /** Whether the hours are of another instance type since then, the one that was asked for. */
    private static boolean switched(Asked asked, Levels levels, BigDecimal then, BigDecimal since) {
        Predicate<Series> its = one -> is(asked, one);
        return !asked.instanceTypes().isEmpty()
                && then.signum() > 0
                && since.signum() > 0
                && near(sum(levels.since(), its), since)
                && sum(levels.then(), its).compareTo(then.multiply(TENTH)) <= 0
                && near(since, asked.count() == 0 ? then : DAY.multiply(BigDecimal.valueOf(asked.count())));
    }

    /** Databases' usage types shorten xlarge to xl. */
    private static boolean is(Asked asked, Series series) {
        return asked.instanceTypes().stream()
                .anyMatch(type -> series.usageType().contains(type)
                        || type.startsWith("db.") && series.usageType().endsWith(type.replace("xlarge", "xl")));
    }

    private static BigDecimal sum(Map<Series, BigDecimal> levels, Predicate<Series> which) {
        return levels.entrySet().stream()
                .filter(one -> which.test(one.getKey()))
                .map(Map.Entry::getValue)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    static LocalDate day(Act act) {
        return LocalDate.ofInstant(act.time(), ZoneOffset.UTC);
    }

    /** As near as what is measured comes to what was asked for. */
    static boolean near(BigDecimal one, BigDecimal other) {
        return within(TENTH, one, other);
    }

    private static boolean same(BigDecimal one, BigDecimal other) {
        return within(FIFTIETH, one, other);
    }

    private static boolean within(BigDecimal part, BigDecimal one, BigDecimal other) {
        BigDecimal larger = one.abs().max(other.abs());
        return one.subtract(other).abs().compareTo(larger.multiply(part).setScale(10, RoundingMode.UP)) <= 0;
    }
}
