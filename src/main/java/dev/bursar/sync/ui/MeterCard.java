package dev.bursar.sync.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import dev.bursar.sync.control.SyncService.MeterState;
import dev.bursar.sync.run.MeterRow;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Section;
import dev.bursar.ui.Tables;
import module java.base;

/** What requests have cost today and this month, against the caps. */
final class MeterCard extends Div {
    private static final BigDecimal LEAST_SHOWN = new BigDecimal("0.005");

    private final Section section = new Section("Request meter");
    private final Measure today = new Measure("Today");
    private final Measure month = new Measure("");
    private final Grid<Line> apis = new Grid<>();
    private final Span day = new Span();
    private final Paragraph none = new Paragraph("No request has been sent today.");
    private final Grid.Column<Line> requests;
    private final Grid.Column<Line> failed;
    private final Grid.Column<Line> cost;
    private List<MeterRow> shown = List.of();
    private boolean open;

    /**
     * A row: an API, or those that cost nothing.
     *
     * @param free how many APIs it stands for; 0 for one API
     * @param below whether it is one of them
     */
    record Line(MeterRow row, int free, boolean below) {}

    MeterCard() {
        day.addClassName("note");
        var cap = new Paragraph("At a cap, Bursar stops before the next paid request and shows it here.");
        cap.addClassName("note");
        var top = new Div(today, month, cap);
        top.addClassName("meter-top");
        apis.addComponentColumn(this::name)
                .setHeader("API, today")
                .setFooter("Today")
                .setFlexGrow(3)
                .setWidth("120px");
        requests = Tables.figures(apis.addColumn(
                        line -> Formats.count(line.row().requests() + line.row().failed())))
                .setHeader("Requests")
                .setWidth("74px");
        failed = Tables.wideOnly(Tables.figures(
                        apis.addColumn(line -> Formats.count(line.row().failed()))))
                .setHeader("Failed")
                .setWidth("58px")
                .setPartNameGenerator(line -> line.row().failed() > 0 ? "wide danger" : "wide quiet");
        cost = Tables.figures(apis.addColumn(line -> cost(line.row().costUsd())))
                .setHeader("Cost")
                .setWidth("86px");
        apis.addClassName("meter-apis");
        apis.setAllRowsVisible(true);
        apis.setSelectionMode(Grid.SelectionMode.NONE);
        apis.getElement().setAttribute("aria-label", "Requests today by API");
        none.addClassNames("note", "meter-none");
        add(section.flush().actions(day).with(top, apis, none));
        apis.setVisible(false);
    }

    void update(MeterState meter) {
        day.setText("UTC day, " + Formats.shortDate(meter.day()));
        today.update(meter.today(), meter.dailyCap());
        month.name(YearMonth.from(meter.day()).getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
        month.update(meter.month(), meter.monthlyCap());
        if (!meter.apis().equals(shown)) {
            shown = meter.apis();
            show();
            requests.setFooter(Formats.count(shown.stream()
                    .mapToLong(row -> row.requests() + row.failed())
                    .sum()));
            failed.setFooter(
                    Formats.count(shown.stream().mapToLong(MeterRow::failed).sum()));
            cost.setFooter(Formats.money(
                    shown.stream().map(MeterRow::costUsd).reduce(BigDecimal.ZERO, BigDecimal::add), "USD"));
        }
        apis.setVisible(!shown.isEmpty());
        none.setVisible(shown.isEmpty());
    }

    private void show() {
        apis.setItems(lines(shown, open));
    }

    /** What cost something each by itself, then what cost nothing as one row. */
    static List<Line> lines(List<MeterRow> rows, boolean open) {
        List<MeterRow> free =
                rows.stream().filter(row -> row.costUsd().signum() == 0).toList();
        var lines = new ArrayList<Line>();
        rows.stream().filter(row -> row.costUsd().signum() != 0).forEach(row -> lines.add(new Line(row, 0, false)));
        if (free.size() == 1) {
            lines.add(new Line(free.getFirst(), 0, false));
        } else if (!free.isEmpty()) {
            lines.add(new Line(sum(free), free.size(), false));
            if (open) {
                free.forEach(row -> lines.add(new Line(row, 0, true)));
            }
        }
        return lines;
    }

    private static MeterRow sum(List<MeterRow> rows) {
        return new MeterRow(
                "",
                rows.stream().mapToLong(MeterRow::requests).sum(),
                rows.stream().mapToLong(MeterRow::failed).sum(),
                BigDecimal.ZERO);
    }

    private Component name(Line line) {
        MeterRow row = line.row();
        Div cell;
        if (line.free() > 0) {
            cell = new Div(
                    Tables.opener("free APIs", open, () -> {
                        open = !open;
                        show();
                    }),
                    new Span(Formats.count(line.free(), "free API", "free APIs")));
            cell.addClassName("with-swatch");
        } else {
            var api = SyncText.api(row.api());
            cell = Tables.twoLines(PlainText.name(api.operation()), api.service());
            cell.setClassName("depth-2", line.below());
        }
        return row.failed() == 0 ? cell : Tables.narrowLine(cell, Formats.count(row.failed()) + " failed");
    }

    private static String cost(BigDecimal usd) {
        return usd.signum() > 0 && usd.compareTo(LEAST_SHOWN) < 0 ? "under $0.01" : Formats.money(usd, "USD");
    }

    /** Spent of a cap, as words and a bar. */
    private static final class Measure extends Div {
        private final Span name = new Span();
        private final Span spent = new Span();
        private final Span cap = new Span();
        private final ProgressBar bar = new ProgressBar();

        Measure(String words) {
            addClassName("measure");
            spent.addClassName("strong");
            cap.addClassName("quiet");
            var line = new Div(name, new Span(spent, cap));
            line.addClassName("measure-line");
            add(line, bar);
            name(words);
        }

        void name(String words) {
            name.setText(words);
            bar.getElement().setAttribute("aria-label", "Cost of requests, " + words);
        }

        void update(BigDecimal amount, BigDecimal limit) {
            spent.setText(Formats.money(amount, "USD"));
            cap.setText(" of " + Formats.money(limit, "USD") + " cap");
            bar.setMax(Math.max(limit.doubleValue(), 0.01));
            bar.setValue(Math.min(amount.doubleValue(), Math.max(limit.doubleValue(), 0.01)));
            // the next page of Cost Explorer would not fit any more
            setClassName("full", limit.subtract(amount).compareTo(new BigDecimal("0.01")) < 0);
        }
    }
}
