package dev.bursar.budgets.ui;

import static dev.bursar.files.ListExport.Cell.day;
import static dev.bursar.files.ListExport.Cell.money;
import static dev.bursar.files.ListExport.Cell.percent;
import static dev.bursar.files.ListExport.Cell.text;

import dev.bursar.budgets.BudgetState;
import dev.bursar.budgets.BudgetText;
import dev.bursar.budgets.query.BudgetRow;
import dev.bursar.budgets.query.BudgetService;
import dev.bursar.budgets.query.BudgetService.Page;
import dev.bursar.files.ListExport;
import dev.bursar.kernel.Decimals;
import dev.bursar.list.ListState;
import dev.bursar.ui.Formats;
import module java.base;
import org.springframework.stereotype.Component;

/** The Budgets page as a file: the same rows in the same order, with the rights of whoever fetches it. */
@Component
class BudgetExport extends ListExport<BudgetRow> {
    private static final List<Cell<BudgetRow>> COLUMNS = List.of(
            text("Budget", BudgetRow::name),
            text("Period length", row -> row.budget().cadence().label()),
            day("First day", row -> row.period().getStart()),
            day("Last day", row -> row.period().getEndInclusive()),
            text("Costs", row -> BudgetText.basis(row.basis())),
            text("Currency", row -> row.budget().currency()),
            money("Limit", row -> row.figures().limit()),
            money("Spent", row -> row.figures().spent().orElse(null)),
            percent(
                    "Used %",
                    row -> row.figures().used().map(BudgetExport::hundredths).orElse(null)),
            percent("Time gone %", row -> hundredths(row.gone())),
            money(
                    "Projected",
                    row -> row.figures()
                            .projected()
                            .map(amount -> rounded(amount, row))
                            .orElse(null)),
            money(
                    "Against limit",
                    row -> row.figures()
                            .difference()
                            .map(amount -> rounded(amount, row))
                            .orElse(null)),
            text("State", row -> row.figures().state().label()));

    private final BudgetService service;

    BudgetExport(BudgetService service, Clock clock) {
        super("budgets", "Budgets", clock);
        this.service = service;
    }

    @Override
    protected Found<BudgetRow> find(String question) {
        ListState list = BudgetList.ADDRESS.ofStored(question);
        Page page = service.page();
        List<BudgetRow> rows =
                page.rows().stream().filter(row -> BudgetList.shows(list, row)).toList();
        return new Found<>(
                COLUMNS,
                List.of(
                        page.stored()
                                .map(days -> "Costs until " + Formats.date(days.getEndInclusive()))
                                .orElse(BudgetState.NO_COSTS.label()),
                        exported()),
                rows.size(),
                row -> row.budget().currency(),
                rows::forEach,
                Map.of());
    }

    private static BigDecimal rounded(BigDecimal amount, BudgetRow row) {
        return amount.setScale(Decimals.of(row.budget().currency()), RoundingMode.HALF_UP);
    }

    private static BigDecimal hundredths(BigDecimal share) {
        return share.movePointRight(2).setScale(1, RoundingMode.HALF_UP);
    }
}
