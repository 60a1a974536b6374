package dev.bursar.simulator.organisation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Which resources a day's usage of a cell is of, and how much is whose: the same for bills and for metrics. */
final class Split {

    private static final String SAGEMAKER = "Amazon SageMaker";
    private static final int MINUTES = 60;
    private static final int MIDDLE = 840;
    private static final BigDecimal MOST_HOURS = BigDecimal.valueOf(1_000_000);

    /** Instance-hours of a notebook or app on a busy day. */
    private static final long BUSY_HOURS = 22;

    private static final long GROWTH_PERCENT = 155;

    private final Map<Cell, List<NamedUse>> named = new HashMap<>();
    private final Map<Cell, JobFamily> families = new HashMap<>();
    private final Map<Cell, Integer> counts = new HashMap<>();

    Split(List<Workload> workloads, LocalDate story) {
        var uses = NamedUse.all(story);
        var jobs = JobFamily.all(story);
        for (var workload : workloads) {
            var cell = workload.cell();
            var of = uses.stream().filter(use -> use.isOf(workload)).toList();
            if (!of.isEmpty()) {
                named.put(cell, of);
            }
            jobs.stream().filter(job -> job.isOf(workload)).forEach(job -> families.put(cell, job));
            if (workload.kind().is("notebook") || workload.kind().is("studio")) {
                counts.put(cell, instances(workload));
            }
        }
    }

    private static int instances(Workload workload) {
        var price = workload.kind().price().movePointRight(6).longValueExact();
        var hours = workload.dailyMillionths() * GROWTH_PERCENT / 100 / price;
        return (int) Math.max(1, Math.ceilDiv(hours, BUSY_HOURS));
    }

    /** The parts of a day's usage; those of SageMaker add up to it. */
    List<ResourceUse> uses(Cell cell, LocalDate day, BigDecimal quantity) {
        if (!measured(cell)) {
            return weighted(cell, Resources.of(cell));
        }
        if (quantity.signum() <= 0) {
            return weighted(cell, mains(cell, day));
        }
        var fixed = new ArrayList<ResourceUse>();
        var rest = quantity;
        for (var use : named.getOrDefault(cell, List.of())) {
            var runs = use.on(day);
            var hours = NamedUse.hours(runs);
            if (hours.signum() > 0 && hours.compareTo(rest) < 0) {
                fixed.add(new ResourceUse(use.id(cell), cell, hours, runs));
                rest = rest.subtract(hours);
            }
        }
        var uses = new ArrayList<ResourceUse>();
        var ids = mains(cell, day);
        var each = rest.divide(BigDecimal.valueOf(ids.size()), DayGenerator.DECIMALS, RoundingMode.DOWN);
        for (var id : ids.subList(1, ids.size())) {
            uses.add(new ResourceUse(id, cell, each, runs(cell, each)));
            rest = rest.subtract(each);
        }
        uses.addFirst(new ResourceUse(ids.getFirst(), cell, rest, runs(cell, rest)));
        uses.addAll(fixed);
        return uses;
    }

    /** Each resource that a workload is of, with when it starts and ends. */
    Stream<UsedResource> resources(Workload workload) {
        var cell = workload.cell();
        var usual = (measured(cell) ? usual(cell) : Resources.of(cell))
                .stream()
                        .filter(id -> !id.isEmpty())
                        .map(id -> new UsedResource(id, cell, workload.starts(), workload.ends()));
        var fixed = named.getOrDefault(cell, List.of()).stream()
                .map(use -> new UsedResource(
                        use.id(cell), cell, use.from().toLocalDate(), use.to().toLocalDate()));
        var family = families.get(cell);
        var jobs = family == null
                ? Stream.<UsedResource>of()
                : family.from()
                        .datesUntil(family.to())
                        .map(day -> new UsedResource(family.id(cell, day), cell, day, day.plusDays(1)));
        return Stream.of(usual, fixed, jobs).flatMap(each -> each);
    }

    private static boolean measured(Cell cell) {
        var recordType = cell.recordType();
        return cell.service().equals(SAGEMAKER)
                && (recordType.equals("Usage") || recordType.equals("SavingsPlanCoveredUsage"));
    }

    private List<String> usual(Cell cell) {
        return MlNames.of(cell, counts.getOrDefault(cell, 1));
    }

    private List<String> mains(Cell cell, LocalDate day) {
        var family = families.get(cell);
        return family != null && family.runsOn(day) ? List.of(family.id(cell, day)) : usual(cell);
    }

    /** The first weighs most. */
    private static List<ResourceUse> weighted(Cell cell, List<String> ids) {
        var uses = new ArrayList<ResourceUse>();
        for (var i = 0; i < ids.size(); i++) {
            uses.add(new ResourceUse(ids.get(i), cell, BigDecimal.valueOf(ids.size() - i), List.of()));
        }
        return uses;
    }

    /** Whole instances: some all day, and one more around the middle of the day for what is left, to the minute. */
    private static List<Run> runs(Cell cell, BigDecimal hours) {
        if (!cell.unit().equals("Hrs") || hours.compareTo(MOST_HOURS) > 0) {
            return List.of();
        }
        var minutes = hours.multiply(BigDecimal.valueOf(MINUTES))
                .setScale(0, RoundingMode.HALF_UP)
                .intValueExact();
        var all = minutes / Run.DAY;
        var left = minutes % Run.DAY;
        var start = Math.clamp(MIDDLE - left / 2, 0, Run.DAY - left) / MINUTES * MINUTES;
        return Stream.of(new Run(0, Run.DAY, all), new Run(start, start + left, 1))
                .filter(run -> run.minutes(0, Run.DAY) > 0)
                .toList();
    }
}
