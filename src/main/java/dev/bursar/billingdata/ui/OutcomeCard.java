package dev.bursar.billingdata.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.bursar.billingdata.imports.ImportRun;
import dev.bursar.billingdata.imports.ImportState;
import dev.bursar.billingdata.imports.UploadService.NextStep;
import dev.bursar.billingdata.read.ImportReportText;
import dev.bursar.charges.spi.DeliveredCosts;
import dev.bursar.charges.spi.DeliveredCosts.Part;
import dev.bursar.charges.spi.DeliveredCosts.Sum;
import dev.bursar.setup.SetupLinks;
import dev.bursar.ui.ByteSize;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.KeyFigure;
import dev.bursar.ui.PageHeader;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Section;
import dev.bursar.ui.Styled;
import module java.base;

/** What came of the last import, and what comes next. */
final class OutcomeCard extends Div {
    private static final int PARTS = 12;

    private final Section section = new Section("Last import");
    private final boolean admin;

    OutcomeCard(ImportRun run, NextStep next, boolean admin) {
        this.admin = admin;
        addClassName("import-outcome");
        section.status(ImportText.badge(run.state()));
        section.note(Formats.momentWithYear(run.ended().orElse(run.asked())) + ", by " + PlainText.cut(run.by(), 40));
        var files = new Paragraph(
                PlainText.cut(String.join(", ", run.files()), 240) + " (" + ByteSize.of(run.bytes()) + ")");
        files.addClassName("import-files");
        section.with(files);
        switch (run.state()) {
            case ImportState.Done done -> done(done, next);
            case ImportState.Unchanged unchanged ->
                section.with(words("The contents of these files are already stored. Nothing was changed."));
            case ImportState.Refused refused -> refused(refused);
            case ImportState.Failed failed ->
                section.with(problem(failed.problem(), "", failed.whatToDo()), words("Stored data is unchanged."));
            case ImportState.Cancelled cancelled ->
                section.with(words("Cancelled by " + PlainText.cut(cancelled.by(), 60)
                        + ". Nothing was stored, and the files were deleted."));
            case ImportState.Waiting waiting -> {}
            case ImportState.Running running -> {}
        }
        add(section);
    }

    private void done(ImportState.Done done, NextStep next) {
        List<Part> parts = done.stored().parts().stream()
                .sorted(Comparator.comparing(Part::billingPeriod)
                        .reversed()
                        .thenComparing(Part::provider)
                        .thenComparing(Part::billingAccount))
                .toList();
        Map<String, Sum> sums = new TreeMap<>(DeliveredCosts.Part.total(parts));
        var figures = Styled.div(
                "step-figures",
                new KeyFigure("BilledCost", ImportText.amounts(sums, Sum::billed)),
                new KeyFigure("EffectiveCost", ImportText.amounts(sums, Sum::effective)),
                new KeyFigure("Lines", Formats.count(done.stored().lines()))
                        .note("in " + Formats.count(done.stored().charges(), "charge", "charges")),
                new KeyFigure("Accounts", Formats.count(accounts(parts)))
                        .note(Formats.count(
                                parts.stream()
                                        .map(Part::billingAccount)
                                        .distinct()
                                        .count(),
                                "billing account",
                                "billing accounts")));
        section.with(words(done.stored().format() + ", " + ImportText.periods(parts)), figures);
        var exact = Styled.div("import-exact");
        exact.getElement().setAttribute("role", "list");
        exact.getElement().setAttribute("aria-label", "Sums with every digit");
        parts.stream()
                .limit(PARTS)
                .forEach(part -> exact.add(line(part.provider() + ", "
                        + Formats.account(part.billingAccount()) + ", " + Formats.month(part.billingPeriod()) + ": "
                        + ImportReportText.exactly(part.sums()))));
        if (parts.size() > PARTS) {
            exact.add(line(Formats.count(parts.size() - PARTS) + " more are in the list below"));
        }
        parts.stream()
                .limit(PARTS)
                .flatMap(part -> ImportText.split(part, parts.size() > 1))
                .forEach(words -> exact.add(line(words)));
        String inFiles = String.join(", ", ImportReportText.inTheFiles(done.totals()));
        if (!inFiles.isEmpty()) {
            exact.add(line("In the files: " + inFiles));
        }
        section.with(exact);
        LocalDate from =
                parts.stream().map(Part::from).min(Comparator.naturalOrder()).orElseThrow();
        LocalDate to =
                parts.stream().map(Part::to).max(Comparator.naturalOrder()).orElseThrow();
        var links = Styled.div(
                "import-links",
                PageHeader.downloadLink(
                        new Anchor(ImportText.spend(from, to, next), ""),
                        Icons.CHART_COLUMN_STACKED,
                        "View spend for these days"));
        if (admin && next != NextStep.NOTHING) {
            links.add(PageHeader.downloadLink(
                    new Anchor(SetupLinks.SET_UP, ""),
                    Icons.TAG,
                    next == NextStep.CHOOSE_KEY
                            ? "Choose the tag that identifies teams"
                            : "Create teams from the tag\u2019s values"));
        }
        section.with(links);
    }

    /** Of different payers they are different ones. */
    private static long accounts(List<Part> parts) {
        return parts.stream()
                .collect(Collectors.toMap(
                        part -> part.provider() + " " + part.billingAccount(), Part::accounts, Math::max))
                .values()
                .stream()
                .mapToLong(Integer::longValue)
                .sum();
    }

    private void refused(ImportState.Refused refused) {
        var where = new StringBuilder(refused.file() == null ? "" : refused.file());
        if (refused.row() != null) {
            where.append(where.isEmpty() ? "" : ", ").append("row ").append(Formats.count(refused.row()));
        }
        if (refused.column() != null) {
            where.append(where.isEmpty() ? "" : ", ").append("column ").append(refused.column());
        }
        section.with(
                problem(refused.what(), where.toString(), refused.whatToDo()),
                words("Nothing was imported. Stored data is unchanged."));
    }

    private static Div problem(String what, String where, String whatToDo) {
        var label = Styled.span("strong", "What to do: ");
        var lines = new Div();
        if (!where.isEmpty()) {
            lines.add(new Div(PlainText.id(where)));
        }
        lines.add(new Div(new Span(what)), new Div(label, new Span(whatToDo)));
        var problem = new Div(Icons.CIRCLE_ALERT.create(), lines);
        problem.addClassNames("step-problem", "danger");
        problem.getElement().setAttribute("role", "alert");
        return problem;
    }

    private static Component line(String words) {
        var line = new Div(words);
        line.getElement().setAttribute("role", "listitem");
        return line;
    }

    private static Paragraph words(String words) {
        var paragraph = new Paragraph(words);
        paragraph.addClassName("quiet");
        return paragraph;
    }
}
