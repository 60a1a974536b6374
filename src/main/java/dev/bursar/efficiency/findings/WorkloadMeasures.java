package dev.bursar.efficiency.findings;

import dev.bursar.efficiency.cost.WorkloadCosts.DayCost;
import dev.bursar.efficiency.formula.Amount;
import dev.bursar.efficiency.formula.CostPerInference;
import dev.bursar.efficiency.formula.CostSplit;
import dev.bursar.efficiency.formula.Coverage;
import dev.bursar.efficiency.formula.Ec2Idle;
import dev.bursar.efficiency.formula.Hardware;
import dev.bursar.efficiency.formula.Hardware.CpuScale;
import dev.bursar.efficiency.formula.HourPoint;
import dev.bursar.efficiency.formula.IdleHours;
import dev.bursar.efficiency.formula.MeasuredHours;
import dev.bursar.efficiency.formula.Reason;
import dev.bursar.efficiency.formula.Utilisation;
import dev.bursar.efficiency.prices.Components;
import dev.bursar.efficiency.prices.Prices;
import dev.bursar.efficiency.sizing.Offer;
import dev.bursar.efficiency.workload.MlWorkload;
import dev.bursar.efficiency.workload.MlWorkload.Variant;
import dev.bursar.efficiency.workload.WorkloadKind;
import module java.base;
import org.jspecify.annotations.Nullable;

/** What metrics and charges say of one workload in a window. */
public final class WorkloadMeasures {
    private final MlWorkload workload;
    private final Window window;
    private final Prices.Table prices;
    private final List<DayCost> costs;
    private final Map<Long, MeasuredHours> hours = new HashMap<>();
    private final Map<LocalDate, Set<String>> billedTypes = new HashMap<>();

    /**
     * @param points by variant, of the window and beyond
     * @param costs by day, of the window and beyond
     */
    public WorkloadMeasures(
            MlWorkload workload,
            Window window,
            Prices.Table prices,
            Map<Long, List<HourPoint>> points,
            List<DayCost> costs) {
        this.workload = workload;
        this.window = window;
        this.prices = prices;
        this.costs = costs;
        for (Variant variant : workload.variants()) {
            hours.put(
                    variant.id(),
                    new MeasuredHours(points.getOrDefault(variant.id(), List.of()), workload.publishSeconds()));
        }
        costs.stream()
                .filter(one -> !one.instanceType().isEmpty())
                .forEach(one -> billedTypes
                        .computeIfAbsent(one.day(), any -> new HashSet<>())
                        .add(one.instanceType()));
    }

    public CpuScale scale() {
        return workload.kind() == WorkloadKind.EC2 ? CpuScale.INSTANCE : CpuScale.SUM_OF_CORES;
    }

    /** All hours of a variant that are known. */
    public MeasuredHours all(Variant variant) {
        return hours.getOrDefault(variant.id(), new MeasuredHours(List.of(), workload.publishSeconds()));
    }

    /** The hours of a variant in the window. */
    public MeasuredHours in(Variant variant) {
        return all(variant).between(window.from(), window.to());
    }

    /** Those that take requests of their own. */
    public List<Variant> production() {
        return workload.variants().stream()
                .filter(one -> !one.shadow() && !one.gone())
                .toList();
    }

    public List<Variant> current() {
        return workload.variants().stream().filter(one -> !one.gone()).toList();
    }

    /**
     * Measured ÷ billed instance-hours of the window, of all variants together: charges name the endpoint only. Not known where nothing
     * of the window has charges by resource.
     */
    public Coverage coverage() {
        if (!window.hasCharges()) {
            return Coverage.notKnown();
        }
        double measured = workload.variants().stream()
                .mapToDouble(one ->
                        all(one).between(window.chargedFrom(), window.to()).instanceHours())
                .sum();
        double billed = inWindow().mapToDouble(DayCost::hours).sum();
        return Coverage.of(measured, billed);
    }

    private java.util.stream.Stream<DayCost> inWindow() {
        return costs.stream()
                .filter(one ->
                        !one.day().isBefore(window.firstDay()) && one.day().isBefore(window.endDay()));
    }

    /** The instance types that charges of a day name. */
    Set<String> billedTypes(LocalDate day) {
        return billedTypes.getOrDefault(day, Set.of());
    }

