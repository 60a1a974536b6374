package dev.bursar.efficiency.query;

import dev.bursar.efficiency.cost.WorkloadCosts;
import dev.bursar.efficiency.cost.WorkloadCosts.DayCost;
import dev.bursar.efficiency.findings.VariantSizing;
import dev.bursar.efficiency.findings.Window;
import dev.bursar.efficiency.findings.WorkloadMeasures;
import dev.bursar.efficiency.formula.Amount;
import dev.bursar.efficiency.formula.ComponentUse;
import dev.bursar.efficiency.formula.CostPerInference;
import dev.bursar.efficiency.formula.CostSplit;
import dev.bursar.efficiency.formula.Hardware;
import dev.bursar.efficiency.formula.Hardware.CpuScale;
import dev.bursar.efficiency.formula.HourPoint;
import dev.bursar.efficiency.formula.Measure;
import dev.bursar.efficiency.formula.MeasuredHours;
import dev.bursar.efficiency.formula.MeasuredHours.CountCheck;
import dev.bursar.efficiency.formula.NotKnown;
import dev.bursar.efficiency.formula.Reason;
import dev.bursar.efficiency.formula.Spec;
import dev.bursar.efficiency.formula.Utilisation;
import dev.bursar.efficiency.prices.Prices;
import dev.bursar.efficiency.proposals.ProposalService;
import dev.bursar.efficiency.proposals.Target;
import dev.bursar.efficiency.query.WorkloadDetails.ComponentLine;
import dev.bursar.efficiency.query.WorkloadDetails.Day;
import dev.bursar.efficiency.query.WorkloadDetails.Hour;
import dev.bursar.efficiency.query.WorkloadDetails.PlotGap;
import dev.bursar.efficiency.query.WorkloadDetails.Use;
import dev.bursar.efficiency.query.WorkloadDetails.VariantLine;
import dev.bursar.efficiency.query.WorkloadRow.Figure;
import dev.bursar.efficiency.reading.PointStore;
import dev.bursar.efficiency.sizing.CostPerformance;
import dev.bursar.efficiency.workload.AwsFindings;
import dev.bursar.efficiency.workload.MlWorkload;
import dev.bursar.efficiency.workload.MlWorkload.Variant;
import dev.bursar.efficiency.workload.WorkloadKind;
import dev.bursar.efficiency.workload.Workloads;
import dev.bursar.inventory.Creations;
import dev.bursar.inventory.ResourceVisibility.Visible;
import dev.bursar.kernel.TeamId;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts together what is known of one workload, for somebody who may see it: costs of days that belong to others are left out. */
@Component
class WorkloadReader {
    private static final Duration JOBS = Duration.ofDays(30);

    private final Workloads workloads;
    private final WorkloadCosts costs;
    private final PointStore points;
    private final Prices prices;
    private final ProposalService proposals;
    private final Creations creations;
    private final AwsFindings awsFindings;
    private final Clock clock;

    WorkloadReader(
            Workloads workloads,
            WorkloadCosts costs,
            PointStore points,
            Prices prices,
            ProposalService proposals,
            Creations creations,
            AwsFindings awsFindings,
            Clock clock) {
        this.workloads = workloads;
        this.costs = costs;
        this.points = points;
        this.prices = prices;
        this.proposals = proposals;
        this.creations = creations;
        this.awsFindings = awsFindings;
        this.clock = clock;
    }

    Optional<WorkloadDetails> details(WorkloadRow row, Visible visible) {
        return workloads.find(row.id()).map(workload -> details(row, workload, visible));
    }

