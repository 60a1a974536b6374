package dev.bursar.tagging.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.bursar.kernel.StaleEdit;
import dev.bursar.kernel.TeamId;
import dev.bursar.ownership.OwnershipLinks;
import dev.bursar.ownership.OwnershipMove;
import dev.bursar.ownership.OwnershipPreview;
import dev.bursar.ownership.RuleRefused;
import dev.bursar.tagging.values.TagValue;
import dev.bursar.tagging.values.ValueGroup;
import dev.bursar.tagging.values.ValueLikeness.Likeness;
import dev.bursar.tagging.values.ValueReport;
import dev.bursar.tagging.values.ValueReport.Joining;
import dev.bursar.ui.Buttons;
import dev.bursar.ui.DropDown;
import dev.bursar.ui.FixedRows;
import dev.bursar.ui.Formats;
import dev.bursar.ui.HtmlTable;
import dev.bursar.ui.HtmlTable.Column;
import dev.bursar.ui.LoadedPart;
import dev.bursar.ui.Notices;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Section;
import dev.bursar.ui.Skeleton;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Workers;
import module java.base;

/** A group of similar values: which join, to what, and what that moves. */
final class ValueGroupSection extends Composite<Section> {
    private final ValueReport report;
    private final ValueGroup group;
    private final ValuesView.Groups page;
    private final List<TagValue> all = new ArrayList<>();
    private final Set<String> chosen = new HashSet<>();
    private final Paragraph says = new Paragraph();
    private final Div rows = new Div();
    private final Div noRule = new Div();
    private final Button preview = Buttons.neutral("Preview", click -> preview());
    private final Button save = Buttons.primary("Join values", click -> save());
    private final Div previewed = Styled.div("value-moves");
    private final LoadedPart<Optional<Moves>> moves;
    private TagValue target;

    /**
     * What joining moves, with the names of teams.
     *
     * @param ends teams that would own nothing any more
     */
    record Moves(List<OwnershipPreview.Month> months, List<String> ends, Map<TeamId, String> teams) {}

    ValueGroupSection(ValueReport report, ValueGroup group, ValuesView.Groups page, Workers workers, Clock clock) {
        this.report = report;
        this.group = group;
        this.page = page;
        target = group.target();
        all.add(group.target());
        group.others().forEach(other -> {
            all.add(other.value());
            if (other.sure()) {
                chosen.add(other.value().text());
            }
        });
        moves = new LoadedPart<>(workers, clock, this::asked, this::moved)
                .failure("The preview could not be loaded", "Nothing was saved.");
        says.addClassName("value-says");
        noRule.addClassNames("note", "value-no-rule");
        var choice = new DropDown<TagValue>("Join to", all, value -> ValueText.words(value.text()), this::target);
        choice.addClassName("wide");
        choice.setValue(target);
        var buttons = Styled.div("form-buttons", choice, preview);
        if (page.mayChange()) {
            buttons.add(save);
        }
        getContent().with(says, rows, noRule, buttons, previewed);
        show();
    }

    @Override
    protected Section initContent() {
        return new Section(ValueText.list(group.others().stream()
                        .map(other -> other.value().text())
                        .toList())
                + " and " + ValueText.words(group.target().text()));
    }

    private void target(TagValue other) {
        chosen.add(target.text());
        target = other;
        chosen.remove(other.text());
        show();
    }

    private List<TagValue> joining() {
        return all.stream()
                .filter(value -> !value.equals(target) && chosen.contains(value.text()))
                .toList();
    }

    private Optional<Joining> wanted() {
        List<String> values = joining().stream().map(TagValue::text).toList();
        return values.isEmpty() ? Optional.empty() : report.joining(target, values);
    }

    private void show() {
        rows.removeAll();
        rows.add(table());
        told();
    }

    /** Says what is chosen now; an older preview would be of something else. */
    private void told() {
        List<TagValue> joined = joining();
        String months = report.days()
                .map(days -> Formats.range(CoverageText.range(days)))
                .orElse("");
        says.setText(
                joined.isEmpty()
                        ? "Choose the values that mean the same as " + ValueText.words(target.text()) + "."
                        : "Joining moves " + ValueText.costs(joined) + " (" + months + ") to "
                                + PlainText.cut(target.unallocated() ? target.text() : target.team(), 60) + ".");
        boolean ruled = report.joining(target, List.of()).isPresent();
        noRule.removeAll();
        noRule.setVisible(!ruled);
        if (!ruled) {
            noRule.add(new Span("No ownership rule names " + ValueText.words(target.text())
                    + " by its tag alone, so these values can\u2019t be joined to it. "));
            if (page.mayChange()) {
                Anchor link = Styled.pageLink(OwnershipLinks.newRule(target.text(), "", ""), "Add a rule");
                noRule.add(link);
            }
        }
        preview.setEnabled(wanted().isPresent());
        save.setEnabled(wanted().isPresent());
        previewed.removeAll();
    }

