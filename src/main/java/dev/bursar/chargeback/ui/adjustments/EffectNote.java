package dev.bursar.chargeback.ui.adjustments;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import dev.bursar.chargeback.ledger.LedgerAccount;
import dev.bursar.chargeback.ledger.LedgerAccount.Fixed;
import dev.bursar.chargeback.ledger.text.LedgerText;
import dev.bursar.chargeback.month.IssueService;
import dev.bursar.ui.Formats;
import dev.bursar.ui.LoadedPart;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Table;
import dev.bursar.ui.Workers;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Shows what both statements come to before and after an adjustment that isn't made yet. */
final class EffectNote extends Div {
    private final LoadedPart<Map<Integer, Map<String, BigDecimal>>> content;
    private final Div effect = new Div();
    private final YearMonth month;
    private final Map<Integer, String> teams;
    private @Nullable Map<Integer, Map<String, BigDecimal>> totals;
    private Optional<Move> move = Optional.empty();

    /** An amount above 0 that moves between two accounts. */
    record Move(LedgerAccount from, LedgerAccount to, String currency, BigDecimal amount) {}

    /** @param month in which it would stand */
    EffectNote(IssueService service, YearMonth month, Map<Integer, String> teams, Workers workers, Clock clock) {
        this.month = month;
        this.teams = teams;
        content = new LoadedPart<>(workers, clock, () -> service.totals(month), this::shown)
                .failure("What both statements come to could not be loaded", "The adjustment can still be made.");
        addClassName("if-any");
        add(content);
        addAttachListener(attached -> content.reload());
    }

    private Component shown(Map<Integer, Map<String, BigDecimal>> found) {
        totals = found;
        fill();
        return effect;
    }

    /** @param entered empty while something of it is missing */
    void of(Optional<Move> entered) {
        move = entered;
        fill();
    }

    private void fill() {
        effect.removeAll();
        Map<Integer, Map<String, BigDecimal>> known = totals;
        if (known != null) {
            move.ifPresent(one -> effect.add(
                    Styled.note("Statements of " + Formats.month(month) + ", as they are now and with the adjustment"),
                    new Table<>("What the adjustment changes", one.currency(), sides(one, known))
                            .name("Statement", side -> LedgerText.account(side.account(), teams))
                            .narrow(side -> side.before()
                                    .map(before -> "now " + Formats.money(before, one.currency()))
                                    .orElse(""))
                            .figure(
                                    "Now",
                                    112,
                                    side -> side.before()
                                            .map(before -> Formats.money(before, one.currency()))
                                            .orElse("no statement"))
                            .onlyWide()
                            .signed("Change", 104, Side::change)
                            .onlyWide()
                            .figure(
                                    "Then",
                                    112,
                                    side -> side.before()
                                            .map(before -> Formats.money(before.add(side.change()), one.currency()))
                                            .orElse(""))
                            .html()));
        }
    }

    /** @param before what the statement comes to; empty of Internal, which has none */
    private record Side(LedgerAccount account, Optional<BigDecimal> before, BigDecimal change) {}

    private static List<Side> sides(Move move, Map<Integer, Map<String, BigDecimal>> totals) {
        return List.of(
                side(move.from(), move.amount().negate(), move.currency(), totals),
                side(move.to(), move.amount(), move.currency(), totals));
    }

    private static Side side(
            LedgerAccount account, BigDecimal change, String currency, Map<Integer, Map<String, BigDecimal>> totals) {
        Optional<Integer> team = switch (account) {
            case LedgerAccount.Team(int number) -> Optional.of(number);
            case Fixed fixed -> fixed == Fixed.UNALLOCATED ? Optional.of(0) : Optional.empty();
        };
        return new Side(
                account,
                team.map(number -> totals.getOrDefault(number, Map.of()).getOrDefault(currency, BigDecimal.ZERO)),
                change);
    }
}
