package dev.bursar.causes.anomaly;

import module java.base;

/** Walks through a service's usage day by day; each day is judged by the days before it. */
final class UsageWalk {
    /** A level that stood so long is the new one. */
    private static final int STANDS = 28;
    /** What isn't new any more, or gone for good. */
    private static final int NEW = Baseline.TWO_WEEKS;
    /** An anomaly is over when so many days in a row are as usual: a weekend doesn't end it. */
    private static final int QUIET_DAYS = 3;
    /** A day at less than this share of what was expected is a gap. */
    private static final double GAP = 0.3;

    private final DailyCosts costs;
    private final AnomalyBounds bounds;
    private final int days;
    private final double[] usage;
    private final double[] levels;
    private final Baseline baseline;
    private final Deviations deviations;
    private final SlowClimb climb;
    private final Further further;
    private final List<Running> found = new ArrayList<>();
    /** What goes on: each rises from the one before it, the first from the usual. */
    private final List<Running> open = new ArrayList<>();

    private boolean begun;
    private boolean fresh;
    private boolean anew;
    private int learned;
    /** The first day after the last that cost something, until it begins (again). */
    private int nothingSince;

    /** The first day after the last anomaly. */
    private int free;

    private int firstCost;
    private int lastCost;
    private int gapSince = -1;

    UsageWalk(DailyCosts costs, AnomalyBounds bounds) {
        this.costs = costs;
        this.bounds = bounds;
        this.days = costs.usage().size();
        this.usage = new double[days];
        this.levels = new double[days];
        this.baseline = new Baseline(days);
        this.deviations = new Deviations(costs.from(), days);
        this.climb = new SlowClimb(baseline, deviations, days);
        this.further = new Further(costs, bounds, usage, deviations);
        Arrays.setAll(usage, day -> Math.max(0, costs.usage().get(day).doubleValue()));
    }

    /** All that were found, in the order in which they were. */
    List<Running> walk() {
        for (int day = 0; day < days; day++) {
            if (usage[day] > 0) {
                begin(day);
            } else if (begun && day - lastCost > Baseline.EIGHT_WEEKS) {
                nothing(lastCost + 1);
            }
            if (begun) {
                judge(day);
            }
        }
        return found;
    }

    private void begin(int day) {
        if (!begun) {
            begun = true;
            fresh = day - nothingSince >= NEW;
            firstCost = day;
            beginAnew(day, day);
        }
        lastCost = day;
    }

    private void nothing(int since) {
        begun = false;
        nothingSince = since;
    }

    private void judge(int day) {
        while (!open.isEmpty() && stands(open.getFirst(), day)) {
            stood(open.getFirst(), day);
        }
        if (!open.isEmpty()) {
            goOn(open.getFirst(), day);
        } else if (fresh && day - firstCost < NEW) {
            first(day);
        } else if (baseline.known(day) < Baseline.TWO_WEEKS) {
            baseline.usual[day] = usage[day];
        } else {
            compare(day);
        }
    }

    private static boolean stands(Running one, int day) {
        return day - one.from >= (one.kind == AnomalyKind.NEW_SERVICE ? NEW : STANDS);
    }

    private void first(int day) {
        baseline.usual[day] = usage[day];
        if (bounds.reached(costs.usage().get(day), BigDecimal.ZERO)) {
            start(AnomalyKind.NEW_SERVICE, firstCost, 0, day);
        }
    }

    /** The anomaly's days are the new usual ones, without what rose from it. */
    private void stood(Running ended, int day) {
        end(ended, day);
        beginAnew(ended.kind == AnomalyKind.SLOW_CLIMB ? day - Baseline.TWO_WEEKS : ended.from, day);
        for (int at = baseline.begin(); at < day; at++) {
            int risen = at;
            ended.risen(at).ifPresent(one -> baseline.usual[risen] = one.usual(risen));
        }
    }

    private void beginAnew(int since, int day) {
        System.arraycopy(usage, since, baseline.usual, since, day - since);
        baseline.beginAt(since);
        deviations.forgetShares(0, day);
        climb.notWith(since);
        gapSince = -1;
        anew = true;
    }

