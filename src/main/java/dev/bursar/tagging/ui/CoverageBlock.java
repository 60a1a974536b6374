package dev.bursar.tagging.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import dev.bursar.charges.CostMetric;
import dev.bursar.charges.Dimension;
import dev.bursar.spend.SpendLinks;
import dev.bursar.tagging.coverage.CoverageSums;
import dev.bursar.tagging.coverage.CurrencyCoverage;
import dev.bursar.tagging.coverage.CurrencyCoverage.AnyTag;
import dev.bursar.tagging.coverage.CurrencyCoverage.Untagged;
import dev.bursar.tagging.coverage.TagCoverage;
import dev.bursar.ui.ChartData;
import dev.bursar.ui.FigureStrip;
import dev.bursar.ui.FixedRows;
import dev.bursar.ui.Formats;
import dev.bursar.ui.HtmlTable;
import dev.bursar.ui.HtmlTable.Column;
import dev.bursar.ui.KeyFigure;
import dev.bursar.ui.Palette;
import dev.bursar.ui.Section;
import dev.bursar.ui.ShareBar;
import dev.bursar.ui.SpendChart;
import dev.bursar.ui.Styled;
import module java.base;
import org.joda.money.BigMoney;
import org.threeten.extra.LocalDateRange;

/** One currency's coverage: figures, months, and what is untagged by account and service. */
final class CoverageBlock extends Div {
    private final TagCoverage coverage;
    private final CurrencyCoverage currency;
    private final String suffix;

    CoverageBlock(TagCoverage coverage, CurrencyCoverage currency, boolean manyCurrencies) {
        this.coverage = coverage;
        this.currency = currency;
        this.suffix = manyCurrencies ? ", " + currency.currency() : "";
        addClassNames("spend-block", "tag-coverage");
        var sides = Styled.div(
                "tag-sides",
                untagged("account", "accounts", currency.accounts(), Dimension.ACCOUNT, Dimension.SERVICE),
                untagged("service", "services", currency.services(), Dimension.SERVICE, Dimension.ACCOUNT));
        add(figures());
        if (currency.months().size() > 1) {
            add(charts());
        }
        var tables = Styled.div("coverage-tables", months());
        currency.anyTag().ifPresent(any -> tables.add(byAnyTag(any)));
        add(tables, sides);
        if (!currency.notTaggable().isEmpty()) {
            add(notTaggable());
        }
    }

    private FigureStrip figures() {
        CoverageSums sums = currency.sums();
        var figures = new ArrayList<KeyFigure>();
        figures.add(
                new KeyFigure("Tagged with " + CoverageText.key(coverage) + suffix, CoverageText.share(sums.share()))
                        .note(money(sums.tagged()) + " of " + money(sums.taggable())));
        figures.add(new KeyFigure("Untagged", money(sums.untagged())).note("could be tagged"));
        figures.add(
                new KeyFigure("Can\u2019t be tagged", money(sums.notTaggable())).note("left out of the percentage"));
        if (!sums.notStated().isZero()) {
            figures.add(new KeyFigure("Not known", money(sums.notStated()))
                    .note("from Cost Explorer, which doesn\u2019t state this tag"));
        }
        return new FigureStrip(figures.toArray(KeyFigure[]::new));
    }

    /** How much has any tag at all, which only charge files say. */
    private Section byAnyTag(AnyTag any) {
        var lines = new FixedRows();
        line(lines, "With any resource tag", any.share(), any.tagged());
        if (!any.byCaller().isZero()) {
            line(lines, "Only by a caller tag", any.shareByCaller(), any.byCaller());
            line(lines, "With neither", any.shareOfNeither(), any.neither());
        }
        var columns = List.of(
                Column.name("TAG", "Costs that can be tagged", "Total"),
                Column.figure("SHARE", "Share", 100, ""),
                Column.figure("AMOUNT", "EffectiveCost", 118, money(any.all())));
        return new Section("By any tag" + suffix)
                .note("from charge files")
                .flush()
                .with(table("By any tag", columns, lines));
    }

    private static void line(FixedRows lines, String name, Optional<BigDecimal> share, BigMoney amount) {
        lines.line(name, "", "", BigDecimal.ZERO, CoverageText.share(share), money(amount));
    }

    private Section months() {
        var section = new Section("By month" + suffix)
                .note(Formats.count(currency.months().size(), "month", "months"))
                .flush();
        CoverageSums sums = currency.sums();
        boolean notStated = !sums.notStated().isZero();
        var columns = new ArrayList<>(List.of(
                Column.name("MONTH", "Month", "Total"),
                Column.figure("SHARE", "Share tagged", 100, CoverageText.share(sums.share())),
                Column.figure("TAGGED", "Tagged", 118, money(sums.tagged())).onlyWide(),
                Column.figure("UNTAGGED", "Untagged", 118, money(sums.untagged())),
                Column.figure("APART", "Can\u2019t be tagged", 130, money(sums.notTaggable()))
                        .onlyWide()));
        if (notStated) {
            columns.add(Column.figure("UNKNOWN", "Not known", 118, money(sums.notStated()))
                    .onlyWide());
        }
        columns.add(Column.figure("TOTAL", "EffectiveCost", 118, money(sums.total()))
                .onlyWide());
        var rows = new FixedRows();
        for (CurrencyCoverage.Month month : currency.months()) {
            CoverageSums its = month.sums();
            var figures = new ArrayList<>(List.of(
                    CoverageText.share(its.share()),
                    money(its.tagged()),
                    money(its.untagged()),
                    money(its.notTaggable())));
            if (notStated) {
                figures.add(money(its.notStated()));
            }
            figures.add(money(its.total()));
            rows.line(
                    Formats.month(month.month()),
                    "",
                    money(its.tagged()) + " tagged",
                    BigDecimal.ZERO,
                    figures.toArray(String[]::new));
        }
        HtmlTable table = table("By month", columns, rows);
        table.addClassNames("fitting", "of-figures");
        return section.with(table);
    }

