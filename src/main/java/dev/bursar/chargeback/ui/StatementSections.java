package dev.bursar.chargeback.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Span;
import dev.bursar.chargeback.answers.DisputeLine;
import dev.bursar.chargeback.split.Bridge;
import dev.bursar.chargeback.split.ChargeLinks;
import dev.bursar.chargeback.split.StatementLine;
import dev.bursar.chargeback.statement.Statement;
import dev.bursar.chargeback.statement.Statement.Direct;
import dev.bursar.chargeback.statement.Statement.InCurrency;
import dev.bursar.chargeback.statement.Statement.Shared;
import dev.bursar.chargeback.statement.text.StatementText;
import dev.bursar.chargeback.text.BridgeText;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.Dimension;
import dev.bursar.spend.SpendLinks;
import dev.bursar.ui.Card;
import dev.bursar.ui.FixedRows;
import dev.bursar.ui.Formats;
import dev.bursar.ui.HtmlTable;
import dev.bursar.ui.HtmlTable.Column;
import dev.bursar.ui.Section;
import dev.bursar.ui.Styled;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The parts of a statement's page. */
final class StatementSections {
    private final boolean opens;
    private final Map<String, Runnable> disputes;

    private StatementSections(boolean opens, Map<String, Runnable> disputes) {
        this.opens = opens;
        this.disputes = disputes;
    }

    /**
     * All of them.
     *
     * @param opens whether its lines open into charges: those of a version that was replaced are in another cut
     * @param disputes what disputes a line, by {@link DisputeLine#key}; empty for who can't
     */
    static Component all(Statement statement, InCurrency in, boolean opens, Map<String, Runnable> disputes) {
        return new StatementSections(opens, disputes).all(statement, in);
    }

    /** Lets the person dispute the line that was added last, where they can. */
    private void disputed(FixedRows rows, String key, String words) {
        Runnable dispute = disputes.get(key);
        if (dispute != null) {
            rows.asks("Dispute " + words, dispute);
        }
    }

    private String open(String address) {
        return opens ? address : "";
    }

    private Component all(Statement statement, InCurrency in) {
        var all = Styled.stack(new StatementStrip(statement, in));
        if (!in.shared().isEmpty()) {
            all.add(shared(statement, in));
        }
        if (!in.direct().isEmpty()) {
            all.add(direct(statement, in));
        }
        if (!in.corrections().isEmpty()) {
            all.add(corrections(statement, in));
        }
        if (!in.closed().isEmpty()) {
            var rows = new FixedRows();
            in.closed().forEach(line -> {
                String words = StatementText.sentence(statement, line);
                sentence(rows, words, line.ofMonth(), line.amount(), in);
                disputed(rows, DisputeLine.key(in, line), words);
            });
            all.add(sentences(StatementText.OF_CLOSED_MONTHS, statement, in, rows, StatementText.ofClosed(in)));
        }
        if (!in.adjustments().isEmpty()) {
            var rows = new FixedRows();
            in.adjustments().forEach(line -> {
                sentence(rows, StatementText.reason(line), line.ofMonth(), line.amount(), in);
                disputed(rows, DisputeLine.key(in, line), "the adjustment");
            });
            all.add(sentences(StatementText.ADJUSTMENTS, statement, in, rows, StatementText.adjusted(in)));
        }
        all.add(sum(statement, in), bridge(statement, in));
        return all;
    }

    private static String title(String words, Statement statement, InCurrency in) {
        return statement.currencies().size() > 1 ? words + ", " + in.currency() : words;
    }

    private Section direct(Statement statement, InCurrency in) {
        boolean nobodys = statement.team() == 0;
        Map<String, List<Direct>> services = StatementText.byService(in.direct());
        List<Column> columns = List.of(
                Column.name("what", "Service", nobodys ? "Charges without a team" : "Direct"),
                Column.text("account", "Account", 260).quietOnlyWide(),
                Column.text("category", "Charge category", 130).quietOnlyWide(),
                Column.figure("before", lastMonth(statement), 124, beforeSum(in.direct(), in))
                        .quietOnlyWide(),
                Column.figure(
                        "amount", "BilledCost", 128, Formats.money(StatementText.sum(in.direct()), in.currency())));
        var rows = new FixedRows(columns);
        services.forEach((service, lines) -> service(rows, statement, in, service, lines));
        return new Section(title(nobodys ? "Charges without a team" : "Direct", statement, in))
                .note(Formats.count(services.size(), "service", "services") + ", by charge category")
                .flush()
                .with(answered("Direct", columns, hidden(in), rows));
    }

