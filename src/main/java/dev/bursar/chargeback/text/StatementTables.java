package dev.bursar.chargeback.text;

import dev.bursar.chargeback.split.Bridge;
import dev.bursar.chargeback.split.ChargeLinks;
import dev.bursar.chargeback.split.StatementLine.Section;
import dev.bursar.chargeback.statement.Statement;
import dev.bursar.chargeback.statement.Statement.Adjusted;
import dev.bursar.chargeback.statement.Statement.Direct;
import dev.bursar.chargeback.statement.Statement.InCurrency;
import dev.bursar.chargeback.statement.Statement.Kind;
import dev.bursar.chargeback.statement.Statement.Line;
import dev.bursar.chargeback.statement.Statement.OfClosed;
import dev.bursar.chargeback.statement.Statement.Shared;
import dev.bursar.chargeback.statement.text.StatementText;
import dev.bursar.charges.CostFilter;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.Dimension;
import dev.bursar.spend.SpendLinks;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Table;
import module java.base;
import org.jspecify.annotations.Nullable;

/** The tables of a statement in one currency, each described once for its page and its paper. */
public final class StatementTables {
    private static final int LONGEST_SENTENCE = 600;
    private static final int LONGEST_NAME = 120;

    private final Statement statement;
    private final InCurrency in;
    private final boolean opens;
    private final boolean nobodys;

    /** @param opens whether its lines open into charges: those of a version that was replaced are in another cut */
    public StatementTables(Statement statement, InCurrency in, boolean opens) {
        this.statement = statement;
        this.in = in;
        this.opens = opens;
        nobodys = statement.team() == 0;
    }

    /**
     * Lines of one kind.
     *
     * @param note beside the title; empty for none
     */
    public record Part<L extends Line>(Kind kind, String title, String note, Table<Row<L>> table) {}

    /**
     * A line, or all lines of a service.
     *
     * @param below whether it is a line that stands below its service's row
     */
    public record Row<L extends Line>(String name, List<L> lines, boolean below) {
        /** Empty of several. */
        public Optional<L> line() {
            return lines.size() == 1 ? Optional.of(lines.getFirst()) : Optional.empty();
        }

        private BigDecimal amount() {
            return lines.stream().map(Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        }
    }

    /** Those of these kinds of which the statement has lines. */
    public List<Part<?>> parts(Kind... kinds) {
        return Stream.of(kinds)
                .filter(kind -> in.lines().anyMatch(line -> line.getKey() == kind))
                .<Part<?>>map(this::part)
                .toList();
    }

    private Part<?> part(Kind kind) {
        return switch (kind) {
            case DIRECT -> direct();
            case SHARED -> shared();
            case CORRECTION -> corrections();
            case CLOSED ->
                sentences(
                        kind,
                        StatementText.OF_CLOSED_MONTHS,
                        in.closed(),
                        line -> StatementText.sentence(statement, line),
                        OfClosed::ofMonth);
            case ADJUSTMENT ->
                sentences(kind, StatementText.ADJUSTMENTS, in.adjustments(), StatementText::reason, Adjusted::ofMonth);
        };
    }

    private Part<Direct> direct() {
        String title = nobodys ? "Charges without a team" : "Direct";
        var section = nobodys ? Section.UNALLOCATED : Section.DIRECT;
        List<Row<Direct>> rows = StatementText.byService(in.direct()).entrySet().stream()
                .map(service -> new Row<>(StatementText.service(service.getKey()), service.getValue(), false))
                .toList();
        var table = new Table<>("Direct", in.currency(), rows)
                .parts(row -> row.line().isPresent()
                        ? List.of()
                        : row.lines().stream()
                                .map(line -> new Row<>(account(line), List.of(line), true))
                                .toList())
                .name("Service", title, row -> row.below() ? shortAccount(row) : row.name())
                .onPaper(row -> PlainText.cut(row.name(), LONGEST_NAME))
                .whole(this::whole)
                .opens(row -> charges(section, row.lines().getFirst(), row.below()))
                .narrow(row -> row.below() ? category(row) : shortAccount(row))
                .belowOnPaper(row -> accounts(row))
                .text("Account", 200, row -> row.below() ? "" : row.line().isPresent() ? shortAccount(row) : count(row))
                .quietOnlyWide()
                .onlyOnPages()
                .text("Charge category", 130, StatementTables::category)
                .quietOnlyWide();
        return new Part<>(
                Kind.DIRECT,
                title,
                Formats.count(rows.size(), "service", "services") + ", by charge category",
                amounts(table, Direct::before));
    }

    private String accounts(Row<Direct> row) {
        return row.below() ? "" : row.line().map(this::account).orElse("");
    }

    /** The account's name, or its id where it has none; empty of several. */
    private String shortAccount(Row<Direct> row) {
        return row.line()
                .map(line -> statement.accounts().getOrDefault(line.account(), ""))
                .filter(name -> !name.isEmpty())
                .orElseGet(() -> row.line().map(this::account).orElse(""));
    }

    /** With the account's id, for a tooltip. */
    private String whole(Row<Direct> row) {
        return row.line()
                .map(line -> (row.below() ? "" : row.name() + ", ") + account(line))
                .orElse("");
    }

    private static String count(Row<Direct> row) {
        return Formats.count(
                row.lines().stream().map(Direct::account).distinct().count(), "account", "accounts");
    }

    private static String category(Row<Direct> row) {
        return row.line().map(line -> line.category().label()).orElse("");
    }

