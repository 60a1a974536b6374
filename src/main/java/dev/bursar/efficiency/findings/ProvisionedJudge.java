package dev.bursar.efficiency.findings;

import dev.bursar.efficiency.fact.ChangeNote;
import dev.bursar.efficiency.fact.ChangeNote.DaysLikeTheLast;
import dev.bursar.efficiency.fact.ChangeNote.ThroughputNotNeeded;
import dev.bursar.efficiency.fact.FindingReason;
import dev.bursar.efficiency.fact.FindingReason.Called;
import dev.bursar.efficiency.fact.FindingReason.Exempt;
import dev.bursar.efficiency.fact.FindingReason.InStatus;
import dev.bursar.efficiency.fact.FindingReason.TooYoung;
import dev.bursar.efficiency.fact.FindingReason.Unknown;
import dev.bursar.efficiency.fact.FindingReason.Unused;
import dev.bursar.efficiency.fact.FindingReason.UnusedAtUnknownCost;
import dev.bursar.efficiency.fact.FindingReason.UnusedCheap;
import dev.bursar.efficiency.fact.FindingReason.UnusedCommitted;
import dev.bursar.efficiency.fact.FindingReason.UnusedOfUnknownAge;
import dev.bursar.efficiency.findings.Judge.Provisioned;
import dev.bursar.efficiency.findings.OpenedJudge.Verdicts;
import dev.bursar.efficiency.formula.Coverage;
import dev.bursar.efficiency.formula.HourPoint;
import dev.bursar.efficiency.formula.IdleHours;
import dev.bursar.efficiency.formula.IdleHours.Hour;
import dev.bursar.efficiency.formula.Reason;
import dev.bursar.efficiency.formula.Zombie;
import dev.bursar.efficiency.proposals.Proposal.Action;
import dev.bursar.efficiency.proposals.ProposedChange;
import dev.bursar.efficiency.reading.PointStore.Measured;
import dev.bursar.efficiency.workload.MlWorkload;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * Judges a provisioned model by its requests, as an endpoint is judged. No metric says how full a model unit is: one that is called at all
 * is in use. Model units are billed whether there are metrics or not, so each hour of which metrics were asked for counts.
 */
final class ProvisionedJudge {
    private final WorkloadMeasures measures;
    private final MlWorkload workload;
    private final Judge.Context context;
    private final JudgedCost costs;

    ProvisionedJudge(WorkloadMeasures measures, Judge.Context context, JudgedCost costs) {
        this.measures = measures;
        this.workload = measures.workload();
        this.context = context;
        this.costs = costs;
    }

    <V> V judge(Verdicts<V> verdicts) {
        Window window = measures.window();
        IdleHours idle = idle();
        double requests = measures.current().stream()
                .flatMap(variant -> measures.all(variant).points().stream())
                .filter(point -> !point.hour().isBefore(window.from()))
                .mapToDouble(point -> point.invocations() == null ? 0 : point.invocations())
                .sum();
        if (requests > 0) {
            return verdicts.of(FindingState.FITS, new Called(Math.round(requests), Window.DAYS), List.of());
        }
        Zombie zombie = Zombie.of(
                new Zombie.Subject(workload.status(), workload.created(), false, false, context.exemptTo()),
                window.from(),
                window.to(),
                idle,
                Coverage.notKnown(),
                costs.usdPerDay());
        return switch (zombie.objection()) {
            case null -> unused(verdicts, idle);
            case COST_NOT_KNOWN ->
                verdicts.of(FindingState.ZOMBIE, committed().orElse(new UnusedAtUnknownCost(Window.DAYS)), List.of());
            case NOT_IN_SERVICE -> notEvaluated(verdicts, new InStatus(workload.status()));
            case TOO_NEW -> notEvaluated(verdicts, new TooYoung());
            case AGE_NOT_KNOWN -> notEvaluated(verdicts, new UnusedOfUnknownAge());
            case EXEMPT ->
                verdicts.of(FindingState.FITS, new Exempt(Objects.requireNonNull(context.exemptTo())), List.of());
            case CHEAP -> verdicts.of(FindingState.FITS, new UnusedCheap(Window.DAYS), List.of());
            case NOT_MEASURED, USED, COVERAGE, SHADOW, RESERVED ->
                notEvaluated(verdicts, context.because(new Unknown(unread())));
        };
    }