    /** What can't be compared with the month before has no column of it; the total says why, once. */
    private static List<String> hidden(InCurrency in) {
        return in.comparedWith().isEmpty() ? List.of("before") : List.of();
    }

    private void service(FixedRows rows, Statement statement, InCurrency in, String service, List<Direct> lines) {
        var section = statement.team() == 0 ? StatementLine.Section.UNALLOCATED : StatementLine.Section.DIRECT;
        if (lines.size() == 1) {
            Direct line = lines.getFirst();
            String account = StatementText.account(statement, line);
            rows.line(
                            StatementText.service(service),
                            open(ChargeLinks.charges(
                                    statement.month(), section, in.currency(), statement.team(), service)),
                            account)
                    .cell("account", account)
                    .cell("category", line.category().label())
                    .cell("before", beforeSum(lines, in))
                    .cell("amount", Formats.money(line.amount(), in.currency()));
            disputed(rows, DisputeLine.key(in, line, false), StatementText.service(service));
            return;
        }
        long accounts = lines.stream().map(Direct::account).distinct().count();
        rows.line(
                        StatementText.service(service),
                        open(ChargeLinks.charges(statement.month(), section, in.currency(), statement.team(), service)),
                        "")
                .cell("account", Formats.count(accounts, "account", "accounts"))
                .cell("before", beforeSum(lines, in))
                .cell("amount", Formats.money(StatementText.sum(lines), in.currency()));
        for (Direct line : lines) {
            String account = StatementText.account(statement, line);
            rows.part(
                            account,
                            open(ChargeLinks.charges(
                                    statement.month(),
                                    section,
                                    in.currency(),
                                    statement.team(),
                                    service,
                                    line.account())),
                            line.category().label())
                    .cell("category", line.category().label())
                    .cell("before", beforeSum(List.of(line), in))
                    .cell("amount", Formats.money(line.amount(), in.currency()));
            disputed(rows, DisputeLine.key(in, line, false), StatementText.service(service) + " in " + account);
        }
    }

