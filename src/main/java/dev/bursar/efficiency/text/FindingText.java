package dev.bursar.efficiency.text;

import dev.bursar.efficiency.fact.FindingReason;
import dev.bursar.efficiency.fact.FindingReason.AcceleratorUnknown;
import dev.bursar.efficiency.fact.FindingReason.Called;
import dev.bursar.efficiency.fact.FindingReason.Covered;
import dev.bursar.efficiency.fact.FindingReason.Enough;
import dev.bursar.efficiency.fact.FindingReason.EventsNotRead;
import dev.bursar.efficiency.fact.FindingReason.EventsTooShort;
import dev.bursar.efficiency.fact.FindingReason.Exempt;
import dev.bursar.efficiency.fact.FindingReason.InStatus;
import dev.bursar.efficiency.fact.FindingReason.InstanceIdle;
import dev.bursar.efficiency.fact.FindingReason.InstanceUsed;
import dev.bursar.efficiency.fact.FindingReason.JobsKept;
import dev.bursar.efficiency.fact.FindingReason.JobsLost;
import dev.bursar.efficiency.fact.FindingReason.NoJobs;
import dev.bursar.efficiency.fact.FindingReason.NotDescribed;
import dev.bursar.efficiency.fact.FindingReason.NotOpened;
import dev.bursar.efficiency.fact.FindingReason.NotSized;
import dev.bursar.efficiency.fact.FindingReason.Opened;
import dev.bursar.efficiency.fact.FindingReason.Said;
import dev.bursar.efficiency.fact.FindingReason.TooYoung;
import dev.bursar.efficiency.fact.FindingReason.Unknown;
import dev.bursar.efficiency.fact.FindingReason.UnknownType;
import dev.bursar.efficiency.fact.FindingReason.UnopenedOfUnknownAge;
import dev.bursar.efficiency.fact.FindingReason.Unread;
import dev.bursar.efficiency.fact.FindingReason.Unused;
import dev.bursar.efficiency.fact.FindingReason.UnusedAtUnknownCost;
import dev.bursar.efficiency.fact.FindingReason.UnusedCheap;
import dev.bursar.efficiency.fact.FindingReason.UnusedCommitted;
import dev.bursar.efficiency.fact.FindingReason.UnusedOfUnknownAge;
import dev.bursar.efficiency.fact.FindingReason.WithComponents;
import dev.bursar.efficiency.fact.FindingReason.WithoutVariant;
import dev.bursar.efficiency.fact.Unopened;
import dev.bursar.ui.Formats;
import module java.base;

/** Says why a workload is in its state. */
public final class FindingText {
    private static final String WARM_POOLS = "Warm pools were billed while they waited for jobs.";

    private FindingText() {}

    /** One sentence or more. */
    public static String of(FindingReason reason) {
        return switch (reason) {
            case Said(var words) -> words;
            case Unknown(var why) -> ReasonText.of(why);
            case Unread(var why, var tried) ->
                ReasonText.of(why) + " It was tried last on " + Formats.moment(tried) + ".";
            case Covered(var why, double share) -> ReasonText.of(why) + " " + ReasonText.coverage(share);
            case InStatus(var status) ->
                status.isEmpty() ? "AWS doesn\u2019t say its status." : "Its status is " + status + ".";
            case NotDescribed any -> "AWS lists it, but its description can\u2019t be read.";
            case Unused(int days, boolean several) ->
                "No requests in " + days + " days." + (several ? " Several teams pay for it." : "");
            case UnusedCommitted(int days, var ends) ->
                "No requests in " + days + " days. Its commitment runs until " + day(ends)
                        + ": deleting it earlier saves nothing.";
            case UnusedAtUnknownCost(int days) -> "No requests in " + days + " days. No charge states what it costs.";
            case UnusedCheap(int days) -> "No requests in " + days + " days, but it costs less than $1 a day.";
            case Exempt(var until) -> "No one is asked about it until " + Formats.shortDate(until) + ".";
            case Called(long requests, int days) ->
                Formats.count(requests, "request", "requests") + " in " + days + " days.";
            case UnusedOfUnknownAge any -> "No requests, but AWS doesn\u2019t say when it was created.";
            case WithComponents any ->
                "Endpoints with inference components are not resized: each copy reserves what it needs.";
            case UnknownType(var type) -> "The vCPUs and memory of " + type + " are not known.";
            case NotSized(var ground) -> ReasonText.of(ground);
            case WithoutVariant any -> "It has no variant that takes requests.";
            case Enough(int count, var type) -> count + " \u00d7 " + type + " would be enough.";
            case Opened(var at, var person) -> "Opened on " + day(at) + " by " + person + ".";
            case EventsNotRead any ->
                "AWS publishes no usage of it, and CloudTrail events of this account and Region have not been read.";
            case EventsTooShort any -> "CloudTrail events are available for fewer than 14 days here.";
            case TooYoung any -> "It is younger than 14 days.";
            case UnopenedOfUnknownAge any ->
                "No one opened it in 14 days, and AWS doesn\u2019t say when it was created.";
            case NotOpened(var unopened, var payers) ->
                of(unopened)
                        + switch (payers) {
                            case KNOWN -> "";
                            case SEVERAL_TEAMS -> " Several teams pay for it.";
                            case NOT_KNOWN -> " Its cost by resource is not known.";
                        };
            case NoJobs any -> "No job in 30 days.";
            case JobsKept(int jobs) -> Formats.count(jobs, "job", "jobs") + " in 30 days, none lost.";
            case JobsLost lost -> of(lost);
            case InstanceIdle any -> "Idle for 14 days. AWS Compute Optimizer\u2019s rule says so.";
            case InstanceUsed(var by) -> ReasonText.of(by);
            case AcceleratorUnknown(var why) -> "CPU and network were idle for 14 days. " + ReasonText.of(why);
        };
    }

    static String of(Unopened unopened) {
        return "Not opened since " + day(unopened.since()) + ". "
                + (unopened.person() == null
                        ? "CloudTrail events of earlier days were not read."
                        : unopened.person() + " opened it last.");
    }

    private static String of(JobsLost lost) {
        String jobs = lost.lost() == 0
                ? WARM_POOLS
                : lost.lost() + " of " + Formats.count(lost.jobs(), "job", "jobs")
                        + " lost in 30 days. A job is lost when it fails, or stops without a checkpoint."
                        + (lost.warmPools() ? " " + WARM_POOLS : "");
        return lost.usd() == null
                ? jobs
                : jobs + " Together this cost " + Formats.money(lost.usd(), "USD") + " at list price in 30 days.";
    }

    /** {@code 18 Oct}: who opened it at which hour is for CloudTrail's pages. */
    private static String day(Instant moment) {
        return Formats.shortDate(LocalDate.ofInstant(moment, ZoneOffset.UTC));
    }
}
