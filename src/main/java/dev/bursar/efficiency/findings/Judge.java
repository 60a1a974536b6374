package dev.bursar.efficiency.findings;

import dev.bursar.efficiency.fact.ChangeNote;
import dev.bursar.efficiency.fact.ChangeNote.DaysLikeTheLast;
import dev.bursar.efficiency.fact.ChangeNote.EndpointNotNeeded;
import dev.bursar.efficiency.fact.ChangeNote.IdleHours;
import dev.bursar.efficiency.fact.ChangeNote.ListPrice;
import dev.bursar.efficiency.fact.ChangeNote.Priced;
import dev.bursar.efficiency.fact.FindingReason;
import dev.bursar.efficiency.fact.FindingReason.Enough;
import dev.bursar.efficiency.fact.FindingReason.InStatus;
import dev.bursar.efficiency.fact.FindingReason.JobsKept;
import dev.bursar.efficiency.fact.FindingReason.JobsLost;
import dev.bursar.efficiency.fact.FindingReason.NoJobs;
import dev.bursar.efficiency.fact.FindingReason.NotDescribed;
import dev.bursar.efficiency.fact.FindingReason.NotSized;
import dev.bursar.efficiency.fact.FindingReason.Unread;
import dev.bursar.efficiency.fact.FindingReason.Unused;
import dev.bursar.efficiency.fact.FindingReason.UnusedOfUnknownAge;
import dev.bursar.efficiency.fact.FindingReason.WithComponents;
import dev.bursar.efficiency.fact.FindingReason.WithoutVariant;
import dev.bursar.efficiency.formula.Amount;
import dev.bursar.efficiency.formula.Coverage;
import dev.bursar.efficiency.formula.Hardware;
import dev.bursar.efficiency.formula.JobWaste;
import dev.bursar.efficiency.formula.Measure;
import dev.bursar.efficiency.formula.Rate;
import dev.bursar.efficiency.formula.Reason;
import dev.bursar.efficiency.formula.Zombie;
import dev.bursar.efficiency.proposals.Proposal.Action;
import dev.bursar.efficiency.proposals.ProposedChange;
import dev.bursar.efficiency.proposals.Target;
import dev.bursar.efficiency.reading.PointStore.Measured;
import dev.bursar.efficiency.reading.PointStore.Missed;
import dev.bursar.efficiency.sizing.CostPerformance;
import dev.bursar.efficiency.sizing.Offer;
import dev.bursar.efficiency.sizing.Sizing.Cheaper;
import dev.bursar.efficiency.sizing.Sizing.Confidence;
import dev.bursar.efficiency.sizing.Sizing.Ground;
import dev.bursar.efficiency.sizing.Sizing.None;
import dev.bursar.efficiency.spi.MlJob;
import dev.bursar.efficiency.spi.MlJob.JobKind;
import dev.bursar.efficiency.workload.MlWorkload;
import dev.bursar.efficiency.workload.MlWorkload.Variant;
import dev.bursar.efficiency.workload.Workloads.Job;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Judges one workload by what was measured and billed. */
final class Judge {
    private final WorkloadMeasures measures;
    private final MlWorkload workload;
    private final Window window;
    private final Context context;
    private final JudgedCost costs;

    /**
     * What else is known of a workload.
     *
     * @param exemptTo the last day on which nobody wants to be told that it idles; null for none
     * @param jobs of a family, of the latest 30 days
     * @param opened when people opened a notebook or app last, and since when that is known
     * @param owner the team that rules or the inventory give it where no costs do; 0 for nobody
     * @param provisioned what else is known of a provisioned model; null for others
     * @param missed why hours of the window were not read; null where they were
     */
    record Context(
            Target target,
            @Nullable LocalDate exemptTo,
            List<Job> jobs,
            Opened opened,
            int owner,
            @Nullable Provisioned provisioned,
            @Nullable Missed missed,
            Instant now) {
        /** Why it isn't measured, where the reading was stopped or refused; else what the hours say. */
        FindingReason because(FindingReason otherwise) {
            return missed == null ? otherwise : new Unread(missed.why().reason(), missed.at());
        }
    }

