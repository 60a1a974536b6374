package dev.bursar.chargeback.files;

import dev.bursar.chargeback.files.PdfTable.Rule;
import dev.bursar.chargeback.files.PdfType.Style;
import dev.bursar.chargeback.split.Bridge;
import dev.bursar.chargeback.statement.Statement;
import dev.bursar.chargeback.statement.Statement.Direct;
import dev.bursar.chargeback.statement.Statement.InCurrency;
import dev.bursar.chargeback.statement.Statement.Shared;
import dev.bursar.chargeback.statement.text.StatementText;
import dev.bursar.chargeback.text.BridgeText;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The tables of a statement in one currency, as its page shows them. */
final class StatementTables {
    private static final int LONGEST_NAME = 120;
    private static final int LONGEST_SENTENCE = 600;
    private static final float FIGURE = 86;
    private static final float INDENT = 10;

    private final PdfType type;
    private final Statement statement;
    private final InCurrency in;
    private final String thisMonth;
    private final String lastMonth;
    private final boolean compared;

    StatementTables(PdfType type, Statement statement, InCurrency in) {
        this.type = type;
        this.statement = statement;
        this.in = in;
        thisMonth = Formats.shortMonth(statement.month());
        // what can't be compared with the month before has an empty column; the total says why, once
        compared = in.comparedWith().isPresent();
        lastMonth = compared ? Formats.shortMonth(statement.month().minusMonths(1)) : "";
    }

    /** Each part with its sum. */
    List<PdfTable> lines() {
        var tables = new ArrayList<PdfTable>();
        if (!in.direct().isEmpty()) {
            tables.add(direct());
        }
        if (!in.shared().isEmpty()) {
            tables.add(shared());
        }
        if (!in.corrections().isEmpty()) {
            tables.add(corrections());
        }
        if (!in.closed().isEmpty()) {
            tables.add(sentences(
                    StatementText.OF_CLOSED_MONTHS,
                    in.closed().stream()
                            .map(line -> new Sentence(
                                    StatementText.sentence(statement, line),
                                    Formats.shortMonth(line.ofMonth()),
                                    line.amount()))
                            .toList()));
        }
        if (!in.adjustments().isEmpty()) {
            tables.add(sentences(
                    StatementText.ADJUSTMENTS,
                    in.adjustments().stream()
                            .map(line -> new Sentence(
                                    StatementText.reason(line), Formats.shortMonth(line.ofMonth()), line.amount()))
                            .toList()));
        }
        return tables;
    }

    private record Sentence(String words, String of, BigDecimal amount) {}

    private PdfTable sentences(String title, List<Sentence> lines) {
        var table = new PdfTable(type, PdfPages.WIDTH - 2 * FIGURE, FIGURE, FIGURE);
        table.head().text(title, Style.STRONG).figure("Of", Style.NOTE).figure(thisMonth, Style.NOTE);
        for (Sentence line : lines) {
            table.row(Rule.ROW)
                    .text(PlainText.cut(line.words(), LONGEST_SENTENCE), Style.BODY)
                    .figure(line.of(), Style.NOTE)
                    .figure(money(line.amount()), Style.BODY);
        }
        table.keptRow(Rule.SUM)
                .text(title, Style.STRONG)
                .figure("", Style.NOTE)
                .figure(
                        money(lines.stream().map(Sentence::amount).reduce(BigDecimal.ZERO, BigDecimal::add)),
                        Style.STRONG);
        return table;
    }

    private PdfTable direct() {
        boolean nobodys = statement.team() == 0;
        var table = new PdfTable(type, PdfPages.WIDTH - 2 * FIGURE - 80, 80, FIGURE, FIGURE);
        table.head()
                .text(nobodys ? "Charges without a team" : "Direct", Style.STRONG)
                .text("Charge category", Style.NOTE)
                .figure(lastMonth, Style.NOTE)
                .figure(thisMonth, Style.NOTE);
        StatementText.byService(in.direct()).forEach((service, lines) -> service(table, service, lines));
        table.keptRow(Rule.SUM)
                .text(nobodys ? "Charges without a team" : "Direct", Style.STRONG)
                .text("", Style.NOTE)
                .figure(lastOf(in.direct().stream().map(Direct::before)), Style.STRONG)
                .figure(money(StatementText.sum(in.direct())), Style.STRONG);
        return table;
    }

    private void service(PdfTable table, String service, List<Direct> lines) {
        String categories =
                lines.stream().map(line -> line.category().label()).distinct().collect(Collectors.joining(", "));
        table.row(Rule.FIRST)
                .text(PlainText.cut(StatementText.service(service), LONGEST_NAME), Style.BODY)
                .text(lines.size() == 1 ? categories : "", Style.NOTE)
                .figure(lastOf(lines.stream().map(Direct::before)), Style.BODY)
                .figure(money(StatementText.sum(lines)), Style.BODY);
        for (Direct line : lines) {
            boolean last = line == lines.getLast();
            boolean kept = last || line == lines.getFirst();
            Rule rule = last ? Rule.LAST : Rule.PART;
            (kept ? table.keptRow(rule) : table.row(rule)).text(account(line), Style.NOTE, INDENT);
            if (lines.size() == 1) {
                table.text("", Style.NOTE).figure("", Style.NOTE).figure("", Style.NOTE);
            } else {
                table.text(line.category().label(), Style.NOTE)
                        .figure(last(line.before()), Style.NOTE)
                        .figure(money(line.amount()), Style.NOTE);
            }
        }
    }