    private NativeTable table() {
        var table = new NativeTable();
        table.addClassNames("limits-table", "value-table");
        table.getElement().setAttribute("aria-label", "Values like " + ValueText.words(target.text()));
        NativeTableRow head = table.getHead().addRow();
        for (String name : List.of("Value", "Team now", "EffectiveCost", "Why")) {
            NativeTableHeaderCell cell = head.addHeaderCell();
            cell.setText(name);
            cell.getElement().setAttribute("scope", "col");
        }
        all.forEach(value -> row(table.getBody().addRow(), value));
        return table;
    }

    private void row(NativeTableRow row, TagValue value) {
        NativeTableHeaderCell name = row.addHeaderCell();
        name.getElement().setAttribute("scope", "row");
        if (value.equals(target)) {
            name.add(ValueText.quoted(value.text()));
        } else {
            var box = new Checkbox(chosen.contains(value.text()), change -> {
                if (change.getValue()) {
                    chosen.add(value.text());
                } else {
                    chosen.remove(value.text());
                }
                told();
            });
            box.setAriaLabel("Join " + ValueText.words(value.text()));
            name.add(box, ValueText.quoted(value.text()));
        }
        row.addDataCell().add(PlainText.name(value.team().isEmpty() ? "Unallocated" : value.team()));
        var cost = row.addDataCell();
        cost.setText(ValueText.costs(List.of(value)));
        cost.addClassName("number");
        var why = row.addDataCell();
        if (value.equals(target)) {
            why.setText("the other values will count as this one");
            return;
        }
        group.others().stream()
                .filter(other -> other.value().equals(value))
                .findFirst()
                .ifPresent(other -> {
                    why.add(new Span(why(other)));
                    if (page.mayChange() && other.likeness() != Likeness.NONE) {
                        var apart = Buttons.link(
                                "Not the same",
                                click -> page.keepApart(other, group.target().text()));
                        apart.setAriaLabel(ValueText.words(value.text()) + " is not the same as "
                                + ValueText.words(group.target().text()));
                        why.add(apart);
                    }
                });
    }

    private static String why(ValueGroup.Other other) {
        String why = switch (other.likeness()) {
            case VARIANT -> "differs by case or spaces";
            case NEAR -> "one or two letters apart";
            case NONE -> "chosen by hand";
        };
        return other.sure() ? why : why + "; uncertain: both have a team and costs of their own";
    }

    private void preview() {
        previewed.removeAll();
        previewed.add(moves);
        moves.load(Skeleton.table("Calculating which costs move", 3, false));
    }

    /** Empty where the rules were changed meanwhile, or don't allow it. */
    private Optional<Moves> asked() {
        try {
            return wanted().map(page::preview);
        } catch (StaleEdit | RuleRefused changed) {
            return Optional.empty();
        }
    }

    private Component moved(Optional<Moves> found) {
        if (found.isEmpty()) {
            return Styled.note(
                    "The ownership rules were changed in the meantime, or don\u2019t allow this. Reload the page.");
        }
        var all = new Div(moves(found.get()));
        if (!found.get().ends().isEmpty()) {
            all.add(Styled.note(ends(found.get().ends())));
        }
        return all;
    }

    private static String ends(List<String> teams) {
        String names = teams.stream().map(team -> PlainText.cut(team, 60)).collect(Collectors.joining(", "));
        return names
                + (teams.size() == 1
                        ? " ends: no rule gives it costs any more."
                        : " end: no rule gives them costs any more.");
    }

    private static Component moves(Moves found) {
        var lines = new FixedRows();
        found.months()
                .forEach(month -> month.moves().stream()
                        .filter(move -> move.effectiveCost().signum() != 0)
                        .forEach(move -> line(lines, move, found.teams())));
        if (lines.size() == 0) {
            return Styled.note("This would move no costs in these months. New costs would follow the rule.");
        }
        return new HtmlTable(
                "What moves",
                List.of(
                        Column.name("MONTH", "Month", ""),
                        Column.text("FROM", "From", 180),
                        Column.text("TO", "To", 180),
                        Column.figure("AMOUNT", "EffectiveCost", 130, "")),
                List.of(),
                lines);
    }

    private static void line(FixedRows lines, OwnershipMove move, Map<TeamId, String> teams) {
        lines.line(
                Formats.month(move.month()),
                "",
                "",
                BigDecimal.ZERO,
                team(move.from(), teams),
                team(move.to(), teams),
                Formats.money(move.effectiveCost(), move.currency()));
    }

    private static String team(TeamId team, Map<TeamId, String> teams) {
        return PlainText.cut(teams.getOrDefault(team, "Unallocated"), 60);
    }

    private void save() {
        Optional<Joining> joining = wanted();
        if (joining.isEmpty()) {
            Notices.warning("Choose at least one value.");
            return;
        }
        page.join(joining.get(), target.text());
    }
}