    private WorkloadDetails details(WorkloadRow row, MlWorkload workload, Visible visible) {
        Instant now = clock.instant();
        Window window = Window.of(costs.charged().orElse(null), now);
        boolean showsCost = row.cost() != null || row.costSource() == WorkloadRow.CostSource.UNKNOWN;
        List<DayCost> charged =
                costs.since(LocalDate.EPOCH, List.of(workload.id())).getOrDefault(workload.id(), List.of());
        List<DayCost> cost = charged.stream()
                .filter(one -> visible.showsCost(new TeamId(one.team()), workload.account()))
                .toList();
        Map<Long, List<HourPoint>> hours = points.points(
                workload.variants().stream().map(Variant::id).toList(),
                now.minus(Duration.ofDays(WorkloadCosts.DAYS)).truncatedTo(ChronoUnit.HOURS),
                now);
        Prices.Table table = prices.of(workload.region());
        var measures = new WorkloadMeasures(workload, window, table, hours, cost);
        Target target = proposals.target(workload.id());
        Optional<CostPerformance> plot = plot(measures, target);
        return new WorkloadDetails(
                row,
                workload,
                variants(workload, measures, window, showsCost),
                components(measures, window, table, showsCost),
                componentUse(measures, table),
                days(
                        measures,
                        cost,
                        days(charged, one -> !visible.showsCost(new TeamId(one.team()), workload.account())),
                        showsCost),
                hours(measures, window, table),
                workload.kind() == WorkloadKind.JOB_FAMILY
                        ? workloads.jobs(List.of(workload.id()), now.minus(JOBS))
                        : List.of(),
                proposals.of(workload.id()),
                target,
                creations.of(workload.arn()),
                workloads.violations(workload.id()),
                awsFindings.of(workload.arn()),
                plot,
                plot.isPresent() ? null : plotGap(workload, target),
                Optional.ofNullable(table.version()),
                proposals.mayDecide(row.team()));
    }

    private static Optional<CostPerformance> plot(WorkloadMeasures measures, Target target) {
        List<Variant> production = measures.production();
        return production.size() == 1 && measures.component().equals("Hosting")
                ? new VariantSizing(
                                measures,
                                production.getFirst(),
                                target,
                                Math.max(
                                        1,
                                        production.getFirst().instances() == null
                                                ? 1
                                                : production.getFirst().instances()))
                        .plot()
                : Optional.empty();
    }

    private static PlotGap plotGap(MlWorkload workload, Target target) {
        if (workload.kind() != WorkloadKind.ENDPOINT) {
            return PlotGap.NO_REQUESTS;
        }
        return target.latencyMs() == null ? PlotGap.NO_LATENCY : PlotGap.RATE_NOT_KNOWN;
    }

    private List<VariantLine> variants(
            MlWorkload workload, WorkloadMeasures measures, Window window, boolean showsCost) {
        Map<String, BigDecimal> parts = new HashMap<>();
        @Nullable Reason reason = showsCost ? null : Reason.OTHER_TEAM;
        if (showsCost) {
            for (var day : measures.costByDay()
                    .subMap(window.firstDay(), window.endDay())
                    .entrySet()) {
                CostSplit split = measures.split(day.getKey(), day.getValue());
                @Nullable NotKnown missing = split.missing();
                if (missing != null) {
                    reason = missing.reason();
                    break;
                }
                split.parts().forEach(part -> parts.merge(part.name(), part.amount(), BigDecimal::add));
            }
        }
        var lines = new ArrayList<VariantLine>();
        for (Variant one : workload.variants()) {
            MeasuredHours in = measures.in(one);
            if (one.gone() && in.measured() == 0) {
                continue;
            }
            double requests = in.points().stream()
                    .mapToDouble(point -> point.invocations() == null ? 0 : point.invocations())
                    .sum();
            lines.add(new VariantLine(
                    one.name(),
                    one.shadow(),
                    one.gone(),
                    one.instanceType(),
                    in.measured() == 0 ? null : Double.valueOf(in.instanceHours() / in.measured()),
                    figure(measures, one, Hardware.CPU),
                    figure(measures, one, Hardware.MEMORY),
                    figure(measures, one, Hardware.GPU),
                    figure(measures, one, Hardware.GPU_MEMORY),
                    workload.async() || in.points().isEmpty() ? null : Double.valueOf(requests),
                    reason == null && !parts.isEmpty() ? parts.getOrDefault(one.name(), BigDecimal.ZERO) : null,
                    reason == null && parts.isEmpty() ? Reason.NO_CHARGES : reason,
                    counted(workload, measures, one),
                    one.modelCreated()));
        }
        return lines;
    }

    private static Figure figure(WorkloadMeasures measures, Variant variant, Hardware resource) {
        var share = measures.utilisation(variant, resource).share();
        return share instanceof NotKnown unknown
                ? new Figure(null, unknown.reason())
                : new Figure(share.number().orElseThrow(), null);
    }

