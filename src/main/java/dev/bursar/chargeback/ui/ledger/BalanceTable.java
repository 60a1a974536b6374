package dev.bursar.chargeback.ui.ledger;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import dev.bursar.chargeback.ledger.LedgerAccount;
import dev.bursar.chargeback.ledger.text.LedgerText;
import dev.bursar.list.ListState;
import dev.bursar.ui.DropDown;
import dev.bursar.ui.Formats;
import dev.bursar.ui.HtmlTable;
import dev.bursar.ui.Section;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Table;
import module java.base;

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
            section.addClassName("fit");
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
        List<YearMonth> months = sheet.months();
        var table = new Table<>(
                        "Balances in " + currency,
                        currency,
                        sheet.rows().stream()
                                .filter(row -> row.currency().equals(currency))
                                .toList())
                .name("Account", "All accounts", BalanceSheet.Row::name)
                .whole(row -> row.account() instanceof LedgerAccount.Fixed fixed
                        ? row.name() + " " + LedgerText.holds(fixed)
                        : "")
                .opens(row -> LedgerList.all(list)
                        .with(LedgerList.ACCOUNT, Optional.of(row.account()))
                        .address())
                .narrow(row -> row.amounts().isEmpty()
                        ? ""
                        : Formats.money(row.amounts().getLast(), currency) + " in "
                                + Formats.shortMonth(months.getLast()));
        if (sheet.older()) {
            table.money("Before " + Formats.shortMonth(months.getFirst()), 130, BalanceSheet.Row::before)
                    .sum()
                    .onlyWide();
        }
        for (int i = 0; i < months.size(); i++) {
            int at = i;
            table.money(
                            Formats.shortMonth(months.get(i)),
                            118,
                            row -> row.amounts().get(at))
                    .sum()
                    .onlyWide();
        }
        return table.money("Balance", 130, BalanceSheet.Row::total).sum().html();
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