    private Part<Shared> shared() {
        String title = nobodys ? "Pools that aren\u2019t split" : "Shared";
        var table = new Table<>("Shared", in.currency(), rows(in.shared(), Shared::name))
                .name("Pool", title, Row::name)
                .onPaper(140)
                .opens(row -> row.line()
                        .filter(line -> opens && statement.full())
                        .map(line -> ChargeLinks.charges(statement.month(), line.pool(), in.currency()))
                        .orElse(""))
                .narrow(StatementTables::rule)
                .text("Split and share", 330, StatementTables::rule)
                .quietOnlyWide()
                .onPaper(0)
                .figure(
                        "Whole pool",
                        124,
                        row -> row.line()
                                .flatMap(Shared::total)
                                .map(total -> Formats.money(total, in.currency()))
                                .orElse("not shown"))
                .quietOnlyWide();
        return new Part<>(
                Kind.SHARED, title, Formats.count(in.shared().size(), "pool", "pools"), amounts(table, Shared::before));
    }

    private static String rule(Row<Shared> row) {
        return row.line()
                .map(line ->
                        line.rule() + line.share().map(share -> ", " + share).orElse(""))
                .orElse("");
    }

    /** What was charged in the month before, and in this one. */
    private <L extends Line> Table<Row<L>> amounts(Table<Row<L>> table, Function<L, @Nullable BigDecimal> before) {
        return table.money(Formats.shortMonth(statement.month().minusMonths(1)), 124, row -> before(row, before))
                .sum()
                .quietOnlyWide()
                .shownIf(in.comparedWith().isPresent())
                .money("BilledCost", 128, Row::amount)
                .sum();
    }

    private static <L extends Line> @Nullable BigDecimal before(Row<L> row, Function<L, @Nullable BigDecimal> before) {
        return row.lines().stream()
                .map(before)
                .filter(Objects::nonNull)
                .reduce(BigDecimal::add)
                .orElse(null);
    }

    private Part<Direct> corrections() {
        var rows = rows(in.corrections(), line -> StatementText.service(line.service()) + ", " + account(line));
        return new Part<>(
                Kind.CORRECTION,
                "Corrections",
                "",
                new Table<>("Corrections", in.currency(), rows)
                        .name("Service and account", "Corrections", Row::name)
                        .onPaper(row -> row.line()
                                .map(line -> StatementText.service(line.service()))
                                .orElse(""))
                        .opens(row -> charges(Section.CORRECTION, row.lines().getFirst(), true))
                        .narrow(row -> Formats.month(row.lines().getFirst().chargeMonth()))
                        .belowOnPaper(row -> accounts(row))
                        .text("Charge category", 0, StatementTables::category)
                        .onlyOnPaper()
                        .month("Of", 130, row -> row.lines().getFirst().chargeMonth())
                        .quietOnlyWide()
                        .money("BilledCost", 128, Row::amount)
                        .sum());
    }

    private <L extends Line> Part<L> sentences(
            Kind kind, String title, List<L> lines, Function<L, String> words, Function<L, YearMonth> of) {
        return new Part<>(
                kind,
                title,
                "",
                new Table<>(title, in.currency(), rows(lines, words))
                        .name("What", title, Row::name)
                        .onPaper(row -> PlainText.cut(row.name(), LONGEST_SENTENCE))
                        .narrow(row -> Formats.month(of.apply(row.lines().getFirst())))
                        .month("Of", 130, row -> of.apply(row.lines().getFirst()))
                        .quietOnlyWide()
                        .money("BilledCost", 128, Row::amount)
                        .sum());
    }

    private static <L extends Line> List<Row<L>> rows(List<L> lines, Function<L, String> name) {
        return lines.stream()
                .map(line -> new Row<>(name.apply(line), List.of(line), false))
                .toList();
    }

    private String account(Direct line) {
        return StatementText.account(statement, line);
    }

    private String charges(Section section, Direct line, boolean ofAccount) {
        if (!opens) {
            return "";
        }
        return ofAccount
                ? ChargeLinks.charges(
                        statement.month(), section, in.currency(), statement.team(), line.service(), line.account())
                : ChargeLinks.charges(statement.month(), section, in.currency(), statement.team(), line.service());
    }

    /** A step from what Spend shows to the total. */
    public record Step(String words, String address, String amount) {}

    /** From what Spend shows to the total. */
    public Table<Step> bridge() {
        Bridge bridge = in.bridge();
        YearMonth month = statement.month();
        var start = new Step(
                "EffectiveCost in Spend, " + Formats.month(month),
                SpendLinks.view(
                        month.atDay(1),
                        month.plusMonths(1).atDay(1),
                        CostMetric.EFFECTIVE,
                        Dimension.SERVICE,
                        new CostFilter(
                                Dimension.TEAM, CostFilter.Operator.IS, List.of(String.valueOf(statement.team())))),
                Formats.money(bridge.start(), in.currency()));
        Stream<Step> steps = bridge.shown().stream()
                .map(step -> new Step(
                        BridgeText.words(step, in.pools(), month), "", Formats.signed(step.amount(), in.currency())));
        return new Table<>(
                        "From Spend to this statement",
                        Stream.concat(Stream.of(start), steps).toList())
                .name("Step", "This statement", Step::words)
                .opens(Step::address)
                .figure(in.currency(), 140, Step::amount)
                .foot(Formats.money(bridge.end(), in.currency()));
    }
}