    /**
     * @param last null where nobody opened it
     * @param person who did; "" where nobody
     * @param knownSince null where CloudTrail's events of the place were not read
     */
    record Opened(
            @Nullable Instant last, String person, @Nullable Instant knownSince) {
        static final Opened UNKNOWN = new Opened(null, "", null);
    }

    /**
     * @param commitmentEnds null where it has none, or AWS doesn't say
     * @param asked the hours of which metrics were asked for; null for none
     */
    record Provisioned(
            @Nullable Instant commitmentEnds, @Nullable Measured asked) {}

    private record Verdict(FindingState state, FindingReason reason, boolean low, List<ProposedChange> proposals) {
        static Verdict of(FindingState state, FindingReason reason) {
            return new Verdict(state, reason, false, List.of());
        }
    }

    Judge(WorkloadMeasures measures, Context context) {
        this.measures = measures;
        this.workload = measures.workload();
        this.window = measures.window();
        this.context = context;
        this.costs = new JudgedCost(measures, context.owner());
    }

    Finding judge() {
        Coverage coverage = measures.coverage();
        boolean endpoint = switch (workload.kind()) {
            case ENDPOINT -> true;
            case NOTEBOOK, APP, JOB_FAMILY, EC2, PROVISIONED -> false;
        };
        Verdict verdict = switch (workload.kind()) {
            case ENDPOINT -> endpoint(coverage);
            case NOTEBOOK, APP -> new OpenedJudge(measures, context, costs).judge(this::verdict);
            case JOB_FAMILY -> jobs();
            case EC2 -> new InstanceJudge(measures, context, costs).judge(this::verdict);
            case PROVISIONED -> new ProvisionedJudge(measures, context, costs).judge(this::verdict);
        };
        JudgedCost.Cost cost = costs.cost();
        return new Finding(
                workload.id(),
                costs.team(),
                costs.isShared(),
                verdict.state(),
                verdict.reason(),
                verdict.low(),
                instanceType(),
                measures.meanInstances().orElse(null),
                cost.currency(),
                cost.amount(),
                cost.source(),
                cost.days(),
                costs.rate().money().orElse(null),
                costs.unmeasuredUsd(verdict.state()).orElse(null),
                endpoint ? coverage.share() : Measure.notKnown(Reason.NOT_AN_ENDPOINT),
                share(Hardware.CPU),
                share(Hardware.MEMORY),
                share(Hardware.GPU),
                share(Hardware.GPU_MEMORY),
                endpoint ? idleShare() : Measure.notKnown(Reason.NOT_AN_ENDPOINT),
                endpoint ? costs.idleCost() : Amount.notKnown(Reason.NOT_AN_ENDPOINT),
                measures.invocations().orElse(null),
                endpoint ? measures.perInference() : Amount.notKnown(Reason.NOT_AN_ENDPOINT),
                verdict.proposals());
    }

    private Verdict verdict(FindingState state, FindingReason reason, List<ProposedChange> proposals) {
        return new Verdict(state, reason, false, proposals);
    }

    private Measure share(Hardware resource) {
        return because(
                workload.variants().isEmpty()
                        ? Measure.notKnown(Reason.NO_METRICS)
                        : measures.utilisation(resource).share());
    }

    private Measure idleShare() {
        Measure share = measures.idle().share();
        boolean runs = measures.meanInstances().isPresent();
        return because(
                workload.async() && runs && !share.isKnown() ? Measure.notKnown(Reason.NO_QUEUE_METRICS) : share);
    }

    /** Metrics that nobody has read are not missing in CloudWatch. */
    private Measure because(Measure measure) {
        Missed missed = context.missed();
        return missed != null && measure.equals(Measure.notKnown(Reason.NO_METRICS))
                ? Measure.notKnown(missed.why().reason())
                : measure;
    }

    private String instanceType() {
        List<String> types = measures.production().stream()
                .map(Variant::instanceType)
                .filter(type -> type != null)
                .distinct()
                .toList();
        return types.size() == 1 ? types.getFirst() : "";
    }

