package dev.bursar.budgets.ui;

import dev.bursar.budgets.BudgetRow;
import dev.bursar.budgets.BudgetService;
import dev.bursar.budgets.BudgetService.Page;
import dev.bursar.budgets.BudgetText;
import dev.bursar.files.ExportSource;
import dev.bursar.files.TableFile;
import dev.bursar.files.TableFile.Column;
import dev.bursar.files.TableFile.Kind;
import dev.bursar.kernel.Decimals;
import dev.bursar.ui.Formats;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The Budgets page as a file: the same rows in the same order, with the rights of whoever fetches it. */
@Component
class BudgetExport implements ExportSource {
    private static final List<Column> COLUMNS = List.of(
            Column.text("Budget"),
            Column.text("Period length"),
            new Column("First day", Kind.DAY),
            new Column("Last day", Kind.DAY),
            Column.text("Costs"),
            Column.text("Currency"),
            Column.money("Limit"),
            Column.money("Spent"),
            new Column("Used %", Kind.PERCENT),
            new Column("Time gone %", Kind.PERCENT),
            Column.money("Projected"),
            Column.money("Difference"),
            Column.text("State"));

    private final BudgetService service;
    private final Clock clock;

    BudgetExport(BudgetService service, Clock clock) {
        this.service = service;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "budgets";
    }

    @Override
    public About about(String question) {
        return new About("Budgets", "budgets-" + LocalDate.now(clock.withZone(ZoneOffset.UTC)));
    }

    @Override
    public Table table(String question) {
        BudgetsUrl url = BudgetsUrl.ofStored(question);
        Page page = service.page();
        List<BudgetRow> rows = page.rows().stream().filter(url::shows).toList();
        var heading = new TableFile.Heading(
                "Budgets",
                "Budgets",
                List.of(
                        page.stored()
                                .map(days -> "Costs until " + Formats.date(days.getEndInclusive()))
                                .orElse("No costs yet"),
                        "Exported " + Formats.momentWithYear(clock.instant())));
        return (file, progress) -> {
            progress.all(rows.size());
            file.head(heading, COLUMNS);
            for (BudgetRow row : rows) {
                file.row(row.budget().currency(), cells(row));
                progress.row();
            }
        };
    }

    private static @Nullable Object[] cells(BudgetRow row) {
        var figures = row.figures();
        int decimals = Decimals.of(row.budget().currency());
        return new @Nullable Object[] {
            row.name(),
            row.budget().cadence().label(),
            row.period().getStart(),
            row.period().getEndInclusive(),
            BudgetText.basis(row.basis()),
            row.budget().currency(),
            figures.limit(),
            figures.spent(),
            percent(figures.used()),
            percent(row.gone()),
            figures.projected()
                    .map(amount -> amount.setScale(decimals, RoundingMode.HALF_UP))
                    .orElse(null),
            figures.difference().setScale(decimals, RoundingMode.HALF_UP),
            figures.state().label()
        };
    }

    private static BigDecimal percent(BigDecimal share) {
        return share.movePointRight(2).setScale(1, RoundingMode.HALF_UP);
    }
}
