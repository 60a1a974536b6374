package dev.bursar.efficiency.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Paragraph;
import dev.bursar.efficiency.query.WorkloadDetails;
import dev.bursar.efficiency.query.WorkloadDetails.VariantLine;
import dev.bursar.efficiency.workload.WorkloadKind;
import dev.bursar.efficiency.workload.Workloads.Violation;
import dev.bursar.ui.FixedRows;
import dev.bursar.ui.Formats;
import dev.bursar.ui.HtmlTable;
import dev.bursar.ui.HtmlTable.Column;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Section;
import module java.base;

/** How old an endpoint's models are and what monitors found of them. */
final class DriftSection extends Composite<Section> {
    private static final int LONGEST = 60;

    private final Section section = new Section("Drift");

    private DriftSection(WorkloadDetails details, Instant now) {
        section.note("latest 30 days");
        section.with(ages(details, now));
        section.with(note(found(details.violations())));
        if (!details.violations().isEmpty()) {
            section.with(violations(details.violations()));
        }
    }

    /** Empty where the workload is no endpoint. */
    static Optional<DriftSection> of(WorkloadDetails details, Instant now) {
        return details.workload().kind() == WorkloadKind.ENDPOINT
                ? Optional.of(new DriftSection(details, now))
                : Optional.empty();
    }

    @Override
    protected Section initContent() {
        return section;
    }

    private static Paragraph note(String words) {
        var note = new Paragraph(words);
        note.addClassName("note");
        return note;
    }

    private static HtmlTable ages(WorkloadDetails details, Instant now) {
        var rows = new FixedRows();
        for (VariantLine variant : details.variants()) {
            if (!variant.gone()) {
                Instant made = variant.modelCreated();
                rows.line(
                        variant.name(),
                        "",
                        "",
                        made == null ? "not known" : Formats.date(LocalDate.ofInstant(made, ZoneOffset.UTC)),
                        made == null
                                ? "not known"
                                : Formats.count(
                                        Math.max(0, Duration.between(made, now).toDays()), "day", "days"));
            }
        }
        return new HtmlTable(
                "Age of models",
                List.of(
                        Column.name("VARIANT", "Variant", ""),
                        Column.text("MADE", "Model created", 160),
                        Column.figure("AGE", "Age", 120, "")),
                List.of(),
                rows);
    }

    private static String found(List<Violation> violations) {
        return violations.isEmpty()
                ? "No violation reported: AWS checks only endpoints with a model monitor."
                : "Model monitors reported violations in " + Formats.count(violations.size(), "run", "runs") + ".";
    }

    private static HtmlTable violations(List<Violation> violations) {
        var rows = new FixedRows();
        violations.forEach(one -> rows.line(kind(one.kind()), "", "", Formats.momentWithYear(one.at())));
        return new HtmlTable(
                "Violations",
                List.of(Column.name("KIND", "Monitor", ""), Column.text("AT", "Reported", 200)),
                List.of(),
                rows);
    }

    private static String kind(String kind) {
        return switch (kind) {
            case "DataQuality" -> "Data quality";
            case "ModelQuality" -> "Model quality";
            case "ModelBias" -> "Model bias";
            case "ModelExplainability" -> "Feature attribution";
            default -> PlainText.cut(kind, LONGEST);
        };
    }
}
