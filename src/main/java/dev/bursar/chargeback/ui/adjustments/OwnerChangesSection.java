package dev.bursar.chargeback.ui.adjustments;

import com.vaadin.flow.component.Component;
import dev.bursar.chargeback.ChargebackLinks;
import dev.bursar.chargeback.corrections.OwnerChanges.OwnerChange;
import dev.bursar.chargeback.ledger.text.LedgerText;
import dev.bursar.chargeback.month.OwnerChangeService.Changes;
import dev.bursar.kernel.Decimals;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.Section;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Table;
import module java.base;

/** Charges of a closed month that belong to another team by today's rules; each leads finance to the adjustment that moves it. */
public final class OwnerChangesSection {
    /** So that the address's reason can be read as a search. */
    private static final int LONGEST_REASON = 190;

    private OwnerChangesSection() {}

    /** Nothing is shown where there are none. */
    public static Component of(YearMonth month, Changes changes) {
        if (changes.largest().isEmpty()) {
            return Styled.stack();
        }
        var section = new Section("Charges that belong to another team by today\u2019s rules")
                .note(count(changes) + (changes.mayPost() ? "; open one to re-allocate it by an adjustment" : ""))
                .flush()
                .with(new Table<>("Charges that belong to another team by today\u2019s rules", changes.largest())
                        .name("Charges", change -> charges(change, changes))
                        .opens(change -> changes.mayPost() ? address(month, change, changes) : "")
                        .narrow(change -> "from " + team(change.from(), changes) + " to " + team(change.to(), changes))
                        .text("Charged to", 150, change -> team(change.from(), changes))
                        .onlyWide()
                        .text("By today\u2019s rules", 150, change -> team(change.to(), changes))
                        .onlyWide()
                        .figure("Amount", 120, change -> Formats.money(rounded(change), change.currency()))
                        .html());
        if (!changes.moved().isEmpty()) {
            section.with(Styled.note("Adjustments of this month have moved so far: "
                    + changes.moved().stream()
                            .map(moved -> Formats.money(moved.amount()) + " from "
                                    + LedgerText.account(moved.from(), changes.teams()) + " to "
                                    + LedgerText.account(moved.to(), changes.teams()))
                            .collect(Collectors.joining("; "))
                    + ". The list stays as it is."));
        }
        return section;
    }

    private static String count(Changes changes) {
        return changes.all() > changes.largest().size()
                ? "the " + changes.largest().size() + " largest of " + Formats.count(changes.all())
                : Formats.count(changes.all(), "change of owner", "changes of owner");
    }

    private static String team(int team, Changes changes) {
        return changes.teams().getOrDefault(team, "Team " + team);
    }

    private static String charges(OwnerChange change, Changes changes) {
        String tag = change.tagValue();
        return change.service() + " in " + account(change, changes) + (tag.isEmpty() ? "" : ", tagged " + tag);
    }

    private static String account(OwnerChange change, Changes changes) {
        return changes.accounts().getOrDefault(change.account(), change.account());
    }

    private static BigDecimal rounded(OwnerChange change) {
        return change.amount().setScale(Decimals.of(change.currency()), RoundingMode.HALF_UP);
    }

    /** Credits move the other way. The reason names no team: leads of both read it, and neither sees the other one. */
    private static String address(YearMonth month, OwnerChange change, Changes changes) {
        BigDecimal amount = rounded(change);
        boolean credit = amount.signum() < 0;
        String reason = PlainText.cut(
                "Re-allocated by today\u2019s rules: " + change.service() + " in " + account(change, changes),
                LONGEST_REASON);
        return ChargebackLinks.adjust(
                month,
                credit ? change.to() : change.from(),
                credit ? change.from() : change.to(),
                amount.abs(),
                change.currency(),
                reason);
    }
}
