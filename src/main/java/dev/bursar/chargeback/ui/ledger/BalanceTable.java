package dev.bursar.chargeback.ui.ledger;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import dev.bursar.chargeback.ledger.LedgerAccount;
import dev.bursar.chargeback.ledger.text.LedgerText;
import dev.bursar.list.ListState;
import dev.bursar.ui.DropDown;
import dev.bursar.ui.FixedRows;
import dev.bursar.ui.Formats;
import dev.bursar.ui.HtmlTable;
import dev.bursar.ui.HtmlTable.Column;
import dev.bursar.ui.Section;
import dev.bursar.ui.Styled;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Accounts and what they come to in each month; an account leads to its transactions. */
final class BalanceTable extends Div {
    /** @param chosen told when another last month is chosen */
    BalanceTable(BalanceSheet sheet, ListState list, Consumer<Optional<YearMonth>> chosen) {
        addClassName("stack");
        List<String> currencies = sheet.currencies();
        for (String currency : currencies) {
            var section = new Section(currencies.size() == 1 ? "Balances" : "Balances, " + currency)
                    .note("by the month in which they were posted")
                    .flush()
                    .with(table(sheet, currency, list));
            if (currency.equals(currencies.getFirst())
                    && (sheet.older() || list.get(LedgerList.UNTIL).isPresent())) {
                section.actions(until(sheet, list, chosen));
            }
            add(section);
        }
        add(meanings(sheet));
    }

    private static DropDown<Optional<YearMonth>> until(
            BalanceSheet sheet, ListState list, Consumer<Optional<YearMonth>> chosen) {
        YearMonth newest = sheet.all().getFirst();
        var choice = new DropDown<>(
                "Up to",
                DropDown.orNone(sheet.all().stream().skip(1)),
                month -> Formats.month(month.orElse(newest)),
                chosen);
        choice.setValue(
                list.get(LedgerList.UNTIL).filter(sheet.all()::contains).filter(month -> !month.equals(newest)));
        return choice;
    }

    private static HtmlTable table(BalanceSheet sheet, String currency, ListState list) {
        var columns = new ArrayList<Column>();
        columns.add(Column.name("account", "Account", "All accounts"));
        if (sheet.older()) {
            columns.add(Column.figure(
                            "before",
                            "Before " + Formats.shortMonth(sheet.months().getFirst()),
                            130,
                            Formats.money(sheet.before(currency), currency))
                    .onlyWide());
        }
        for (int i = 0; i < sheet.months().size(); i++) {
            columns.add(Column.figure(
                            sheet.months().get(i).toString(),
                            Formats.shortMonth(sheet.months().get(i)),
                            118,
                            Formats.money(sheet.amount(currency, i), currency))
                    .onlyWide());
        }
        columns.add(Column.figure("total", "Balance", 130, Formats.money(sheet.total(currency), currency)));
        var rows = new FixedRows();
        sheet.rows().stream().filter(row -> row.currency().equals(currency)).forEach(row -> {
            var figures = new ArrayList<String>();
            if (sheet.older()) {
                figures.add(Formats.money(row.before(), currency));
            }
            row.amounts().forEach(amount -> figures.add(Formats.money(amount, currency)));
            figures.add(Formats.money(row.total(), currency));
            rows.line(
                    row.name(),
                    LedgerList.all(list)
                            .with(LedgerList.ACCOUNT, Optional.of(row.account()))
                            .address(),
                    row.amounts().isEmpty()
                            ? ""
                            : Formats.money(row.amounts().getLast(), currency) + " in "
                                    + Formats.shortMonth(sheet.months().getLast()),
                    figures.toArray(String[]::new));
        });
        return new HtmlTable("Balances in " + currency, columns, List.of(), rows);
    }

    private static Component meanings(BalanceSheet sheet) {
        return Styled.note(sheet.rows().stream()
                .map(BalanceSheet.Row::account)
                .filter(LedgerAccount.Fixed.class::isInstance)
                .map(LedgerAccount.Fixed.class::cast)
                .distinct()
                .map(account -> LedgerText.account(account, Map.of()) + " " + LedgerText.holds(account) + ".")
                .collect(Collectors.joining(" ")));
    }
}