    private void compare(int day) {
        if (anew || day - learned >= Baseline.WEEK) {
            baseline.learnWeekdays(day);
            learned = day;
        }
        double level = baseline.level(day);
        double mean = baseline.mean(day);
        if (anew) {
            lookBack(day, level, mean);
        }
        levels[day] = level;
        double expected = level * baseline.factor(day);
        baseline.usual[day] = usage[day];
        if (usage[day] < GAP * expected && baseline.costsOnMostDays(day)) {
            gap(day, expected);
            return;
        }
        if (usage[day] > 0) {
            gapSince = -1;
        }
        double scale = baseline.scale(day, level, mean);
        double deviation = scale > 0 ? (usage[day] - expected) / scale : usage[day] > 0 ? 1 : 0;
        deviations.put(day, expected, deviation, usage[day] - expected);
        if (standsOut(day)) {
            jump(day);
            return;
        }
        int climbed = climb.since(day, free);
        if (climbed >= 0
                && over(day, climb.before())
                && deviations.isNew(day, usage[day] - climb.before() * baseline.factor(day))) {
            start(AnomalyKind.SLOW_CLIMB, climbed, climb.before(), day);
        }
    }

    private boolean standsOut(int day) {
        return over(day, levels[day])
                && (deviations.dayStandsOut(day) || yesterdayToo(day) && deviations.pairStandsOut(day));
    }

    private boolean yesterdayToo(int day) {
        return day > free && deviations.of(day - 1) * 2 >= deviations.of(day) && over(day - 1, levels[day - 1]);
    }

    private boolean over(int day, double level) {
        return bounds.reached(costs.usage().get(day), Running.amount(level * baseline.factor(day)));
    }

    private void jump(int day) {
        int rises = climb.risesSince(day, free, usage, levels);
        if (rises >= 0 && over(day, levels[rises])) {
            start(AnomalyKind.SLOW_CLIMB, rises, levels[rises], day);
        } else {
            int from = yesterdayToo(day) ? day - 1 : day;
            start(AnomalyKind.JUMP, from, levels[from], day);
        }
    }

    /** The first days have none before them: how far each is off is told by all of them. */
    private void lookBack(int day, double level, double mean) {
        anew = false;
        for (int at = baseline.begin(); at < day; at++) {
            levels[at] = level;
            double scale = baseline.scale(at, level, mean);
            if (scale > 0) {
                double expected = level * baseline.factor(at);
                double off = baseline.usual[at] - expected;
                deviations.put(at, expected, off / scale * Math.sqrt(2), off);
            }
        }
    }

    /** Days with nearly no cost say nothing about the usual, unless they go on. */
    private void gap(int day, double expected) {
        baseline.usual[day] = expected;
        if (gapSince < 0) {
            gapSince = day;
        } else if (day - gapSince + 1 >= NEW) {
            int since = gapSince;
            beginAnew(since, day + 1);
            if (lastCost < since) {
                nothing(since);
            }
        }
    }

    private void start(AnomalyKind kind, int from, double level, int day) {
        var begins = Running.of(costs, kind, from, day, level, baseline);
        if (!begins.isExcess(from, day + 1)) {
            return;
        }
        open(begins);
        for (int at = from; at <= day; at++) {
            mark(begins, at);
        }
    }

    private void open(Running begins) {
        found.add(begins);
        open.add(begins);
    }

    private void goOn(Running first, int day) {
        if (first.last() < day - 1 && over(first, day) && !first.isExcess(first.last() + 1, day + 1)) {
            // the days in between saved more
            endFrom(0, day);
            judge(day);
            return;
        }
        mark(first, day);
        for (int at = 0; at < open.size(); at++) {
            Running one = open.get(at);
            boolean over = over(one, day);
            boolean saved = over && one.last() < day - 1 && !one.isExcess(one.last() + 1, day + 1);
            if (saved || day - one.last() >= QUIET_DAYS) {
                endFrom(at, day);
            } else if (over && at > 0) {
                one.over(day, usage[day] - one.usual(day));
            }
        }
        if (!open.isEmpty() && open.getLast().last() == day) {
            riseFurther(open.getLast(), day);
        }
    }

