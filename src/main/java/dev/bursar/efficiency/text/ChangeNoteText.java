package dev.bursar.efficiency.text;

import dev.bursar.efficiency.fact.ChangeNote;
import dev.bursar.efficiency.fact.ChangeNote.AcceleratorIdle;
import dev.bursar.efficiency.fact.ChangeNote.ArchitectureChanges;
import dev.bursar.efficiency.fact.ChangeNote.BilledOn;
import dev.bursar.efficiency.fact.ChangeNote.ContainerTuned;
import dev.bursar.efficiency.fact.ChangeNote.Cost;
import dev.bursar.efficiency.fact.ChangeNote.Covered;
import dev.bursar.efficiency.fact.ChangeNote.DaysLikeTheLast;
import dev.bursar.efficiency.fact.ChangeNote.DiscountStays;
import dev.bursar.efficiency.fact.ChangeNote.DisksNotNeeded;
import dev.bursar.efficiency.fact.ChangeNote.EndpointNotNeeded;
import dev.bursar.efficiency.fact.ChangeNote.IdleHours;
import dev.bursar.efficiency.fact.ChangeNote.InstanceIdle;
import dev.bursar.efficiency.fact.ChangeNote.JobMeasured;
import dev.bursar.efficiency.fact.ChangeNote.KernelKeepsRunning;
import dev.bursar.efficiency.fact.ChangeNote.LatencyEstimated;
import dev.bursar.efficiency.fact.ChangeNote.LatencyNotChecked;
import dev.bursar.efficiency.fact.ChangeNote.ListPrice;
import dev.bursar.efficiency.fact.ChangeNote.ListPrices;
import dev.bursar.efficiency.fact.ChangeNote.LoadStays;
import dev.bursar.efficiency.fact.ChangeNote.Measured;
import dev.bursar.efficiency.fact.ChangeNote.MemoryNotMeasured;
import dev.bursar.efficiency.fact.ChangeNote.Needed;
import dev.bursar.efficiency.fact.ChangeNote.NoAcceleratorRule;
import dev.bursar.efficiency.fact.ChangeNote.NoVideo;
import dev.bursar.efficiency.fact.ChangeNote.NotOpened;
import dev.bursar.efficiency.fact.ChangeNote.OpeningIsRecorded;
import dev.bursar.efficiency.fact.ChangeNote.OtherArchitecture;
import dev.bursar.efficiency.fact.ChangeNote.Priced;
import dev.bursar.efficiency.fact.ChangeNote.Ran;
import dev.bursar.efficiency.fact.ChangeNote.Said;
import dev.bursar.efficiency.fact.ChangeNote.SampleRequests;
import dev.bursar.efficiency.fact.ChangeNote.ThroughputNotNeeded;
import dev.bursar.efficiency.fact.ChangeNote.VolumeStays;
import dev.bursar.efficiency.fact.CostFact;
import dev.bursar.efficiency.formula.Hardware;
import dev.bursar.ui.Formats;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Says what speaks for a change and what it assumes. */
public final class ChangeNoteText {
    private static final String MONTH = " an hour, 730 hours a month.";

    private ChangeNoteText() {}

    /** A line for each. */
    public static List<String> of(List<ChangeNote> notes) {
        return notes.stream().map(ChangeNoteText::of).toList();
    }

