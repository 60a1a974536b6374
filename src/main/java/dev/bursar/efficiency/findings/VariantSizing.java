package dev.bursar.efficiency.findings;

import dev.bursar.efficiency.fact.ChangeNote;
import dev.bursar.efficiency.fact.ChangeNote.ArchitectureChanges;
import dev.bursar.efficiency.fact.ChangeNote.ContainerTuned;
import dev.bursar.efficiency.fact.ChangeNote.DiscountStays;
import dev.bursar.efficiency.fact.ChangeNote.JobMeasured;
import dev.bursar.efficiency.fact.ChangeNote.LatencyEstimated;
import dev.bursar.efficiency.fact.ChangeNote.LatencyNotChecked;
import dev.bursar.efficiency.fact.ChangeNote.ListPrices;
import dev.bursar.efficiency.fact.ChangeNote.LoadStays;
import dev.bursar.efficiency.fact.ChangeNote.Measured;
import dev.bursar.efficiency.fact.ChangeNote.MemoryNotMeasured;
import dev.bursar.efficiency.fact.ChangeNote.Needed;
import dev.bursar.efficiency.fact.ChangeNote.OtherArchitecture;
import dev.bursar.efficiency.fact.ChangeNote.Priced;
import dev.bursar.efficiency.fact.ChangeNote.SampleRequests;
import dev.bursar.efficiency.fact.FindingReason;
import dev.bursar.efficiency.fact.FindingReason.UnknownType;
import dev.bursar.efficiency.formula.Hardware;
import dev.bursar.efficiency.formula.Measure;
import dev.bursar.efficiency.formula.MeasuredHours;
import dev.bursar.efficiency.formula.Reason;
import dev.bursar.efficiency.formula.Spec;
import dev.bursar.efficiency.proposals.Target;
import dev.bursar.efficiency.sizing.Candidate;
import dev.bursar.efficiency.sizing.CostPerformance;
import dev.bursar.efficiency.sizing.Demand;
import dev.bursar.efficiency.sizing.Evidence;
import dev.bursar.efficiency.sizing.Headroom;
import dev.bursar.efficiency.sizing.MeasuredRate;
import dev.bursar.efficiency.sizing.Offer;
import dev.bursar.efficiency.sizing.Rightsizing;
import dev.bursar.efficiency.sizing.ServiceLevel;
import dev.bursar.efficiency.sizing.Sizing;
import dev.bursar.efficiency.sizing.Sizing.Cheaper;
import dev.bursar.efficiency.sizing.Sizing.Ground;
import dev.bursar.efficiency.sizing.Sizing.None;
import dev.bursar.efficiency.sizing.Workload;
import dev.bursar.efficiency.workload.MlWorkload.Variant;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Looks for instances that are enough for a variant, and says what speaks for them. */
public final class VariantSizing {
    private final WorkloadMeasures measures;
    private final Variant variant;
    private final Target target;
    private final int count;

    /** @param count instances that run now */
    public VariantSizing(WorkloadMeasures measures, Variant variant, Target target, int count) {
        this.measures = measures;
        this.variant = variant;
        this.target = target;
        this.count = count;
    }

    sealed interface Result permits Unknown, Found {}

    record Unknown(FindingReason why) implements Result {}

    record Found(Sizing proposal) implements Result {}

    Result propose() {
        if (variant.serverless()) {
            return new Unknown(new FindingReason.Unknown(Reason.SERVERLESS));
        }
        Optional<Workload> load = load();
        if (load.isEmpty()) {
            String type = variant.instanceType();
            return new Unknown(
                    type == null ? new FindingReason.Unknown(Reason.INSTANCE_TYPE_NOT_GIVEN) : new UnknownType(type));
        }
        Sizing proposal = Rightsizing.propose(load.get(), offers());
        if (proposal instanceof Cheaper cheaper && monthlySaving(cheaper).signum() <= 0) {
            return new Found(new None(Ground.NONE_CHEAPER));
        }
        return new Found(proposal);
    }

    private List<Offer> offers() {
        return measures.prices().offers(measures.component());
    }

    /** The load by the hours in which the present type ran; empty where the type or what it has isn't known. */
    private Optional<Workload> load() {
        return measures.prices()
                .spec(variant.instanceType())
                .map(spec -> new Workload(
                        spec,
                        measures.component(),
                        measures.workload().region(),
                        count,
                        variant.leastInstances() == null ? 1 : Math.max(1, variant.leastInstances()),
                        null,
                        Demand.of(hours(), spec, measures.scale()),
                        headroom(),
                        target.anyArchitecture(),
                        serviceLevel(spec)));
    }

    private MeasuredHours hours() {
        return new MeasuredHours(
                measures.in(variant).points().stream()
                        .filter(point -> String.valueOf(variant.instanceType())
                                .equals(measures.typeAt(variant, point.hour(), point.day())))
                        .toList(),
                measures.workload().publishSeconds());
    }

    private Headroom headroom() {
        return new Headroom(
                target.cpuHeadroom(),
                target.memoryHeadroom(),
                target.gpuHeadroom(),
                target.gpuHeadroom(),
                target.rateHeadroom());
    }