    private Section shared(Statement statement, InCurrency in) {
        BigDecimal sum = in.shared().stream().map(Shared::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        List<Column> columns = List.of(
                Column.name("what", "Pool", statement.team() == 0 ? "Pools that aren\u2019t split" : "Shared"),
                Column.text("rule", "Split and share", 330).quietOnlyWide(),
                Column.figure("pool", "Whole pool", 124, "").quietOnlyWide(),
                Column.figure(
                                "before",
                                lastMonth(statement),
                                124,
                                in.before().isEmpty()
                                        ? ""
                                        : Formats.money(
                                                in.shared().stream()
                                                        .map(Shared::before)
                                                        .filter(Objects::nonNull)
                                                        .reduce(BigDecimal.ZERO, BigDecimal::add),
                                                in.currency()))
                        .quietOnlyWide(),
                Column.figure("amount", "BilledCost", 128, Formats.money(sum, in.currency())));
        var rows = new FixedRows(columns);
        for (Shared line : in.shared()) {
            String rule = line.rule() + line.share().map(share -> ", " + share).orElse("");
            rows.line(
                            line.name(),
                            statement.full()
                                    ? open(ChargeLinks.charges(statement.month(), line.pool(), in.currency()))
                                    : "",
                            rule)
                    .cell("rule", rule)
                    .cell(
                            "pool",
                            line.total()
                                    .map(total -> Formats.money(total, in.currency()))
                                    .orElse("not shown"))
                    .cell("before", figure(line.before(), in))
                    .cell("amount", Formats.money(line.amount(), in.currency()));
            disputed(rows, DisputeLine.key(in, line), line.name());
        }
        return new Section(title(statement.team() == 0 ? "Pools that aren\u2019t split" : "Shared", statement, in))
                .note(Formats.count(in.shared().size(), "pool", "pools"))
                .flush()
                .with(answered("Shared", columns, hidden(in), rows));
    }

    private Section corrections(Statement statement, InCurrency in) {
        var rows = new FixedRows();
        for (Direct line : in.corrections()) {
            String words = StatementText.service(line.service()) + ", " + StatementText.account(statement, line);
            rows.line(
                    words,
                    open(ChargeLinks.charges(
                            statement.month(),
                            StatementLine.Section.CORRECTION,
                            in.currency(),
                            statement.team(),
                            line.service(),
                            line.account())),
                    Formats.month(line.chargeMonth()),
                    Formats.month(line.chargeMonth()),
                    Formats.money(line.amount(), in.currency()));
            disputed(rows, DisputeLine.key(in, line, true), words);
        }
        return new Section(title("Corrections", statement, in))
                .flush()
                .with(answered(
                        "Corrections",
                        List.of(
                                Column.name("what", "Service and account", "Corrections"),
                                Column.text("month", "Of", 130).quietOnlyWide(),
                                Column.figure(
                                        "amount",
                                        "BilledCost",
                                        128,
                                        Formats.money(StatementText.sum(in.corrections()), in.currency()))),
                        List.of(),
                        rows));
    }

    private static void sentence(FixedRows rows, String words, YearMonth of, BigDecimal amount, InCurrency in) {
        rows.line(words, "", Formats.month(of), Formats.month(of), Formats.money(amount, in.currency()));
    }

    private Section sentences(String name, Statement statement, InCurrency in, FixedRows rows, BigDecimal sum) {
        return new Section(title(name, statement, in))
                .flush()
                .with(answered(
                        name,
                        List.of(
                                Column.name("what", "What", name),
                                Column.text("month", "Of", 130).quietOnlyWide(),
                                Column.figure("amount", "BilledCost", 128, Formats.money(sum, in.currency()))),
                        List.of(),
                        rows));
    }

    private static Card sum(Statement statement, InCurrency in) {
        var card = new Card("statement-sum");
        card.setAriaLabel("Sum");
        card.add(
                new Span((statement.team() == 0 ? "Unallocated" : statement.name()) + ", "
                        + Formats.month(statement.month())),
                new Span(Formats.money(in.total(), in.currency())));
        return card;
    }

    private static Section bridge(Statement statement, InCurrency in) {
        Bridge bridge = in.bridge();
        YearMonth month = statement.month();
        var rows = new FixedRows();
        rows.line(
                "EffectiveCost in Spend, " + Formats.month(month),
                SpendLinks.view(
                        month.atDay(1),
                        month.plusMonths(1).atDay(1),
                        CostMetric.EFFECTIVE,
                        Dimension.SERVICE,
                        new CostFilter(
                                Dimension.TEAM, CostFilter.Operator.IS, List.of(String.valueOf(statement.team())))),
                "",
                Formats.money(bridge.start(), in.currency()));
        for (Bridge.Step step : bridge.shown()) {
            rows.line(BridgeText.words(step, in.pools(), month), "", "", Formats.signed(step.amount(), in.currency()));
        }
        boolean changed = bridge.difference().signum() != 0;
        var section = new Section(title("From Spend to this statement", statement, in))
                .note(
                        changed
                                ? "costs have changed since this draft"
                                : "difference " + Formats.money(BigDecimal.ZERO, in.currency()))
                .flush()
                .with(table(
                        "From Spend to this statement",
                        List.of(
                                Column.name("what", "Step", "This statement"),
                                Column.figure(
                                        "amount", in.currency(), 140, Formats.money(bridge.end(), in.currency()))),
                        List.of(),
                        rows));
        section.addClassName("bridge");
        return section;
    }

    private HtmlTable answered(String name, List<Column> columns, List<String> hidden, FixedRows rows) {
        return table(
                name,
                disputes.isEmpty()
                        ? columns
                        : Stream.concat(columns.stream(), Stream.of(Column.question("dispute", "Dispute")))
                                .toList(),
                hidden,
                rows);
    }

    private static HtmlTable table(String name, List<Column> columns, List<String> hidden, FixedRows rows) {
        return new HtmlTable(name, columns, hidden, rows);
    }

    private static String lastMonth(Statement statement) {
        return Formats.shortMonth(statement.month().minusMonths(1));
    }

    private static String beforeSum(List<Direct> lines, InCurrency in) {
        return in.before().isEmpty()
                ? ""
                : Formats.money(
                        lines.stream()
                                .map(Direct::before)
                                .flatMap(amount -> amount == null ? Stream.<BigDecimal>empty() : Stream.of(amount))
                                .reduce(BigDecimal.ZERO, BigDecimal::add),
                        in.currency());
    }

    private static String figure(@Nullable BigDecimal amount, InCurrency in) {
        return amount == null ? "" : Formats.money(amount, in.currency());
    }
}