    /** What is left to tag, and beside it the share as a line where it differs from month to month. */
    private Div charts() {
        String days = Formats.range(CoverageText.range(coverage.days()));
        var untagged = new SpendChart("Untagged, monthly, " + days + ", " + currency.currency());
        untagged.show(untagged());
        var left = new Section("Untagged" + suffix)
                .note("could be tagged, by month")
                .with(untagged);
        if (isSteady(currency.months())) {
            return Styled.div("tag-sides", left);
        }
        var shares = new SpendChart("Share tagged with " + CoverageText.key(coverage) + " in percent, monthly, " + days
                + ", " + currency.currency());
        shares.show(shares());
        return Styled.div(
                "tag-sides",
                new Section("Share tagged" + suffix).note("percent, by month").with(shares),
                left);
    }

    /** Whether all months lie within one percent point, so that a line from 0 to 100 would show nothing. */
    static boolean isSteady(List<CurrencyCoverage.Month> months) {
        List<BigDecimal> shares = months.stream()
                .flatMap(month -> month.sums().share().stream())
                .sorted()
                .toList();
        return !shares.isEmpty() && shares.getLast().subtract(shares.getFirst()).compareTo(new BigDecimal("0.01")) <= 0;
    }

    /** Months in which nothing can be tagged have no share, and no place on the line. */
    private ChartData shares() {
        List<CurrencyCoverage.Month> months = currency.months().stream()
                .filter(month -> month.sums().share().isPresent())
                .toList();
        return chart(
                ChartData.Kind.LINES,
                ChartData.PERCENT,
                months,
                "share",
                "Share tagged",
                Palette.Colour.C1,
                sums -> sums.share().orElse(BigDecimal.ZERO).movePointRight(2));
    }

    private ChartData untagged() {
        return chart(
                ChartData.Kind.BARS,
                currency.currency(),
                currency.months(),
                "untagged",
                "Untagged",
                Palette.Colour.UNALLOCATED,
                sums -> sums.untagged().getAmount());
    }

    private ChartData chart(
            ChartData.Kind kind,
            String unit,
            List<CurrencyCoverage.Month> months,
            String key,
            String name,
            Palette.Colour colour,
            Function<CoverageSums, BigDecimal> part) {
        return new ChartData(
                kind,
                unit,
                months.stream()
                        .map(month -> new ChartData.Category(
                                Formats.shortMonth(month.month()),
                                Formats.month(month.month()),
                                isEstimated(month.month())))
                        .toList(),
                List.of(new ChartData.Series(
                        key,
                        name,
                        colour,
                        months.stream().map(month -> part.apply(month.sums())).toList())),
                null,
                null);
    }

    private boolean isEstimated(YearMonth month) {
        var days = LocalDateRange.of(month.atDay(1), month.plusMonths(1).atDay(1));
        return coverage.finality().estimated().stream().anyMatch(days::overlaps);
    }

    private Section untagged(String one, String many, List<Untagged> rows, Dimension of, Dimension openBy) {
        BigMoney total = currency.sums().untagged();
        var columns = List.of(
                Column.name("NAME", one.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + one.substring(1), "Total"),
                Column.bar("BAR"),
                Column.figure("UNTAGGED", "Untagged", 118, money(total)),
                Column.figure("SHARE", "Share", 80, total.isZero() ? "" : "100.0%")
                        .quietOnlyWide());
        var lines = new FixedRows();
        BigDecimal largest =
                rows.isEmpty() ? BigDecimal.ZERO : rows.getFirst().amount().getAmount();
        for (Untagged row : rows) {
            String share =
                    Formats.share(row.amount().getAmount(), total.getAmount()).orElse("");
            lines.line(
                    row.label(),
                    SpendLinks.view(
                            coverage.days().from(),
                            coverage.days().to(),
                            CostMetric.EFFECTIVE,
                            openBy,
                            Set.of(),
                            coverage.untagged(of, row.key())),
                    share + " of untagged",
                    ShareBar.share(row.amount().getAmount(), largest),
                    money(row.amount()),
                    share);
        }
        var section = new Section("Untagged by " + one + suffix).note(Formats.count(rows.size(), one, many));
        if (rows.isEmpty()) {
            var none = new Paragraph("All of it is tagged with " + CoverageText.key(coverage) + ".");
            none.addClassNames("note", "check-note");
            return section.with(none);
        }
        return section.flush().with(table("Untagged by " + one, columns, lines));
    }

    private Section notTaggable() {
        var columns = List.of(
                Column.name("WHY", "Charges", "Total"),
                Column.figure(
                        "AMOUNT", "EffectiveCost", 118, money(currency.sums().notTaggable())));
        var lines = new FixedRows();
        currency.notTaggable()
                .forEach(part -> lines.line(part.why().label(), "", "", BigDecimal.ZERO, money(part.amount())));
        return new Section("Can\u2019t be tagged" + suffix)
                .flush()
                .with(table("Charges that can\u2019t be tagged", columns, lines));
    }

    private static HtmlTable table(String name, List<Column> columns, FixedRows rows) {
        var table = new HtmlTable(name, columns, List.of(), rows);
        table.addClassName("spend-table");
        return table;
    }

    private static String money(BigMoney money) {
        return Formats.money(money);
    }
}