    private @Nullable ServiceLevel serviceLevel(Spec spec) {
        return target.latencyMs() == null
                ? null
                : ServiceLevel.of(target.latencyMs(), hours(), spec, measures.scale(), variant.rates());
    }

    /**
     * Months cost against requests a second within the latency; empty where no latency is asked, or it isn't known what is enough for
     * how many requests.
     */
    public Optional<CostPerformance> plot() {
        return load().filter(load -> load.serviceLevel() != null).flatMap(load -> {
            ServiceLevel level = load.serviceLevel();
            if (level == null || !(load.demand().peakRate() instanceof Measure.Known(double peak)) || peak <= 0) {
                return Optional.empty();
            }
            List<Offer> enough = Rightsizing.candidates(load, offers()).stream()
                    .map(Candidate::offer)
                    .toList();
            return enough.isEmpty()
                    ? Optional.empty()
                    : Optional.of(CostPerformance.of(
                            enough, level::rate, peak * (1 + target.rateHeadroom()), target.budgetUsd()));
        });
    }

    /** At list price, for 730 hours. Where instances are scaled, what ran on average is compared. */
    BigDecimal monthlySaving(Cheaper cheaper) {
        MeasuredHours hours = measures.in(variant);
        double present = variant.leastInstances() != null && hours.measured() > 0
                ? Math.min(count, hours.instanceHours() / hours.measured())
                : count;
        BigDecimal each =
                measures.offer(variant.instanceType()).map(Offer::usdPerHour).orElse(BigDecimal.ZERO);
        return each.multiply(BigDecimal.valueOf(present))
                .subtract(cheaper.best().usdPerHour())
                .multiply(CostPerformance.HOURS)
                .setScale(2, RoundingMode.HALF_UP);
    }

    List<ChangeNote> evidence(Cheaper cheaper) {
        List<ChangeNote> notes = new ArrayList<>();
        load().ifPresent(load -> {
            for (Hardware resource : Hardware.values()) {
                if (load.demand().of(resource) instanceof Measure.Known(double demand)) {
                    notes.add(needed(load, cheaper, resource, demand));
                } else if (resource == Hardware.MEMORY) {
                    notes.add(new MemoryNotMeasured());
                }
            }
            notes.add(new Measured(load.demand().hours(), load.current().type()));
        });
        measured(cheaper)
                .ifPresent(rate -> notes.add(new JobMeasured(
                        rate.job(), rate.completed(), rate.perSecond() * 60, rate.type(), rate.latencyMs())));
        notes.add(new ListPrices(
                new Priced(
                        count,
                        String.valueOf(variant.instanceType()),
                        measures.offer(variant.instanceType())
                                .map(Offer::usdPerHour)
                                .orElse(BigDecimal.ZERO)),
                priced(cheaper.best())));
        return notes;
    }

    private ChangeNote needed(Workload load, Cheaper cheaper, Hardware resource, double demand) {
        boolean shared = resource == Hardware.CPU || resource == Hardware.GPU;
        double headroom = load.headroom().of(resource);
        return new Needed(
                resource,
                demand,
                load.current().capacity(resource) * (shared ? count : 1),
                !shared,
                headroom,
                demand * (1 + headroom),
                cheaper.best().offer().spec().lastingCapacity(resource)
                        * (shared ? cheaper.best().instances() : 1));
    }

    private static Priced priced(Candidate candidate) {
        return new Priced(
                candidate.instances(),
                candidate.offer().type(),
                candidate.offer().usdPerHour());
    }

    /** What a job measured of the proposed type; empty where the proposal rests on something else. */
    private Optional<MeasuredRate> measured(Cheaper cheaper) {
        return target.latencyMs() == null || cheaper.best().evidence() != Evidence.MEASURED
                ? Optional.empty()
                : Optional.ofNullable(MeasuredRate.within(target.latencyMs(), variant.rates())
                        .get(cheaper.best().offer().type()));
    }

    List<ChangeNote> assumptions(Cheaper cheaper) {
        List<ChangeNote> notes = new ArrayList<>();
        notes.add(new LoadStays());
        if (target.latencyMs() == null) {
            notes.add(new LatencyNotChecked());
        } else if (cheaper.best().evidence() == Evidence.ESTIMATED) {
            notes.add(new LatencyEstimated(target.latencyMs()));
        }
        measured(cheaper).ifPresent(rate -> {
            notes.add(new SampleRequests());
            if (rate.tuned()) {
                notes.add(new ContainerTuned());
            }
        });
        load().flatMap(load -> architecture(load, cheaper)).ifPresent(notes::add);
        notes.add(new DiscountStays());
        return notes;
    }

    /** What a change of architecture takes, or what one would save that nobody has allowed. */
    private Optional<ChangeNote> architecture(Workload load, Cheaper cheaper) {
        Spec now = load.current();
        Spec then = cheaper.best().offer().spec();
        if (then.otherArchitecture(now)) {
            return Optional.of(new ArchitectureChanges(now.architecture(), then.architecture()));
        }
        return Rightsizing.onOtherArchitecture(load, cheaper, offers())
                .map(one -> new OtherArchitecture(
                        now.architecture(), one.offer().spec().architecture(), priced(one)));
    }
}