    private String account(Direct line) {
        return PlainText.cut(StatementText.account(statement, line), LONGEST_NAME);
    }

    private PdfTable shared() {
        boolean nobodys = statement.team() == 0;
        var table = new PdfTable(type, 140, PdfPages.WIDTH - 3 * FIGURE - 140, FIGURE, FIGURE, FIGURE);
        table.head()
                .text(nobodys ? "Pools that aren\u2019t split" : "Shared", Style.STRONG)
                .text("Split and share", Style.NOTE)
                .figure("Whole pool", Style.NOTE)
                .figure(lastMonth, Style.NOTE)
                .figure(thisMonth, Style.NOTE);
        for (Shared line : in.shared()) {
            table.row(Rule.ROW)
                    .text(PlainText.cut(line.name(), LONGEST_NAME), Style.BODY)
                    .text(
                            PlainText.cut(
                                    line.rule()
                                            + line.share()
                                                    .map(share -> ", " + share)
                                                    .orElse(""),
                                    LONGEST_NAME),
                            Style.NOTE)
                    .figure(line.total().map(this::money).orElse("not shown"), Style.NOTE)
                    .figure(last(line.before()), Style.BODY)
                    .figure(money(line.amount()), Style.BODY);
        }
        table.keptRow(Rule.SUM)
                .text(nobodys ? "Pools that aren\u2019t split" : "Shared", Style.STRONG)
                .text("", Style.NOTE)
                .figure("", Style.NOTE)
                .figure(lastOf(in.shared().stream().map(Shared::before)), Style.STRONG)
                .figure(
                        money(in.shared().stream().map(Shared::amount).reduce(BigDecimal.ZERO, BigDecimal::add)),
                        Style.STRONG);
        return table;
    }

    private PdfTable corrections() {
        var table = new PdfTable(type, PdfPages.WIDTH - 2 * FIGURE - 80, 80, FIGURE, FIGURE);
        table.head()
                .text("Corrections", Style.STRONG)
                .text("Charge category", Style.NOTE)
                .figure("Of", Style.NOTE)
                .figure(thisMonth, Style.NOTE);
        for (Direct line : in.corrections()) {
            table.row(Rule.FIRST)
                    .text(PlainText.cut(StatementText.service(line.service()), LONGEST_NAME), Style.BODY)
                    .text(line.category().label(), Style.NOTE)
                    .figure(Formats.shortMonth(line.chargeMonth()), Style.NOTE)
                    .figure(money(line.amount()), Style.BODY);
            table.keptRow(Rule.LAST)
                    .text(account(line), Style.NOTE, INDENT)
                    .text("", Style.NOTE)
                    .figure("", Style.NOTE)
                    .figure("", Style.NOTE);
        }
        table.keptRow(Rule.SUM)
                .text("Corrections", Style.STRONG)
                .text("", Style.NOTE)
                .figure("", Style.NOTE)
                .figure(money(StatementText.sum(in.corrections())), Style.STRONG);
        return table;
    }

    /** Above it what was only charged the month before, so that both columns add up. */
    PdfTable total() {
        var table = new PdfTable(type, PdfPages.WIDTH - 2 * FIGURE, FIGURE, FIGURE);
        BigDecimal listed = sumOf(Stream.concat(
                in.direct().stream().map(Direct::before), in.shared().stream().map(Shared::before)));
        BigDecimal others = in.comparedWith().orElse(listed).subtract(listed);
        table.row(Rule.PART);
        if (others.signum() != 0) {
            table.text("Other charges of " + Formats.month(statement.month().minusMonths(1)), Style.NOTE)
                    .figure(money(others), Style.NOTE)
                    .figure("", Style.NOTE)
                    .keptRow(Rule.SUM);
        } else {
            table.row(Rule.SUM);
        }
        return table.text(
                        PlainText.cut(StatementWords.name(statement), LONGEST_NAME) + ", "
                                + Formats.month(statement.month()),
                        Style.HEADING)
                .figure(in.comparedWith().map(this::money).orElse(""), Style.LARGE)
                .figure(money(in.total()), Style.HEADING);
    }

    /** From what Spend shows to the total. */
    PdfTable bridge() {
        Bridge bridge = in.bridge();
        String month = Formats.month(statement.month());
        var table = new PdfTable(type, PdfPages.WIDTH - FIGURE, FIGURE);
        table.head()
                .text("From EffectiveCost in Spend to this statement", Style.STRONG)
                .figure("", Style.NOTE);
        table.row(Rule.ROW)
                .text("EffectiveCost in Spend, " + month, Style.BODY)
                .figure(money(bridge.start()), Style.BODY);
        for (Bridge.Step step : bridge.shown()) {
            table.keptRow(Rule.ROW)
                    .text(
                            PlainText.cut(BridgeText.words(step, in.pools(), statement.month()), LONGEST_NAME),
                            Style.BODY)
                    .figure(Formats.signed(step.amount(), in.currency()), Style.BODY);
        }
        table.keptRow(Rule.SUM).text("This statement", Style.STRONG).figure(money(bridge.end()), Style.STRONG);
        return table;
    }

    private String money(BigDecimal amount) {
        return Formats.money(amount, in.currency());
    }

    private String last(@Nullable BigDecimal before) {
        return before == null || !compared ? "" : money(before);
    }

    private String lastOf(Stream<@Nullable BigDecimal> before) {
        return compared ? money(sumOf(before)) : "";
    }

    private static BigDecimal sumOf(Stream<@Nullable BigDecimal> amounts) {
        return amounts.filter(Objects::nonNull).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
