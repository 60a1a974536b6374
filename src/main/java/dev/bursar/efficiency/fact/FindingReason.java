package dev.bursar.efficiency.fact;

import dev.bursar.efficiency.formula.Ec2Idle;
import dev.bursar.efficiency.formula.Reason;
import dev.bursar.efficiency.sizing.Sizing.Ground;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Why a workload is in its state. */
public sealed interface FindingReason {
    /** In words, as they were stored before reasons were facts. */
    record Said(String words) implements FindingReason {}

    /** Not known for a reason that figures have too. */
    record Unknown(Reason reason) implements FindingReason {}

    /** Its metrics were due and not read. */
    record Unread(Reason reason, Instant tried) implements FindingReason {}

    /** Too few or too many of the billed hours are measured. */
    record Covered(Reason reason, double share) implements FindingReason {}

    /** @param status as AWS writes it; "" where it says none */
    record InStatus(String status) implements FindingReason {}

    record NotDescribed() implements FindingReason {}

    // endpoints

    /** @param severalTeams whether no saving is told because several teams pay */
    record Unused(int days, boolean severalTeams) implements FindingReason {}

    record UnusedOfUnknownAge() implements FindingReason {}

    record WithComponents() implements FindingReason {}

    record UnknownType(String type) implements FindingReason {}

    record NotSized(Ground ground) implements FindingReason {}

    record WithoutVariant() implements FindingReason {}

    /** Fewer or smaller instances. */
    record Enough(int count, String type) implements FindingReason {}

    // provisioned models

    /** Without requests, while a commitment runs: deleting it before it ends saves nothing. */
    record UnusedCommitted(int days, Instant ends) implements FindingReason {}

    /** Without requests; no charge says what it costs. */
    record UnusedAtUnknownCost(int days) implements FindingReason {}

    record Called(long requests, int days) implements FindingReason {}

    /** Without requests, at less than anybody is asked to look at. */
    record UnusedCheap(int days) implements FindingReason {}

    record Exempt(LocalDate until) implements FindingReason {}

    // notebooks and apps

    record Opened(Instant at, String person) implements FindingReason {}

    record EventsNotRead() implements FindingReason {}

    record EventsTooShort() implements FindingReason {}

    record TooYoung() implements FindingReason {}

    record UnopenedOfUnknownAge() implements FindingReason {}

    record NotOpened(Unopened unopened, Payers payers) implements FindingReason {}

    /** Who pays for what nobody opened. */
    enum Payers {
        KNOWN,
        SEVERAL_TEAMS,
        NOT_KNOWN
    }

    // families of jobs

    record NoJobs() implements FindingReason {}

    record JobsKept(int jobs) implements FindingReason {}

    /**
     * @param warmPools whether any waited for jobs at a price
     * @param usd at list price; null where a price or a time is missing
     */
    record JobsLost(
            int lost, int jobs, boolean warmPools, @Nullable BigDecimal usd) implements FindingReason {}

    // EC2 instances

    record InstanceIdle() implements FindingReason {}

    record InstanceUsed(Ec2Idle.Use by) implements FindingReason {}

    /** CPU and network idled. */
    record AcceleratorUnknown(Reason reason) implements FindingReason {}
}