    /** Where AWS's own count and the measured one differ, points are lost or the interval is wrong. */
    private static @Nullable Integer counted(MlWorkload workload, WorkloadMeasures measures, Variant variant) {
        Instant described = workload.described();
        Instant modified = workload.modified();
        if (described == null || modified == null || variant.instances() == null || variant.serverless()) {
            return null;
        }
        Instant hour = described.truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(1));
        MeasuredHours all = measures.all(variant);
        boolean read = all.points().stream().anyMatch(point -> point.hour().equals(hour));
        return read && all.checkCount(hour, workload.status(), modified, variant.instances()) == CountCheck.DIFFERS
                ? variant.instances()
                : null;
    }

    private static List<ComponentLine> components(
            WorkloadMeasures measures, Window window, Prices.Table table, boolean showsCost) {
        MlWorkload workload = measures.workload();
        if (workload.components().isEmpty()) {
            return List.of();
        }
        Map<String, BigDecimal> parts = new HashMap<>();
        @Nullable LocalDate last = window.lastDay();
        List<Variant> production = measures.production();
        if (showsCost
                && last != null
                && production.size() == 1
                && workload.components().stream().allMatch(one -> one.copies() != null)
                && measures.costByDay().containsKey(last)) {
            Variant only = production.getFirst();
            double instances = measures.all(only).instanceHoursPerDay().getOrDefault(last, 0.0);
            CostSplit split = CostSplit.components(
                    measures.costByDay().getOrDefault(last, BigDecimal.ZERO),
                    instances,
                    workload.components().stream()
                            .map(one -> new CostSplit.Component(
                                    one.name(),
                                    24.0 * (one.copies() == null ? 0 : one.copies()),
                                    reserved(one, table, only)))
                            .toList(),
                    table.spec(only.instanceType()).orElse(null));
            split.parts().forEach(part -> parts.put(part.name(), part.amount()));
        }
        var lines = new ArrayList<ComponentLine>();
        workload.components()
                .forEach(one -> lines.add(new ComponentLine(
                        one.name(),
                        one.variant(),
                        one.copies(),
                        one.cores(),
                        one.accelerators(),
                        one.memoryMb(),
                        parts.get(one.name()))));
        if (parts.containsKey("unplaced")) {
            lines.add(new ComponentLine("Unplaced", "", null, null, null, null, parts.get("unplaced")));
        }
        return lines;
    }

    /** What copies reserve of CPU and memory in the measured hours of the window, beside what is used and provisioned. */
    private static Map<Hardware, ComponentUse> componentUse(WorkloadMeasures measures, Prices.Table table) {
        List<MlWorkload.Component> components = measures.workload().components();
        List<Variant> production = measures.production();
        Map<Hardware, ComponentUse> use = new HashMap<>();
        if (components.isEmpty() || production.size() != 1) {
            return use;
        }
        Variant only = production.getFirst();
        for (Hardware resource : List.of(Hardware.CPU, Hardware.MEMORY)) {
            Utilisation used = measures.utilisation(only, resource);
            double reserved = 0;
            boolean known = true;
            for (MlWorkload.Component one : components) {
                @Nullable Double each = reserved(one, table, only).get(resource);
                known &= each != null && one.copies() != null;
                reserved += each == null || one.copies() == null ? 0 : each * one.copies() * used.hours();
            }
            use.put(
                    resource,
                    used.missing() != null
                            ? ComponentUse.of(used.missing(), used.missing(), used.missing())
                            : ComponentUse.of(
                                    Measure.of(used.used()),
                                    known ? Measure.of(reserved) : Measure.notKnown(Reason.RESERVATION_NOT_GIVEN),
                                    Measure.of(used.capacity())));
        }
        return use;
    }

    private static Map<Hardware, Double> reserved(MlWorkload.Component one, Prices.Table table, Variant variant) {
        Map<Hardware, Double> reserved = new HashMap<>();
        if (one.cores() != null) {
            reserved.put(Hardware.CPU, one.cores());
        }
        if (one.memoryMb() != null) {
            reserved.put(Hardware.MEMORY, one.memoryMb() / 1024.0);
        }
        boolean gpus =
                table.spec(variant.instanceType()).map(spec -> spec.gpus() > 0).orElse(false);
        if (one.accelerators() != null && gpus) {
            reserved.put(Hardware.GPU, one.accelerators());
        }
        return reserved;
    }

    /** The days of these costs that meet a condition. */
    private static Set<LocalDate> days(List<DayCost> costs, Predicate<DayCost> condition) {
        return costs.stream().filter(condition).map(DayCost::day).collect(Collectors.toSet());
    }

    /**
     * Days that belong to others as a whole are left out, with what was measured on them.
     *
     * @param costs that the person may see
     * @param others days with costs that they may not see
     */
    private static List<Day> days(
            WorkloadMeasures measures, List<DayCost> costs, Set<LocalDate> others, boolean showsCost) {
        Map<LocalDate, Double> billed = new HashMap<>();
        costs.forEach(one -> billed.merge(one.day(), one.hours(), Double::sum));
        Map<LocalDate, Double> measured = new HashMap<>();
        measures.current()
                .forEach(one -> measures.all(one)
                        .instanceHoursPerDay()
                        .forEach((day, hours) -> measured.merge(day, hours, Double::sum)));
        Map<LocalDate, CostPerInference.Day> requests = new TreeMap<>();
        measures.perInferenceByDay().days().forEach(day -> requests.put(day.day(), day));
        var all = new TreeSet<LocalDate>(billed.keySet());
        all.addAll(measured.keySet());
        all.addAll(requests.keySet());
        all.removeIf(day -> others.contains(day) && !billed.containsKey(day));
        var days = new ArrayList<Day>();
        for (LocalDate day : all) {
            CostPerInference.@Nullable Day of = requests.get(day);
            @Nullable BigDecimal cost = showsCost ? measures.costByDay().get(day) : null;
            Amount each = of == null || !showsCost
                    ? Amount.notKnown(Reason.NO_CHARGES)
                    : others.contains(day) ? Amount.notKnown(Reason.OTHER_TEAM) : of.each();
            days.add(new Day(
                    day,
                    cost,
                    of == null ? null : of.invocations(),
                    each.money().orElse(null),
                    each instanceof NotKnown unknown ? unknown.reason() : null,
                    measured.getOrDefault(day, 0.0),
                    billed.getOrDefault(day, 0.0)));
        }
        return days;
    }

    private static List<Hour> hours(WorkloadMeasures measures, Window window, Prices.Table table) {
        Map<Instant, HourSum> sums = new TreeMap<>();
        for (Variant variant : measures.production()) {
            MeasuredHours all = measures.all(variant);
            for (HourPoint point : all.points()) {
                if (!point.hour().isBefore(window.from())) {
                    sums.computeIfAbsent(point.hour(), any -> new HourSum())
                            .add(all, point, table.spec(variant.instanceType()).orElse(null), measures.scale());
                }
            }
        }
        var hours = new ArrayList<Hour>();
        sums.forEach((hour, sum) -> hours.add(sum.hour(hour)));
        return hours;
    }

    /** Adds up one hour of several variants. */
    static final class HourSum {
        private static final double MICROSECONDS = 1_000;

        private double instances;
        private @Nullable Double requests;
        private @Nullable Double errors;
        private double latencyWeight;
        private double latency;
        private @Nullable Double p99;
        private final Map<Hardware, Use> uses = new EnumMap<>(Hardware.class);

        void add(MeasuredHours hours, HourPoint point, @Nullable Spec spec, CpuScale scale) {
            double running = hours.instances(point);
            instances += running;
            requests = sum(requests, point.invocations() == null ? point.processed() : point.invocations());
            errors = sum(sum(errors, point.errors4xx()), point.errors5xx());
            if (point.latencyAverage() != null) {
                double weight = point.invocations() == null ? 1 : Math.max(1, point.invocations());
                latencyWeight += weight;
                latency += point.latencyAverage() * weight;
            }
            if (point.latencyP99() != null) {
                p99 = p99 == null ? point.latencyP99() : Math.max(p99, point.latencyP99());
            }
            if (spec == null || running <= 0) {
                return;
            }
            for (Hardware resource : Hardware.values()) {
                @Nullable Double units = units(resource, point, spec, scale);
                if (units != null) {
                    uses.merge(
                            resource,
                            new Use(units * running, spec.capacity(resource) * running),
                            (one, other) ->
                                    new Use(one.used() + other.used(), one.provisioned() + other.provisioned()));
                }
            }
        }

        private static @Nullable Double units(Hardware resource, HourPoint point, Spec spec, CpuScale scale) {
            @Nullable Double average = point.average(resource);
            if (average == null) {
                return null;
            }
            double units = resource.units(average, spec, scale);
            return Utilisation.plausible(units, spec.capacity(resource)) ? Double.valueOf(units) : null;
        }

        private static @Nullable Double sum(@Nullable Double one, @Nullable Double other) {
            return one == null ? other : other == null ? one : Double.valueOf(one + other);
        }

        Hour hour(Instant hour) {
            return new Hour(
                    hour,
                    instances,
                    requests,
                    errors,
                    latencyWeight == 0 ? null : Double.valueOf(latency / latencyWeight / MICROSECONDS),
                    p99 == null ? null : Double.valueOf(p99 / MICROSECONDS),
                    uses);
        }
    }
}