    private Verdict endpoint(Coverage coverage) {
        boolean reserved = measures.production().stream().anyMatch(Variant::reserved);
        Zombie zombie = Zombie.of(
                new Zombie.Subject(workload.status(), workload.created(), false, reserved, context.exemptTo()),
                window.from(),
                window.to(),
                measures.idle(),
                coverage,
                costs.usdPerDay());
        if (zombie.isZombie() && !measures.hasRequestsSince(window.from())) {
            return zombie(coverage);
        }
        if (zombie.objection() == Zombie.Objection.AGE_NOT_KNOWN) {
            return Verdict.of(FindingState.NOT_MEASURED, new UnusedOfUnknownAge());
        }
        if (!workload.inService()) {
            return Verdict.of(FindingState.NOT_MEASURED, new InStatus(workload.status()));
        }
        if (workload.described() == null && workload.variants().isEmpty()) {
            return Verdict.of(FindingState.NOT_MEASURED, new NotDescribed());
        }
        Optional<Reason> objection = coverage.objection();
        if (objection.isPresent()) {
            Reason why = objection.get();
            var covered =
                    new FindingReason.Covered(why, coverage.share().number().orElseThrow());
            return Verdict.of(
                    FindingState.NOT_MEASURED, why == Reason.COVERAGE_TOO_LOW ? context.because(covered) : covered);
        }
        return sizes(coverage);
    }

    private Verdict zombie(Coverage coverage) {
        List<ChangeNote> evidence = new ArrayList<>();
        evidence.add(new IdleHours(Window.DAYS, measures.idle().hours().size()));
        evidence.add(new ChangeNote.Cost(true, costs.fact()));
        evidence.add(covered(coverage));
        BigDecimal list = BigDecimal.ZERO;
        boolean known = true;
        List<Priced> instances = new ArrayList<>();
        for (Variant variant : measures.current()) {
            int count = count(variant);
            Optional<Offer> offer = measures.offer(variant.instanceType());
            if (offer.isPresent()) {
                list = list.add(monthly(offer.get().usdPerHour(), count));
                instances.add(new Priced(count, offer.get().type(), offer.get().usdPerHour()));
            } else {
                known = false;
            }
        }
        boolean listed = known && !instances.isEmpty();
        if (listed) {
            evidence.add(new ListPrice(instances));
        } else if (costs.isShared()) {
            return Verdict.of(FindingState.ZOMBIE, new Unused(Window.DAYS, true));
        } else {
            list = costs.usdRate()
                    .money()
                    .or(() -> Rate.ofDays(costs.usdPerDay().money().stream().toList())
                            .money())
                    .orElse(BigDecimal.ZERO)
                    .setScale(2, RoundingMode.HALF_UP);
        }
        Optional<BigDecimal> bill = costs.billedMonth();
        ProposedChange draft = new ProposedChange(
                workload.id(),
                "",
                Action.DELETE,
                instanceType(),
                measures.current().stream().mapToInt(this::count).sum(),
                "",
                0,
                "",
                false,
                list,
                bill.orElse(null),
                bill.isPresent() ? costs.currency() : null,
                listed ? version() : null,
                listed && measures.current().stream().anyMatch(this::hasTypedPrice),
                evidence,
                List.of(new EndpointNotNeeded(), new DaysLikeTheLast()));
        return new Verdict(FindingState.ZOMBIE, new Unused(Window.DAYS, false), false, List.of(draft));
    }

    private boolean hasTypedPrice(Variant variant) {
        return measures.prices().isTyped(measures.component(), String.valueOf(variant.instanceType()));
    }