    /**
     * The instance type that a variant had in an hour. Before the endpoint was changed last it had another one where charges of the day
     * name a single other type; null where it can't be told.
     */
    @Nullable
    String typeAt(Variant variant, Instant hour, LocalDate day) {
        @Nullable String now = variant.instanceType();
        Instant modified = workload.modified();
        if (modified == null || !hour.isBefore(modified) || workload.kind() == WorkloadKind.JOB_FAMILY) {
            return now;
        }
        Set<String> billed = billedTypes(day);
        if (billed.isEmpty() || now != null && billed.size() == 1 && billed.contains(now)) {
            return now;
        }
        List<String> others = billed.stream().filter(one -> !one.equals(now)).toList();
        return workload.variants().size() == 1 && others.size() == 1
                ? others.getFirst()
                : now != null && billed.contains(now) ? now : null;
    }

    /** A variant's utilisation of a resource in the window, each hour by the type that it had. */
    public Utilisation utilisation(Variant variant, Hardware resource) {
        if (variant.serverless()) {
            return Utilisation.missing(resource, Reason.SERVERLESS);
        }
        if (workload.kind() == WorkloadKind.PROVISIONED) {
            return Utilisation.missing(resource, Reason.MODEL_UNITS);
        }
        if (workload.kind() == WorkloadKind.EC2) {
            return ofInstance(variant, resource);
        }
        Map<String, List<HourPoint>> byType = new LinkedHashMap<>();
        for (HourPoint point : in(variant).points()) {
            @Nullable String type = typeAt(variant, point.hour(), point.day());
            if (type != null) {
                byType.computeIfAbsent(type, any -> new ArrayList<>()).add(point);
            }
        }
        if (byType.isEmpty()) {
            return Utilisation.missing(
                    resource, variant.instanceType() == null ? Reason.INSTANCE_TYPE_NOT_GIVEN : Reason.NO_METRICS);
        }
        return sum(
                resource,
                byType.entrySet().stream()
                        .map(one -> Utilisation.of(
                                resource,
                                new MeasuredHours(one.getValue(), workload.publishSeconds()),
                                prices.spec(one.getKey()).orElse(null),
                                scale()))
                        .toList());
    }

    /** EC2 and the CloudWatch agent measure in percent of the instance. */
    private Utilisation ofInstance(Variant variant, Hardware resource) {
        Utilisation known = Utilisation.ofInstances(resource, in(variant));
        boolean gpu = resource == Hardware.GPU || resource == Hardware.GPU_MEMORY;
        return known.hours() == 0 && known.rejected() == 0 && gpu
                ? Utilisation.missing(resource, gpuReason(variant))
                : known;
    }

    /** Why nothing is known of an EC2 instance's accelerators. */
    static Reason gpuReason(Variant variant) {
        if (variant.gpuMetrics() == null) {
            return Ec2Idle.hasAcceleratorRule(String.valueOf(variant.instanceType()))
                    ? Reason.AGENT_NOT_READ
                    : Reason.NO_METRICS;
        }
        return variant.gpuMetrics() == 0 ? Reason.NO_AGENT_METRICS : Reason.NO_METRICS;
    }

    /** That of all production variants together. */
    public Utilisation utilisation(Hardware resource) {
        List<Variant> variants = production();
        return variants.isEmpty()
                ? Utilisation.missing(resource, Reason.NO_METRICS)
                : sum(
                        resource,
                        variants.stream().map(one -> utilisation(one, resource)).toList());
    }

    private static Utilisation sum(Hardware resource, List<Utilisation> parts) {
        List<Utilisation> known =
                parts.stream().filter(one -> one.missing() == null).toList();
        if (known.isEmpty()) {
            return parts.getFirst();
        }
        return new Utilisation(
                resource,
                known.stream().mapToDouble(Utilisation::used).sum(),
                known.stream().mapToDouble(Utilisation::capacity).sum(),
                known.stream().mapToInt(Utilisation::hours).sum(),
                parts.stream().mapToInt(Utilisation::rejected).sum(),
                null);
    }

    /** The idle hours of the window, of all production variants together. */
    public IdleHours idle() {
        return idle(window.from(), window.to());
    }

    IdleHours idle(Instant from, Instant to) {
        return IdleHours.together(production().stream()
                .map(one -> IdleHours.of(all(one).between(from, to), workload.async()))
                .toList());
    }

