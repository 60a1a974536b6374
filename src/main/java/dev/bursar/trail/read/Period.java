package dev.bursar.trail.read;

import module java.base;

/** A stretch of time, {@code to} excluded. */
public record Period(Instant from, Instant to) {
    public Period {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("A period ends after it begins");
        }
    }

    /** What of this no part covers, the newest first. */
    public List<Period> without(List<Period> parts) {
        var missing = new ArrayList<Period>();
        Instant end = to;
        for (Period part : parts.stream()
                .sorted(Comparator.comparing(Period::to).reversed())
                .toList()) {
            if (part.to.isBefore(end) && part.to.isAfter(from)) {
                missing.add(new Period(part.to, end));
            }
            if (part.from.isBefore(end)) {
                end = part.from;
            }
            if (!end.isAfter(from)) {
                return missing;
            }
        }
        missing.add(new Period(from, end));
        return missing;
    }

    /** The same stretches with those joined that touch or overlap, the oldest first. */
    public static List<Period> joined(List<Period> parts) {
        var joined = new ArrayList<Period>();
        for (Period part :
                parts.stream().sorted(Comparator.comparing(Period::from)).toList()) {
            Period last = joined.isEmpty() ? null : joined.getLast();
            if (last != null && !part.from.isAfter(last.to)) {
                joined.set(joined.size() - 1, new Period(last.from, part.to.isAfter(last.to) ? part.to : last.to));
            } else {
                joined.add(part);
            }
        }
        return joined;
    }

    /** What both have, each joined; the oldest first. */
    public static List<Period> both(List<Period> some, List<Period> others) {
        var both = new ArrayList<Period>();
        for (Period one : joined(some)) {
            for (Period other : joined(others)) {
                Instant from = one.from.isAfter(other.from) ? one.from : other.from;
                Instant to = one.to.isBefore(other.to) ? one.to : other.to;
                if (from.isBefore(to)) {
                    both.add(new Period(from, to));
                }
            }
        }
        return both;
    }
}