    private Verdict sizes(Coverage coverage) {
        if (!workload.components().isEmpty()) {
            return Verdict.of(FindingState.NOT_MEASURED, new WithComponents());
        }
        List<ProposedChange> drafts = new ArrayList<>();
        List<FindingReason> reasons = new ArrayList<>();
        boolean low = false;
        boolean judged = false;
        for (Variant variant : measures.production()) {
            var sizing = new VariantSizing(measures, variant, context.target(), count(variant));
            switch (sizing.propose()) {
                case VariantSizing.Unknown(var why) -> reasons.add(why);
                case VariantSizing.Found(None(Ground ground)) -> {
                    FindingReason why = new NotSized(ground);
                    switch (ground) {
                        case TOO_FEW_HOURS, CPU_NOT_KNOWN -> reasons.add(context.because(why));
                        case NO_PRICE, RATE_NOT_KNOWN -> reasons.add(why);
                        case LOAD_OUTGROWS_ALL, ARCHITECTURE_NOT_KNOWN, ALREADY_CHEAPEST, NONE_CHEAPER -> {
                            judged = true;
                            reasons.add(why);
                        }
                    }
                }
                case VariantSizing.Found(Cheaper cheaper) -> {
                    judged = true;
                    boolean unsure = cheaper.confidence() == Confidence.LOW;
                    low |= unsure;
                    List<ChangeNote> evidence = new ArrayList<>(sizing.evidence(cheaper));
                    evidence.add(covered(coverage));
                    BigDecimal list = sizing.monthlySaving(cheaper);
                    Optional<BigDecimal> bill =
                            costs.paidShare().map(share -> list.multiply(share).setScale(2, RoundingMode.HALF_UP));
                    drafts.add(new ProposedChange(
                            workload.id(),
                            variant.name(),
                            Action.RIGHTSIZE,
                            String.valueOf(variant.instanceType()),
                            count(variant),
                            cheaper.best().offer().type(),
                            cheaper.best().instances(),
                            cheaper.best().evidence() == null
                                    ? ""
                                    : cheaper.best().evidence().word(),
                            unsure,
                            list,
                            bill.orElse(null),
                            bill.isPresent() ? costs.currency() : null,
                            version(),
                            measures.prices()
                                    .isTyped(
                                            measures.component(),
                                            cheaper.best().offer().type()),
                            evidence,
                            sizing.assumptions(cheaper)));
                }
            }
        }
        if (!drafts.isEmpty()) {
            ProposedChange first = drafts.getFirst();
            return new Verdict(FindingState.OVERSIZED, new Enough(first.toCount(), first.toType()), low, drafts);
        }
        FindingReason reason = reasons.isEmpty() ? new WithoutVariant() : reasons.getFirst();
        return Verdict.of(judged ? FindingState.FITS : FindingState.NOT_MEASURED, reason);
    }

    /** Instances that AWS says run now, else what was measured on average; at least 1. */
    private int count(Variant variant) {
        if (variant.instances() != null) {
            return Math.max(1, variant.instances());
        }
        var hours = measures.in(variant);
        return hours.measured() == 0 ? 1 : Math.max(1, (int) Math.round(hours.instanceHours() / hours.measured()));
    }

    private @Nullable Integer version() {
        var version = measures.prices().version();
        return version == null ? null : version.id();
    }

    private static BigDecimal monthly(BigDecimal usdPerHour, int instances) {
        return usdPerHour
                .multiply(BigDecimal.valueOf(instances))
                .multiply(CostPerformance.HOURS)
                .setScale(2, RoundingMode.HALF_UP);
    }

    private static ChangeNote covered(Coverage coverage) {
        return new ChangeNote.Covered(
                coverage.share() instanceof Measure.Known(double share) ? Double.valueOf(share) : null);
    }

    // jobs

    private Verdict jobs() {
        Map<String, BigDecimal> prices = new HashMap<>();
        measures.prices().offers(measures.component()).forEach(one -> prices.put(one.type(), one.usdPerHour()));
        JobWaste waste =
                JobWaste.of(context.jobs().stream().map(JobWorkloads::job).toList(), type -> prices.get(type));
        int jobs = context.jobs().size();
        if (jobs == 0) {
            return Verdict.of(FindingState.NOT_MEASURED, new NoJobs());
        }
        boolean warm = waste.warmInstanceHours() > 0;
        if (waste.lost() == 0 && !warm) {
            return Verdict.of(FindingState.FITS, new JobsKept(jobs));
        }
        boolean known = waste.notPriced() + waste.notTimed() == 0;
        return Verdict.of(
                FindingState.WASTEFUL,
                new JobsLost(waste.lost(), jobs, warm, known ? waste.lostUsd().add(waste.warmUsd()) : null));
    }

    /** Stored jobs as AWS described them. */
    static final class JobWorkloads {
        private JobWorkloads() {}

        static MlJob job(Job job) {
            return new MlJob(
                    JobKind.valueOf(job.kind().toUpperCase(Locale.ROOT)),
                    job.name(),
                    job.arn(),
                    job.status(),
                    job.instanceType(),
                    job.instances(),
                    job.created(),
                    null,
                    job.ended(),
                    job.billableSeconds(),
                    job.trainingSeconds(),
                    job.spot(),
                    job.checkpoints(),
                    job.retainedSeconds(),
                    job.interruptions());
        }
    }
}
