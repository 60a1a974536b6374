package dev.bursar.efficiency.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import dev.bursar.efficiency.formula.ComponentUse;
import dev.bursar.efficiency.formula.Hardware;
import dev.bursar.efficiency.formula.JobWaste;
import dev.bursar.efficiency.formula.Measure;
import dev.bursar.efficiency.query.WorkloadDetails;
import dev.bursar.efficiency.query.WorkloadDetails.ComponentLine;
import dev.bursar.efficiency.query.WorkloadDetails.VariantLine;
import dev.bursar.efficiency.text.ReasonText;
import dev.bursar.efficiency.workload.WorkloadKind;
import dev.bursar.efficiency.workload.Workloads.Job;
import dev.bursar.ui.FixedRows;
import dev.bursar.ui.Formats;
import dev.bursar.ui.HtmlTable;
import dev.bursar.ui.HtmlTable.Column;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Section;
import module java.base;
import org.jspecify.annotations.Nullable;

/** What a workload consists of, each part with its share of the cost: variants, inference components, jobs. */
final class PartsSections {
    private PartsSections() {}

    static Optional<Component> variants(WorkloadDetails details) {
        List<VariantLine> variants = details.variants();
        boolean endpoint = details.workload().kind() == WorkloadKind.ENDPOINT;
        if (variants.isEmpty() || variants.size() == 1 && !endpoint) {
            return Optional.empty();
        }
        String currency = EfficiencyText.currency(details.row().currency());
        BigDecimal whole = variants.stream()
                .map(VariantLine::cost)
                .filter(Objects::nonNull)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        boolean known = variants.stream().allMatch(variant -> variant.cost() != null);
        var rows = new FixedRows();
        for (VariantLine one : variants) {
            rows.line(
                    one.name() + (one.shadow() ? " (shadow)" : "") + (one.gone() ? " (gone)" : ""),
                    "",
                    Objects.requireNonNullElse(one.instanceType(), "serverless"),
                    one.instanceType() == null ? "serverless" : instances(one),
                    EfficiencyText.words(one.cpu()),
                    EfficiencyText.words(one.memory()),
                    EfficiencyText.words(one.gpu()),
                    EfficiencyText.words(one.gpuMemory()),
                    EfficiencyText.number(one.invocations(), EfficiencyText.NOT_KNOWN),
                    money(one.cost(), currency),
                    share(one.cost(), whole));
        }
        String title = endpoint ? "Variants" : "Instance types";
        var section = new Section(title).flush();
        section.note((endpoint
                        ? Formats.count(variants.size(), "variant", "variants")
                        : Formats.count(variants.size(), "instance type", "instance types"))
                + ", latest 14 days");
        section.with(new HtmlTable(
                title,
                List.of(
                        Column.name("VARIANT", endpoint ? "Variant" : "Type", "Sum"),
                        Column.text("INSTANCES", "Instances", 170).onlyWide(),
                        Column.figure("CPU", "CPU", 80, "").onlyWide(),
                        Column.figure("MEMORY", "Memory", 90, "").onlyWide(),
                        Column.figure("GPU", "GPU", 80, "").onlyWide(),
                        Column.figure("GPU_MEMORY", "GPU memory", 100, "").onlyWide(),
                        Column.figure("REQUESTS", "Requests", 110, "").onlyWide(),
                        Column.figure(
                                "COST", "Cost", 110, known ? Formats.money(whole, currency) : EfficiencyText.NOT_KNOWN),
                        Column.figure("SHARE", "Share", 80, "")),
                List.of(),
                rows));
        var notes = new Div();
        notes.addClassName("card-note");
        variants.stream()
                .map(VariantLine::costReason)
                .filter(Objects::nonNull)
                .distinct()
                .forEach(reason ->
                        notes.add(UseSection.note("Cost of variants is not known: " + ReasonText.of(reason))));
        variants.stream()
                .filter(variant -> variant.counted() != null)
                .forEach(variant -> notes.add(
                        UseSection.note(PlainText.cut(variant.name(), 60) + ": AWS counted " + variant.counted()
                                + " running instances, and the metrics of that hour disagree: data points are"
                                + " missing, or the interval in the endpoint\u2019s configuration is wrong.")));
        if (notes.getChildren().findAny().isPresent()) {
            section.with(notes);
        }
        return Optional.of(section);
    }

    private static String instances(VariantLine one) {
        String type = Objects.requireNonNullElse(one.instanceType(), "");
        return one.instances() == null ? type : EfficiencyText.number(one.instances()) + " \u00D7 " + type;
    }

    private static String money(@Nullable BigDecimal amount, String currency) {
        return amount == null ? EfficiencyText.NOT_KNOWN : Formats.money(amount, currency);
    }

    private static String share(@Nullable BigDecimal part, BigDecimal whole) {
        return part == null ? "" : Formats.share(part, whole).orElse("");
    }

