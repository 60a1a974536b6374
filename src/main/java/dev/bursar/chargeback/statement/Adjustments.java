package dev.bursar.chargeback.statement;

import dev.bursar.chargeback.adjustments.Adjustment;
import dev.bursar.chargeback.adjustments.Adjustment.State;
import dev.bursar.chargeback.adjustments.AdjustmentQuestion;
import dev.bursar.chargeback.adjustments.AdjustmentStore;
import dev.bursar.chargeback.cut.CutStore.TeamCurrency;
import dev.bursar.chargeback.ledger.LedgerAccount;
import dev.bursar.chargeback.ledger.text.LedgerText;
import dev.bursar.chargeback.statement.Statement.Adjusted;
import dev.bursar.kernel.Actor;
import dev.bursar.org.Organisation;
import module java.base;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.springframework.stereotype.Component;

/** What was posted, as it stands on statements; who may see it is up to its callers. */
@Component
public class Adjustments {
    private static final int MOST = 1_000;

    private final AdjustmentStore store;
    private final Organisation organisation;

    Adjustments(AdjustmentStore store, Organisation organisation) {
        this.store = store;
        this.organisation = organisation;
    }

    /** Those that stand in a month, as teams and Unallocated see them, the first one first. */
    public Map<TeamCurrency, List<Adjusted>> of(YearMonth month) {
        List<Adjustment> posted = store.posted(month);
        if (posted.isEmpty()) {
            return Map.of();
        }
        Map<Integer, String> names = organisation.teams().stream()
                .collect(Collectors.toMap(team -> team.id().value(), team -> team.name()));
        Map<TeamCurrency, List<Adjusted>> lines = new HashMap<>();
        for (Adjustment one : posted) {
            BigDecimal amount = one.amount().getAmount();
            add(lines, one, one.from(), LedgerText.account(one.to(), names), amount.negate());
            add(lines, one, one.to(), LedgerText.account(one.from(), names), amount);
        }
        return lines;
    }

    private static void add(
            Map<TeamCurrency, List<Adjusted>> lines,
            Adjustment one,
            LedgerAccount account,
            String other,
            BigDecimal amount) {
        team(account)
                .ifPresent(team -> lines.computeIfAbsent(
                                new TeamCurrency(
                                        team, one.amount().getCurrencyUnit().getCode()),
                                any -> new ArrayList<>())
                        .add(new Adjusted(one.id(), one.ofMonth(), other, one.reason(), amount)));
    }

    /** Those that are about a month, wherever they stand, without those that were taken back; the newest first. */
    public List<Adjustment> about(YearMonth ofMonth) {
        return store
                .page(
                        new AdjustmentQuestion(Optional.of(ofMonth), Optional.of(State.POSTED), false),
                        Actor.SYSTEM.id(),
                        null,
                        0,
                        MOST)
                .stream()
                .filter(one -> one.ofMonth().equals(ofMonth) && one.reverses().isEmpty())
                .toList();
    }

    /** What was moved between two accounts. */
    public record Moved(LedgerAccount from, LedgerAccount to, BigMoney amount) {}

    /** What those that are about a month move, without what was taken back: one a pair of accounts and currency, the newest first. */
    public List<Moved> moved(YearMonth ofMonth) {
        record Key(LedgerAccount from, LedgerAccount to, CurrencyUnit currency) {}
        Map<Key, BigMoney> sums = new LinkedHashMap<>();
        about(ofMonth)
                .forEach(one -> sums.merge(
                        new Key(one.from(), one.to(), one.amount().getCurrencyUnit()), one.amount(), BigMoney::plus));
        return sums.entrySet().stream()
                .map(sum -> new Moved(sum.getKey().from(), sum.getKey().to(), sum.getValue()))
                .toList();
    }

    /** Whose statement has its lines; 0 for Unallocated, empty for what has none. */
    private static OptionalInt team(LedgerAccount account) {
        return switch (account) {
            case LedgerAccount.Team(int team) -> OptionalInt.of(team);
            case LedgerAccount.Fixed fixed ->
                fixed == LedgerAccount.Fixed.UNALLOCATED ? OptionalInt.of(0) : OptionalInt.empty();
        };
    }
}