    private static <V> V notEvaluated(Verdicts<V> verdicts, FindingReason reason) {
        return verdicts.of(FindingState.NOT_MEASURED, reason, List.of());
    }

    /** The hours of the window of which AWS gave all that was asked for; without a point nobody called the model in an hour. */
    private IdleHours idle() {
        Window window = measures.window();
        @Nullable Measured asked = asked();
        var hours = new TreeMap<Instant, Hour>();
        if (asked == null) {
            return new IdleHours(hours);
        }
        Map<Instant, Boolean> called = measures.current().stream()
                .flatMap(variant -> measures.in(variant).points().stream())
                .collect(Collectors.toMap(
                        HourPoint::hour,
                        point -> point.invocations() != null && point.invocations() > 0,
                        Boolean::logicalOr));
        int units = measures.current().stream()
                .mapToInt(variant -> variant.instances() == null ? 1 : variant.instances())
                .sum();
        Instant from = later(window.from(), asked.from());
        Instant to = asked.to().isBefore(window.to()) ? asked.to() : window.to();
        for (Instant hour = from; hour.isBefore(to); hour = hour.plus(Duration.ofHours(1))) {
            hours.put(hour, new Hour(Math.max(1, units), !called.getOrDefault(hour, false)));
        }
        return new IdleHours(hours);
    }

    private Reason unread() {
        Provisioned known = context.provisioned();
        return known != null && known.asked() != null && asked() == null ? Reason.NOT_READ : Reason.FEWER_THAN_14_DAYS;
    }

    /** Null where AWS was asked for nothing, or gave a part of it only. */
    private @Nullable Measured asked() {
        Provisioned known = context.provisioned();
        @Nullable Measured asked = known == null ? null : known.asked();
        return asked == null || !asked.complete() || asked.unreadable() > 0 ? null : asked;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private Optional<FindingReason> committed() {
        Provisioned known = context.provisioned();
        @Nullable Instant ends = known == null ? null : known.commitmentEnds();
        return ends == null || !ends.isAfter(context.now())
                ? Optional.empty()
                : Optional.of(new UnusedCommitted(Window.DAYS, ends));
    }

    /** Nothing is proposed while a commitment runs, or where a lead of one team would learn what another one pays. */
    private <V> V unused(Verdicts<V> verdicts, IdleHours idle) {
        Optional<FindingReason> committed = committed();
        if (committed.isPresent() || costs.isShared()) {
            return verdicts.of(FindingState.ZOMBIE, committed.orElse(new Unused(Window.DAYS, true)), List.of());
        }
        // AWS's list has no prices of model units here, so the saving is what the bill says, in USD
        Optional<BigDecimal> bill = costs.isInUsd() ? costs.billedMonth() : Optional.empty();
        return verdicts.of(
                FindingState.ZOMBIE,
                new Unused(Window.DAYS, false),
                bill.map(month -> List.of(delete(month, idle))).orElse(List.of()));
    }

    private ProposedChange delete(BigDecimal month, IdleHours idle) {
        return new ProposedChange(
                workload.id(),
                "",
                Action.DELETE,
                "",
                measures.current().stream()
                        .mapToInt(variant -> variant.instances() == null ? 1 : Math.max(1, variant.instances()))
                        .sum(),
                "",
                0,
                "",
                false,
                month,
                month,
                costs.currency(),
                null,
                false,
                List.of(
                        new ChangeNote.IdleHours(Window.DAYS, idle.hours().size()),
                        new ChangeNote.Cost(true, costs.fact())),
                List.of(new ThroughputNotNeeded(), new DaysLikeTheLast()));
    }
}