    static String of(ChangeNote note) {
        return switch (note) {
            case Said(var words) -> words;
            case IdleHours(int days, int hours) ->
                "No requests in " + days + " days: idle in all " + hours + " measured hours.";
            case Cost(boolean inService, var cost) ->
                (inService ? "It is InService and cost " : "It cost ") + of(cost) + ".";
            case Covered(var share) ->
                share == null
                        ? "Charges don\u2019t say how many hours were billed: costs are at list price."
                        : ReasonText.coverage(share);
            case ListPrice(var instances) ->
                "List price: "
                        + instances.stream().map(ChangeNoteText::of).collect(Collectors.joining(" an hour, "))
                        + MONTH;
            case ListPrices(var now, var then) -> "List price: " + of(now) + ", " + of(then) + MONTH;
            case Needed needed -> of(needed);
            case MemoryNotMeasured any -> "Memory was not measured, so only types with as much or more are considered.";
            case Measured(int hours, var type) -> hours + " hours of " + type + " were measured.";
            case JobMeasured job -> of(job);
            case NotOpened(var unopened) -> FindingText.of(unopened);
            case Ran(long hours, int days, var amount, var currency) ->
                "It ran for " + hours + " billed hours in " + Formats.count(days, "day", "days") + ". These cost "
                        + Formats.money(amount, currency) + ".";
            case BilledOn(var amount, var currency) ->
                "Charges that aren\u2019t by the hour, such as its volume, were " + Formats.money(amount, currency)
                        + " in these days. Stopping it doesn\u2019t save them.";
            case InstanceIdle any -> "CPU stayed below 5% and the network below 5 MB a day, for 14 days.";
            case AcceleratorIdle any -> "Its GPUs were inactive in 99% of the hours, and their memory stayed below 5%.";
            case NoAcceleratorRule any -> "AWS\u2019s rule needs no GPU metrics for this instance type.";
            case EndpointNotNeeded any ->
                "Nobody needs the endpoint soon. The model and the endpoint configuration stay, so you can create it again.";
            case ThroughputNotNeeded any ->
                "Nobody needs this throughput soon. A foundation model can still be called on demand; a custom model can\u2019t"
                        + " be called without provisioned throughput.";
            case DaysLikeTheLast any ->
                "The coming days are like its last whole days. A Savings Plan that covers it may go unused.";
            case LoadStays any -> "Every instance is as busy as the busiest one, and the load stays as it is.";
            case LatencyNotChecked any ->
                "This workload has no latency requirement, so latency is not checked. Set one to check it.";
            case LatencyEstimated(double ms) ->
                "That it answers within " + number(ms)
                        + " ms is estimated from how its use grows with requests. Test it before you rely on it.";
            case SampleRequests any ->
                "The job\u2019s sample requests are like real ones. Its latency is that of the model alone, and AWS"
                        + " doesn\u2019t say for which share of answers.";
            case ContainerTuned any -> "The job set environment parameters of the container. Set the same ones.";
            case ArchitectureChanges(var from, var to) ->
                "It changes the processor architecture from " + from + " to " + to
                        + ": container and model are built for both, as its requirements say, and a vCPU of one does as"
                        + " much as a vCPU of the other.";
            case OtherArchitecture(var now, var other, var enough) ->
                "It stays on " + now + ". If container and model are also built for " + other
                        + ", set that in its requirements: " + of(enough) + " an hour would be enough.";
            case DiscountStays any ->
                "The discount from list price stays as it is now. A Savings Plan that covers it may go partly unused.";
            case OpeningIsRecorded any -> "People open it with the AWS console or API, which CloudTrail records.";
            case KernelKeepsRunning any -> "Idle shutdown doesn\u2019t act while a kernel or terminal is open.";
            case VolumeStays any -> "Its volume is still billed while it is stopped, and its data is kept.";
            case DisksNotNeeded any -> "Nobody needs what is on its disks.";
            case NoVideo any -> "Its GPUs encode no video. Bursar doesn\u2019t read that.";
        };
    }

    private static String of(CostFact cost) {
        if (cost.shared()) {
            return "an amount that several teams share";
        }
        @Nullable BigDecimal amount = cost.amount();
        @Nullable String currency = cost.currency();
        return amount == null || currency == null
                ? "an amount that is not known"
                : Formats.money(amount, currency) + " in " + Formats.count(cost.days(), "day", "days") + " ("
                        + switch (cost.source()) {
                            case "export" -> "charges by resource";
                            case "cost_explorer" -> "Cost Explorer, by resource";
                            default -> "list price";
                        }
                        + ")";
    }

    /** {@code 2 × ml.m5.large at $0.115}. */
    private static String of(Priced priced) {
        return priced.count() + " \u00d7 " + priced.type() + " at " + Formats.exactPrice(priced.usdPerHour(), "USD");
    }

    /** {@code Memory per instance (GiB)}. */
    public static String resource(Needed needed) {
        String each = needed.each() ? " per instance" : "";
        return switch (needed.resource()) {
            case CPU, GPU -> units(needed.resource()) + each;
            case MEMORY, GPU_MEMORY -> word(needed.resource()) + each + " (" + units(needed.resource()) + ")";
        };
    }

    private static String of(Needed needed) {
        return word(needed.resource()) + ": " + number(needed.used()) + " of " + number(needed.capacity()) + " "
                + units(needed.resource()) + (needed.each() ? " an instance" : "")
                + " were enough in 99.5% of the hours, " + number(needed.needed()) + " with "
                + String.format(Locale.ROOT, "%.0f%%", needed.headroom() * 100)
                + " headroom. Proposed: " + number(needed.offered()) + (needed.each() ? " each." : ".");
    }

    private static String of(JobMeasured measured) {
        return "Inference Recommender job " + measured.job().replaceAll("\\s+", " ") + " of "
                + Formats.date(LocalDate.ofInstant(measured.completed(), ZoneOffset.UTC)) + " measured "
                + number(measured.perMinute()) + " requests a minute on one " + measured.type() + ", at "
                + number(measured.latencyMs()) + " ms.";
    }

    private static String units(Hardware resource) {
        return switch (resource) {
            case CPU -> "vCPUs";
            case GPU -> "GPUs";
            case MEMORY, GPU_MEMORY -> "GiB";
        };
    }

    private static String word(Hardware resource) {
        return switch (resource) {
            case CPU -> "CPU";
            case MEMORY -> "Memory";
            case GPU -> "GPU";
            case GPU_MEMORY -> "GPU memory";
        };
    }

    /** With two decimals at most. */
    public static String number(double value) {
        return BigDecimal.valueOf(value)
                .setScale(2, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
