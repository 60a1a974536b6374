package dev.bursar.sync.ui;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import dev.bursar.sync.SyncService.MeterState;
import dev.bursar.sync.meter.MeterRow;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Section;
import dev.bursar.ui.Tables;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;

/** What requests have cost today and this month, against the caps. */
final class MeterCard extends Div {
    private final Section section = new Section("Request meter");
    private final Measure today = new Measure("Today");
    private final Measure month = new Measure("");
    private final Grid<MeterRow> apis = new Grid<>();
    private final Span day = new Span();
    private final Paragraph none = new Paragraph("No request has been sent today.");
    private final Grid.Column<MeterRow> requests;
    private final Grid.Column<MeterRow> failed;
    private final Grid.Column<MeterRow> cost;
    private List<MeterRow> shown = List.of();

    MeterCard() {
        day.addClassName("note");
        var cap = new Paragraph("At a cap, Bursar stops before the next paid request and shows it here.");
        cap.addClassName("note");
        var top = new Div(today, month, cap);
        top.addClassName("meter-top");
        apis.addComponentColumn(row -> {
                    var api = SyncText.api(row.api());
                    var cell = Tables.twoLines(PlainText.name(api.operation()), api.service());
                    return row.failed() == 0 ? cell : Tables.narrowLine(cell, Formats.count(row.failed()) + " failed");
                })
                .setHeader("API, today")
                .setFooter("Today")
                .setFlexGrow(3)
                .setWidth("120px");
        requests = Tables.figures(apis.addColumn(row -> Formats.count(row.requests() + row.failed())))
                .setHeader("Requests")
                .setWidth("74px")
                .setFlexGrow(0);
        failed = Tables.wideOnly(Tables.figures(apis.addColumn(row -> Formats.count(row.failed()))))
                .setHeader("Failed")
                .setWidth("58px")
                .setFlexGrow(0)
                .setPartNameGenerator(row -> row.failed() > 0 ? "wide danger" : "wide quiet");
        cost = Tables.figures(apis.addColumn(row -> Formats.money(row.costUsd(), "USD")))
                .setHeader("Cost")
                .setWidth("66px")
                .setFlexGrow(0);
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
            apis.setItems(shown);
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