    /** What goes on may be left by a day, or by two together, as the usual may. */
    private void riseFurther(Running now, int day) {
        if (now.seen == day || !further.knows(now, day)) {
            return;
        }
        Step step = Step.before(now, usage, day - 1);
        boolean today = further.isOver(now, step, day);
        boolean yesterday = today && day - 1 > now.seen && further.isOver(now, step, day - 1);
        if (today && (further.dayStandsOut(now, step, day) || yesterday && further.pairStandsOut(now, step, day))) {
            var begins = Running.upon(now, step, yesterday ? day - 1 : day, day);
            for (int at = begins.from; at <= day; at++) {
                begins.over(at, usage[at] - begins.usual(at));
            }
            open(begins);
        }
    }

    private void endFrom(int first, int day) {
        while (open.size() > first) {
            end(open.getLast(), day);
        }
    }

    private void end(Running now, int day) {
        now.end(day);
        open.remove(now);
        fresh = false;
        free = now.last() + 1;
        climb.notWith(free);
    }

    private boolean over(Running now, int day) {
        return bounds.reached(costs.usage().get(day), now.expected(day));
    }

    private void mark(Running now, int day) {
        double excess = usage[day] - now.usual(day);
        if (over(now, day)) {
            now.over(day, excess);
            baseline.usual[day] = now.usual(day);
            deviations.leaveOut(day, day + 1);
        } else {
            if (now.last() == day - 1 && now.spell() > 0 && now.spell() <= Deviations.SHORT) {
                deviations.keepShort(day - now.spell(), now.highest(), now.spell() > 1);
            }
            baseline.usual[day] = usage[day];
            deviations.put(day, now.usual(day), excess / now.scale(day), excess);
        }
        levels[day] = now.level();
    }

    /** Tells days that stand out from an anomaly that goes on: much more than its own days were. */
    static final class Further {
        /** So many of its days tell what an anomaly costs. */
        private static final int LEAST_DAYS = 2;
        /** So many times the spread is no noise, of two days together less. */
        private static final double TIMES = 3.2;

        private static final double TIMES_OF_PAIR = 2.3;
        /** A day is so many times as far from the usual as any before, two days together a little less. */
        private static final double HIGHER = 1.5;

        /** What is told by one day is off by so many times the spread. */
        private static final double UNSURE = 3;

        private static final double HIGHER_OF_PAIR = 1.35;

        private final DailyCosts costs;
        private final AnomalyBounds bounds;
        private final double[] usage;
        private final Deviations deviations;

        Further(DailyCosts costs, AnomalyBounds bounds, double[] usage, Deviations deviations) {
            this.costs = costs;
            this.bounds = bounds;
            this.usage = usage;
            this.deviations = deviations;
        }

        /** Whether it is known what an anomaly's days cost; what is new grows in its first week. */
        boolean knows(Running now, int day) {
            int days = now.kind == AnomalyKind.NEW_SERVICE ? Baseline.WEEK : LEAST_DAYS;
            return day - 1 - now.from >= days && now.daysOver() > LEAST_DAYS;
        }

        boolean isOver(Running now, Step step, int day) {
            return bounds.reached(costs.usage().get(day), Running.amount(step.of(now.usual(day))));
        }

        boolean dayStandsOut(Running now, Step step, int day) {
            return isFurther(now, step, day, HIGHER) && off(now, step, day) > TIMES * spread(now, step);
        }

        boolean pairStandsOut(Running now, Step step, int day) {
            return isFurther(now, step, day, HIGHER_OF_PAIR)
                    && isFurther(now, step, day - 1, HIGHER_OF_PAIR)
                    && off(now, step, day) + off(now, step, day - 1) > 2 * TIMES_OF_PAIR * spread(now, step);
        }

        private boolean isFurther(Running now, Step step, int day, double times) {
            double excess = usage[day] - now.usual(day);
            return excess > times * step.highest()
                    && deviations.isNew(day, usage[day] - bottom(now).usual(day));
        }

        private static Running bottom(Running now) {
            return now.upon == null ? now : bottom(now.upon);
        }

        private double off(Running now, Step step, int day) {
            return usage[day] - step.of(now.usual(day));
        }

        /** Of its own days, and of the weeks before it. */
        private double spread(Running now, Step step) {
            double unsure = 1 + UNSURE / Math.max(1, step.days());
            return unsure * Math.max(step.spread(), deviations.spread(bottom(now).from) * step.of(now.level()));
        }
    }
}
