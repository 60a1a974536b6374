package dev.bursar.billingdata.ui;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.shared.Tooltip;
import dev.bursar.billingdata.delivery.EngineRuns.EngineRun;
import dev.bursar.billingdata.delivery.EngineService.Engines;
import dev.bursar.billingdata.imports.UploadService.NextStep;
import dev.bursar.billingdata.read.SplitRowsText;
import dev.bursar.charges.spi.DeliveredCosts;
import dev.bursar.charges.spi.DeliveredCosts.Held;
import dev.bursar.charges.spi.DeliveredCosts.Sum;
import dev.bursar.ui.EmptyState;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Section;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Tables;
import dev.bursar.ui.Term;
import module java.base;

/** What is stored from exports: a line for each billing period of each billing account. */
final class StoredDeliveriesTable extends Div {
    private static final int LONGEST_SOURCE = 30;
    private static final int SPLIT_SENTENCES = 3;

    private final Grid<Held> grid = new Grid<>();
    private final Section section = new Section("Imported billing periods").flush();
    private final Grid.Column<Held> first;
    private final Grid.Column<Held> account;
    private final Grid.Column<Held> billed;
    private final Grid.Column<Held> effective;
    private final Div none = new Div();
    private final Div split = Styled.div("import-exact");
    private NextStep next = NextStep.NOTHING;
    private Engines engines = Engines.NONE;
    private boolean oneFormat;
    private boolean onePerson;

    StoredDeliveriesTable(boolean admin) {
        addClassName("imports-held");
        first = Tables.sized(grid.addComponentColumn(this::period), "Billing period", 150, 2)
                .setFrozen(true);
        account = Tables.wideOnly(grid.addComponentColumn(held -> Tables.twoLines(
                        account(held.part().billingAccount()), held.part().provider())))
                .setHeader("Billing account")
                .setWidth("160px")
                .setFlexGrow(2);
        Tables.wideOnly(grid.addComponentColumn(this::files))
                .setHeader("Files")
                .setWidth("200px")
                .setFlexGrow(4);
        Tables.wideOnly(Tables.figures(
                        grid.addColumn(held -> Formats.count(held.part().accounts()))))
                .setHeader("Accounts")
                .setWidth("84px")
                .setFlexGrow(0);
        Tables.wideOnly(Tables.figures(
                        grid.addColumn(held -> Formats.count(held.part().lines()))))
                .setHeader("Lines")
                .setWidth("100px")
                .setFlexGrow(0);
        billed = Tables.figures(
                        grid.addColumn(held -> ImportText.amounts(held.part().sums(), Sum::billed)))
                .setHeader(Term.BILLED_COST.link())
                .setWidth("120px");
        effective = Tables.wideOnly(Tables.figures(
                        grid.addColumn(held -> ImportText.amounts(held.part().sums(), Sum::effective))))
                .setHeader(Term.EFFECTIVE_COST.link())
                .setWidth("120px");
        Tables.wideOnly(grid.addComponentColumn(held ->
                        Tables.twoLines(new Span(Formats.moment(held.at())), onePerson ? "" : "by " + held.by())))
                .setHeader("Imported")
                .setWidth("150px")
                .setFlexGrow(1);
        grid.setAllRowsVisible(true);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.getElement().setAttribute("aria-label", "Imported billing periods");
        none.add(
                EmptyState.notSetUp(
                        Icons.UPLOAD,
                        "Charge files bring costs into Bursar without access to AWS",
                        admin
                                ? "Nothing has been imported yet. Choose the files of one delivery above. Each billing period"
                                        + " then appears here with its totals."
                                : "Nothing has been imported yet. An admin of your organisation can import charge files here."));
        add(section.with(grid, split, none));
    }

    void show(List<Held> held, NextStep next, Engines engines) {
        this.next = next;
        this.engines = engines;
        grid.setVisible(!held.isEmpty());
        none.setVisible(held.isEmpty());
        // of one payer only, it is said once
        List<String> payers = held.stream()
                .map(one -> Formats.account(one.part().billingAccount()) + ", "
                        + one.part().provider())
                .distinct()
                .toList();
        account.setVisible(payers.size() > 1);
        // and so is a format and who imported where that is always the same
        List<String> formats = held.stream().map(Held::format).distinct().toList();
        oneFormat = formats.size() == 1;
        List<String> people = held.stream().map(Held::by).distinct().toList();
        onePerson = people.size() == 1;
        section.note(
                held.isEmpty()
                        ? ""
                        : Formats.count(held.size())
                                + (payers.size() == 1 ? " of billing account " + payers.getFirst() : "")
                                + (oneFormat ? ", " + formats.getFirst() : "")
                                + (onePerson
                                        ? ", imported by " + PlainText.cut(people.getFirst(), LONGEST_SOURCE)
                                        : ""));
        grid.setItems(held);
        Map<String, Sum> sums = new TreeMap<>(
                DeliveredCosts.Part.total(held.stream().map(Held::part).toList()));
        split(held);
        first.setFooter("Total");
        total(billed, sums, Sum::billed);
        total(effective, sums, Sum::effective);
    }

    /** Of the latest billing periods, what their split cost allocation parts nothing by. */
    private void split(List<Held> held) {
        // that data is missing is history, but of the latest
        Optional<YearMonth> latest =
                held.stream().map(one -> one.part().billingPeriod()).max(Comparator.naturalOrder());
        List<String> sentences = held.stream()
                .filter(one -> !SplitRowsText.isMissing(one.part().split())
                        || latest.equals(Optional.of(one.part().billingPeriod())))
                .flatMap(one -> ImportText.split(one.part(), held.size() > 1))
                .toList();
        split.removeAll();
        split.setVisible(!sentences.isEmpty());
        sentences.stream().limit(SPLIT_SENTENCES).forEach(sentence -> split.add(new Div(sentence)));
        if (sentences.size() > SPLIT_SENTENCES) {
            split.add(new Div("The same of earlier billing periods"));
        }
    }

    private static void total(Grid.Column<Held> column, Map<String, Sum> sums, Function<Sum, BigDecimal> cost) {
        column.setFooter(ImportText.amounts(sums, cost));
    }

    /** Where they came from, and what they were read by where that wasn't Bursar. */
    private Div files(Held held) {
        Div cell = Tables.twoLines(source(held.source()), oneFormat ? "" : held.format());
        EngineRun by = engines.bySource().get(held.source());
        if (by != null && by.progress().done() == by.progress().groups()) {
            cell.add(Styled.span("second-line", EngineText.line(by.progress())));
        }
        return cell;
    }

    /** Deliveries of one export differ at the end of their address. */
    private static Span source(String source) {
        var files = Styled.span("plain-text", PlainText.cutMiddle(source, LONGEST_SOURCE));
        files.setTitle(PlainText.full(source));
        return files;
    }

    /** Other providers' may be longer than the column. */
    private static PlainText account(String id) {
        var account = PlainText.id(Formats.account(id));
        Tooltip.forComponent(account).setText(PlainText.full(id));
        return account;
    }

    private Div period(Held held) {
        var link = new Anchor(
                ImportText.spend(held.part().from(), held.part().to(), next),
                Formats.month(held.part().billingPeriod()));
        return Tables.narrowLine(link, Formats.account(held.part().billingAccount()) + ", " + held.format());
    }
}