    static Optional<Component> components(WorkloadDetails details) {
        List<ComponentLine> components = details.components();
        if (components.isEmpty()) {
            return Optional.empty();
        }
        String currency = EfficiencyText.currency(details.row().currency());
        BigDecimal whole = components.stream()
                .map(ComponentLine::cost)
                .filter(Objects::nonNull)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        var rows = new FixedRows();
        for (ComponentLine one : components) {
            rows.line(
                    one.name(),
                    "",
                    one.variant(),
                    one.variant(),
                    one.copies() == null ? "" : Formats.count(one.copies()),
                    EfficiencyText.number(one.cores(), ""),
                    EfficiencyText.number(one.accelerators(), ""),
                    one.memoryMb() == null ? "" : EfficiencyText.number(one.memoryMb() / 1024.0),
                    money(one.cost(), currency),
                    share(one.cost(), whole));
        }
        var section = new Section("Inference components")
                .flush()
                .note("cost of the latest day with charges")
                .with(new HtmlTable(
                        "Inference components",
                        List.of(
                                Column.name("COMPONENT", "Component", ""),
                                Column.text("VARIANT", "Variant", 140).onlyWide(),
                                Column.figure("COPIES", "Copies", 80, ""),
                                Column.figure("CORES", "vCPUs each", 100, "").onlyWide(),
                                Column.figure("GPUS", "GPUs each", 90, "").onlyWide(),
                                Column.figure("MEMORY", "GiB each", 90, "").onlyWide(),
                                Column.figure("COST", "Cost", 110, ""),
                                Column.figure("SHARE", "Share", 80, "")),
                        List.of(),
                        rows));
        var notes = new Div();
        notes.addClassName("card-note");
        details.componentUse().forEach((resource, use) -> notes.add(UseSection.note(use(resource, use))));
        return Optional.of(section.with(notes));
    }

    /** What is used may be little of what is reserved, and that little of what there is. Copies may use more than they reserve. */
    static String use(Hardware resource, ComponentUse use) {
        OptionalDouble used = use.usedOfReserved().number();
        String beside = used.isEmpty()
                ? ""
                : used.getAsDouble() > 1
                        ? ", more than is reserved"
                        : ", " + EfficiencyText.percent(used.getAsDouble()) + " of what is reserved";
        return (resource == Hardware.CPU ? "CPU" : "Memory") + " of the instances: reserved by copies "
                + share(use.reservedOfProvisioned()) + "; used " + share(use.usedOfProvisioned()) + beside + ".";
    }

    private static String share(Measure measure) {
        return measure.number().isPresent()
                ? EfficiencyText.percent(measure.number().getAsDouble())
                : EfficiencyText.NOT_KNOWN;
    }

    static Optional<Component> jobs(WorkloadDetails details) {
        List<Job> jobs = details.jobs();
        if (jobs.isEmpty()) {
            return Optional.empty();
        }
        var rows = new FixedRows();
        for (Job job : jobs) {
            rows.line(
                    job.name(),
                    "",
                    job.status() + ", " + Formats.moment(job.created()),
                    job.kind(),
                    job.instanceType() == null ? "" : Formats.count(job.instances()) + " \u00D7 " + job.instanceType(),
                    job.status(),
                    Formats.moment(job.created()),
                    job.billableSeconds() == null ? EfficiencyText.NOT_KNOWN : hours(job.billableSeconds()),
                    job.retainedSeconds() == 0 ? "" : hours(job.retainedSeconds()),
                    job.spot() ? Formats.count(job.interruptions()) : "On-Demand",
                    lost(job));
        }
        return Optional.of(new Section("Jobs")
                .flush()
                .note(Formats.count(jobs.size(), "job", "jobs") + " of 30 days")
                .with(new HtmlTable(
                        "Jobs",
                        List.of(
                                Column.name("JOB", "Job", ""),
                                Column.text("KIND", "Kind", 100).onlyWide(),
                                Column.text("INSTANCES", "Instances", 160).onlyWide(),
                                Column.text("STATUS", "Status", 100).onlyWide(),
                                Column.text("STARTED", "Started", 140).onlyWide(),
                                Column.figure("BILLABLE", "Billable time each", 150, ""),
                                Column.figure("WARM", "Warm pool", 100, "").onlyWide(),
                                Column.figure("SPOT", "Spot interruptions", 130, "")
                                        .onlyWide(),
                                Column.figure("LOST", "Lost", 110, "")),
                        List.of(),
                        rows)));
    }

    private static String hours(long seconds) {
        return Formats.duration(Duration.ofSeconds(seconds));
    }

    /** Billable time of all instances, where the job left nothing. */
    private static String lost(Job job) {
        if (!JobWaste.isLost(job.status(), job.checkpoints())) {
            return "no";
        }
        return job.billableSeconds() == null
                ? EfficiencyText.NOT_KNOWN
                : hours((long) job.billableSeconds() * job.instances());
    }
}
