package dev.bursar.efficiency.fact;

import dev.bursar.efficiency.formula.Hardware;
import module java.base;
import org.jspecify.annotations.Nullable;

/** What speaks for a change, or what it assumes. */
public sealed interface ChangeNote {
    /** In words, as they were stored before notes were facts. */
    record Said(String words) implements ChangeNote {}

    // what speaks for it

    record IdleHours(int days, int hours) implements ChangeNote {}

    /** What it cost. */
    record Cost(boolean inService, CostFact cost) implements ChangeNote {}

    /** @param share of the billed hours that is measured; null where charges don't say how many were billed */
    record Covered(@Nullable Double share) implements ChangeNote {}

    /** What runs now at list price. */
    record ListPrice(List<Priced> instances) implements ChangeNote {
        public ListPrice {
            instances = List.copyOf(instances);
        }
    }

    /** What runs now and what is proposed, at list price. */
    record ListPrices(Priced now, Priced then) implements ChangeNote {}

    /**
     * What was enough in nearly all hours, and with headroom.
     *
     * @param each whether it is of each instance, and not of all together
     * @param offered what the proposed instances have
     */
    record Needed(
            Hardware resource,
            double used,
            double capacity,
            boolean each,
            double headroom,
            double needed,
            double offered)
            implements ChangeNote {}

    record MemoryNotMeasured() implements ChangeNote {}

    record Measured(int hours, String type) implements ChangeNote {}

    /** What an Inference Recommender job measured of one instance. */
    record JobMeasured(String job, Instant completed, double perMinute, String type, double latencyMs)
            implements ChangeNote {}

    record NotOpened(Unopened unopened) implements ChangeNote {}

    /** Hours that are billed, and what they cost. */
    record Ran(long hours, int days, BigDecimal amount, String currency) implements ChangeNote {}

    /** What is billed on when it stops. */
    record BilledOn(BigDecimal amount, String currency) implements ChangeNote {}

    record InstanceIdle() implements ChangeNote {}

    record AcceleratorIdle() implements ChangeNote {}

    record NoAcceleratorRule() implements ChangeNote {}

    // what it assumes

    record EndpointNotNeeded() implements ChangeNote {}

    record ThroughputNotNeeded() implements ChangeNote {}

    record DaysLikeTheLast() implements ChangeNote {}

    record LoadStays() implements ChangeNote {}

    record LatencyNotChecked() implements ChangeNote {}

    record LatencyEstimated(double ms) implements ChangeNote {}

    record SampleRequests() implements ChangeNote {}

    record ContainerTuned() implements ChangeNote {}

    record ArchitectureChanges(
            @Nullable String from, @Nullable String to) implements ChangeNote {}

    /** What would be enough if it also ran on the other architecture. */
    record OtherArchitecture(@Nullable String now, @Nullable String other, Priced enough) implements ChangeNote {}

    record DiscountStays() implements ChangeNote {}

    record OpeningIsRecorded() implements ChangeNote {}

    record KernelKeepsRunning() implements ChangeNote {}

    record VolumeStays() implements ChangeNote {}

    record DisksNotNeeded() implements ChangeNote {}

    record NoVideo() implements ChangeNote {}

    /** Instances of a type, at what one costs an hour. */
    record Priced(int count, String type, BigDecimal usdPerHour) {}
}
