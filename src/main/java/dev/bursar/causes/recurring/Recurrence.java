package dev.bursar.causes.recurring;

import dev.bursar.causes.ChangedPart;
import dev.bursar.causes.Family.Kind;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * Tells of a family what its cost changed by because runs were added, ended or changed in size, and what only recurred. An act that started
 * one run is a cause only of the former; runs of the same size that were more or fewer are usage. Amounts of each part add up as before.
 */
public final class Recurrence {
    private static final int SCALE = 10;
    private static final BigDecimal TENTH = new BigDecimal("0.1");

    private final List<Run> runs;
    private final boolean unread;

    /**
     * How a run was started.
     *
     * @param person who did it; sessions of one role differ by their names' ends alone
     * @param size that was asked for: anything that equals that of a run of the same size
     */
    public record Started(String person, Object size) {}

    private Recurrence(List<ChangedPart> parts, Function<String, @Nullable Started> started, boolean unread) {
        this.unread = unread;
        Map<String, List<ChangedPart>> byName = new LinkedHashMap<>();
        parts.forEach(part -> byName.computeIfAbsent(part.key().resource(), any -> new ArrayList<>())
                .add(part));
        runs = byName.entrySet().stream()
                .map(one -> Run.of(one.getKey(), one.getValue(), started.apply(one.getKey())))
                .sorted(Comparator.comparing(Run::name))
                .toList();
    }

    /**
     * @param started how runs were started, by resource; null where no event says it
     * @param unread whether not all events of their account were read
     */
    public static List<ChangedPart> of(
            List<ChangedPart> family, Function<String, @Nullable Started> started, boolean unread) {
        return new Recurrence(family, started, unread).told();
    }

    private record Run(
            String name,
            ChangedPart largest,
            BigDecimal before,
            boolean isNow,
            List<ChangedPart> parts,
            @Nullable Started started) {
        static Run of(String name, List<ChangedPart> parts, @Nullable Started started) {
            return new Run(
                    name,
                    parts.stream()
                            .max(Comparator.comparing((ChangedPart part) ->
                                            part.before().abs().max(part.now().abs()))
                                    .thenComparing(part -> part.key().usageType()))
                            .orElseThrow(),
                    parts.stream().map(ChangedPart::before).reduce(BigDecimal.ZERO, BigDecimal::add),
                    parts.stream().anyMatch(part -> part.now().signum() != 0),
                    parts,
                    started);
        }

        boolean wasBefore() {
            return before.signum() != 0;
        }

        /** The usage that most of its cost is. */
        String usage() {
            return largest.key().usageType();
        }
    }

    /** What runs asked for before that were paid as the same usage; of some it isn't known. */
    private static final class Sizes {
        private final Map<Object, Integer> known = new HashMap<>();
        private int unknown;

        void add(@Nullable Started started) {
            if (started == null) {
                unknown++;
            } else {
                known.merge(started.size(), 1, Integer::sum);
            }
        }

        /** Whether a run other than this one may have been of its size. */
        boolean has(Run run) {
            Started started = run.started();
            int own = run.wasBefore() ? 1 : 0;
            return started == null
                    ? unknown + known.size() > own
                    : unknown > 0 || known.getOrDefault(started.size(), 0) > own;
        }
    }

    /** Those of now of whose size none was before. */
    private static Set<String> resized(List<Run> before, List<Run> now) {
        Map<String, Sizes> sizes = new HashMap<>();
        before.forEach(
                run -> sizes.computeIfAbsent(run.usage(), any -> new Sizes()).add(run.started()));
        return now.stream()
                .filter(run -> !run.wasBefore() || before.size() > 1)
                .filter(run -> !sizes.getOrDefault(run.usage(), new Sizes()).has(run))
                .map(Run::name)
                .collect(Collectors.toSet());
    }

    private List<ChangedPart> told() {
        List<Run> before = runs.stream().filter(Run::wasBefore).toList();
        List<Run> now = runs.stream().filter(Run::isNow).toList();
        if (before.isEmpty() || now.isEmpty()) {
            return runs.stream().flatMap(run -> run.parts().stream()).toList();
        }
        Set<String> resized = resized(before, now);
        int added = Math.max(0, now.size() - before.size());
        int ended = Math.max(0, before.size() - now.size());
        int replaced = Math.max(0, resized.size() - added);
        Set<String> keep = new HashSet<>();
        if (resized.isEmpty() && isStartedOneByOne()) {
            byOthers(before, now).stream().limit(added).map(Run::name).forEach(keep::add);
            before.stream()
                    .filter(run -> !run.isNow()
                            && run.parts().stream()
                                    .anyMatch(part -> !part.events().isEmpty()))
                    .limit(ended)
                    .map(Run::name)
                    .forEach(keep::add);
        }
        BigDecimal usual = before.stream()
                .map(Run::before)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(BigDecimal.valueOf(before.size()), SCALE, RoundingMode.HALF_EVEN);
        boolean alike = before.stream().allMatch(run -> near(run.before(), usual));
        var told = new ArrayList<ChangedPart>();
        for (Run run : runs) {
            if (resized.contains(run.name())) {
                told.addAll(replaced-- > 0 && !run.wasBefore() ? resized(run, usual, alike) : run.parts());
            } else if (keep.contains(run.name())) {
                told.addAll(run.parts());
            } else {
                run.parts().forEach(part -> told.add(part.recurring(null, unread)));
            }
        }
        return told;
    }

    /** A group starts and ends instances as they are needed; how many there are says nothing of its size. */
    private boolean isStartedOneByOne() {
        var family = runs.getFirst().parts().getFirst().family();
        return family != null && (family.kind() == Kind.RUN || family.kind() == Kind.SNAPSHOT);
    }

    /** Runs that somebody started who had started none before; none where not of all that were before is known who started them. */
    private static List<Run> byOthers(List<Run> before, List<Run> now) {
        Set<String> usual = new HashSet<>();
        for (Run run : before) {
            Started started = run.started();
            if (started == null) {
                return List.of();
            }
            usual.add(Stem.of(started.person()));
        }
        return now.stream()
                .filter(run -> !run.wasBefore() && isByOther(run.started(), usual))
                .toList();
    }

    private static boolean isByOther(@Nullable Started started, Set<String> usual) {
        return started != null && !usual.contains(Stem.of(started.person()));
    }

    /** What a run of the usual size costs recurred; what it costs more or less is put down to what asked for another size. */
    private List<ChangedPart> resized(Run run, BigDecimal usual, boolean alike) {
        return run.parts().stream()
                .map(part -> part != run.largest()
                        ? part
                        : alike
                                ? part.recurring(usual, unread)
                                : part.recurring(usual, unread).unproved())
                .toList();
    }

    private static boolean near(BigDecimal one, BigDecimal other) {
        return one.subtract(other).abs().compareTo(one.abs().max(other.abs()).multiply(TENTH)) <= 0;
    }
}