    /** Whether any variant got a request since then, until now, be the hour measured otherwise or not. */
    boolean hasRequestsSince(Instant from) {
        return workload.variants().stream()
                .flatMap(one -> all(one).points().stream())
                .filter(point -> !point.hour().isBefore(from))
                .anyMatch(point -> counts(point.invocations()) || counts(point.processed()));
    }

    private static boolean counts(@Nullable Double requests) {
        return requests != null && requests > 0;
    }

    /** Requests of the window; empty where none are published. */
    public Optional<Double> invocations() {
        if (workload.kind() != WorkloadKind.ENDPOINT) {
            return Optional.empty();
        }
        boolean measured = false;
        double sum = 0;
        for (Variant variant : production()) {
            for (HourPoint point : in(variant).points()) {
                @Nullable Double count = workload.async() ? point.processed() : point.invocations();
                measured |= count != null || (workload.async() ? point.backlogMaximum() : point.cpuSamples()) != null;
                sum += count == null ? 0 : count;
            }
        }
        return measured ? Optional.of(sum) : Optional.empty();
    }

    /** The currencies of its charges. */
    public Set<String> currencies() {
        return costs.stream().map(DayCost::currency).collect(Collectors.toSet());
    }

    /** EffectiveCost by day, of all that is stored; empty where charges are in several currencies. */
    public SortedMap<LocalDate, BigDecimal> costByDay() {
        SortedMap<LocalDate, BigDecimal> days = new TreeMap<>();
        if (currencies().size() == 1) {
            costs.forEach(one -> days.merge(one.day(), one.effective(), BigDecimal::add));
        }
        return days;
    }

    SortedMap<LocalDate, BigDecimal> costInWindow() {
        return costByDay().subMap(window.firstDay(), window.endDay());
    }

    /** The cost of a request in the window. */
    public Amount perInference() {
        if (workload.async()) {
            return Amount.notKnown(Reason.ASYNCHRONOUS);
        }
        return costPerInference(costInWindow()).each();
    }

    /** By day, of all that is stored. */
    public CostPerInference perInferenceByDay() {
        return costPerInference(costByDay());
    }

    private CostPerInference costPerInference(SortedMap<LocalDate, BigDecimal> days) {
        if (days.isEmpty()) {
            return new CostPerInference(List.of());
        }
        LocalDate last = days.lastKey();
        return CostPerInference.of(
                days,
                production().stream()
                        .map(one -> new MeasuredHours(
                                all(one).points().stream()
                                        .filter(point -> !point.day().isBefore(days.firstKey())
                                                && !point.day().isAfter(last))
                                        .toList(),
                                workload.publishSeconds()))
                        .toList());
    }

    /** A day's cost by variant; parts add up to the cost exactly. */
    public CostSplit split(LocalDate day, BigDecimal cost) {
        return CostSplit.variants(
                cost,
                workload.variants().stream()
                        .map(one -> {
                            @Nullable
                            Double measured = all(one).instanceHoursPerDay().get(day);
                            return new CostSplit.Variant(
                                    one.name(),
                                    one.shadow(),
                                    measured,
                                    offer(one.instanceType())
                                            .map(Offer::usdPerHour)
                                            .orElse(null));
                        })
                        // a variant that came or went has no hours on the days without it
                        .filter(one -> one.instanceHours() != null || isCurrent(one.name()))
                        .toList());
    }

    private boolean isCurrent(String variant) {
        return current().stream().anyMatch(one -> one.name().equals(variant));
    }

    /** What the price list names the workload's component. */
    public String component() {
        return Components.of(workload);
    }

    public Optional<Offer> offer(@Nullable String type) {
        return prices.offer(component(), type);
    }

    /** Instances that ran on average while any did, of the current production variants; empty where none is measured. */
    Optional<Double> meanInstances() {
        double sum = production().stream()
                .mapToDouble(one -> in(one).instanceHours())
                .sum();
        int measured =
                production().stream().mapToInt(one -> in(one).measured()).max().orElse(0);
        return measured == 0 ? Optional.empty() : Optional.of(sum / measured);
    }

    public MlWorkload workload() {
        return workload;
    }

    Window window() {
        return window;
    }

    Prices.Table prices() {
        return prices;
    }

    List<DayCost> costs() {
        return costs;
    }
}
