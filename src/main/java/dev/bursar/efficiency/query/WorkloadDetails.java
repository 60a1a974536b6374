package dev.bursar.efficiency.query;

import dev.bursar.efficiency.formula.ComponentUse;
import dev.bursar.efficiency.formula.Hardware;
import dev.bursar.efficiency.formula.Reason;
import dev.bursar.efficiency.prices.Prices;
import dev.bursar.efficiency.proposals.Proposal;
import dev.bursar.efficiency.proposals.Target;
import dev.bursar.efficiency.query.WorkloadRow.Figure;
import dev.bursar.efficiency.sizing.CostPerformance;
import dev.bursar.efficiency.workload.AwsFindings.AwsFinding;
import dev.bursar.efficiency.workload.MlWorkload;
import dev.bursar.efficiency.workload.Workloads.Job;
import dev.bursar.efficiency.workload.Workloads.Violation;
import dev.bursar.inventory.Creation;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * A workload with all that is known of it.
 *
 * @param variants of an endpoint, production variants first; one for other kinds
 * @param componentUse by what components reserve; empty without components
 * @param days of the latest 93 that have costs or metrics, oldest first
 * @param hours of the window and since, oldest first
 * @param violations that model monitors found in the latest 30 days, the newest first
 * @param awsFinding what AWS Compute Optimizer finds of it
 * @param plot empty where no latency is asked, or rates aren't known
 * @param plotGap why there is no plot; null where there is one
 * @param mayDecide whether the person may approve, dismiss and set requirements
 * @param prices of its Region; empty while they were never read
 */
public record WorkloadDetails(
        WorkloadRow row,
        MlWorkload workload,
        List<VariantLine> variants,
        List<ComponentLine> components,
        Map<Hardware, ComponentUse> componentUse,
        List<Day> days,
        List<Hour> hours,
        List<Job> jobs,
        List<Proposal> proposals,
        Target target,
        Optional<Creation> creation,
        List<Violation> violations,
        Optional<AwsFinding> awsFinding,
        Optional<CostPerformance> plot,
        @Nullable PlotGap plotGap,
        Optional<Prices.Version> prices,
        boolean mayDecide) {
    public WorkloadDetails {
        variants = List.copyOf(variants);
        components = List.copyOf(components);
        componentUse = new TreeMap<>(componentUse);
        days = List.copyOf(days);
        hours = List.copyOf(hours);
        jobs = List.copyOf(jobs);
        proposals = List.copyOf(proposals);
        violations = List.copyOf(violations);
    }

    /** Why cost and performance can't be drawn. */
    public enum PlotGap {
        NO_REQUESTS,
        NO_LATENCY,
        RATE_NOT_KNOWN
    }

    /**
     * A variant in the window.
     *
     * @param instances on average while any ran; null where it isn't known
     * @param cost its part of the window's cost; the parts of all variants add up to it. Null where the split isn't known
     * @param costReason why; null where it is known
     * @param counted instances that AWS counted where metrics of the hour say otherwise; null where they agree or can't be compared
     * @param modelCreated when its model was made; null where AWS doesn't say
     */
    public record VariantLine(
            String name,
            boolean shadow,
            boolean gone,
            @Nullable String instanceType,
            @Nullable Double instances,
            Figure cpu,
            Figure memory,
            Figure gpu,
            Figure gpuMemory,
            @Nullable Double invocations,
            @Nullable BigDecimal cost,
            @Nullable Reason costReason,
            @Nullable Integer counted,
            @Nullable Instant modelCreated) {}

    /**
     * An inference component, or what no copy has reserved.
     *
     * @param copies null where AWS doesn't say, and for what is unplaced
     * @param cost its part of the latest day's cost with charges; null where the split isn't known
     */
    public record ComponentLine(
            String name,
            String variant,
            @Nullable Integer copies,
            @Nullable Double cores,
            @Nullable Double accelerators,
            @Nullable Integer memoryMb,
            @Nullable BigDecimal cost) {}

    /**
     * A day.
     *
     * @param cost EffectiveCost; null where it isn't known
     * @param invocations null where they aren't known
     * @param perInference null where there is no number, with the reason
     * @param instanceHours measured
     * @param chargedHours 0 where there are no charges by the hour
     */
    public record Day(
            LocalDate day,
            @Nullable BigDecimal cost,
            @Nullable Double invocations,
            @Nullable BigDecimal perInference,
            @Nullable Reason reason,
            double instanceHours,
            double chargedHours) {}

    /**
     * An hour of all production variants together; null where there are no points.
     *
     * @param latencyMs average of the model, weighted by requests
     * @param latencyP99Ms the highest of the variants
     * @param uses in vCPUs, GiB and GPUs; a resource that isn't known is missing
     */
    public record Hour(
            Instant hour,
            double instances,
            @Nullable Double requests,
            @Nullable Double errors,
            @Nullable Double latencyMs,
            @Nullable Double latencyP99Ms,
            Map<Hardware, Use> uses) {
        public Hour {
            uses = Map.copyOf(uses);
        }
    }

    /** What was used, and what the instances of which that is known have. */
    public record Use(double used, double provisioned) {}
}
