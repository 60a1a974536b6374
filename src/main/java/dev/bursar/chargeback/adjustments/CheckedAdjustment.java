package dev.bursar.chargeback.adjustments;

import dev.bursar.chargeback.adjustments.AdjustmentRefused.Field;
import dev.bursar.chargeback.adjustments.AdjustmentRefused.Why;
import dev.bursar.chargeback.ledger.LedgerAccount;
import dev.bursar.kernel.Decimals;
import module java.base;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/** An adjustment that can be stored. */
record CheckedAdjustment(
        YearMonth ofMonth,
        LedgerAccount from,
        LedgerAccount to,
        BigMoney amount,
        String reason,
        Optional<Long> reverses,
        Optional<Long> dispute) {
    private static final int LONGEST_REASON = 500;
    private static final BigDecimal TOO_LARGE = new BigDecimal("1000000000000");

    /**
     * What adjustments can be about.
     *
     * @param month in which they stand
     * @param first of the ledger
     * @param teams that are there in the month in which they stand
     */
    record Bounds(YearMonth month, YearMonth first, Set<Integer> teams) {}

    /**
     * @param currencies of the month that it is about
     * @throws AdjustmentRefused with all that is wrong
     */
    static CheckedAdjustment of(AdjustmentDraft draft, Bounds bounds, Set<String> currencies) {
        var problems = new EnumMap<Field, Why>(Field.class);
        month(draft.ofMonth(), bounds).ifPresent(why -> problems.put(Field.OF_MONTH, why));
        account(draft.from(), bounds).ifPresent(why -> problems.put(Field.FROM, why));
        account(draft.to(), bounds).ifPresent(why -> problems.put(Field.TO, why));
        if (draft.from() != null && draft.from().equals(draft.to())) {
            problems.putIfAbsent(Field.TO, Why.SAME_ACCOUNT);
        }
        if (draft.currency().isBlank()) {
            problems.put(Field.CURRENCY, Why.MISSING);
        } else if (!problems.containsKey(Field.OF_MONTH) && !currencies.contains(draft.currency())) {
            problems.put(Field.CURRENCY, Why.OTHER_CURRENCY);
        }
        amount(draft.amount(), draft.currency()).ifPresent(why -> problems.put(Field.AMOUNT, why));
        String reason = draft.reason().strip();
        reason(reason).ifPresent(why -> problems.put(Field.REASON, why));
        if (!problems.isEmpty()) {
            throw new AdjustmentRefused(problems);
        }
        BigDecimal amount = Objects.requireNonNull(draft.amount()).setScale(Decimals.of(draft.currency()));
        return new CheckedAdjustment(
                Objects.requireNonNull(draft.ofMonth()),
                Objects.requireNonNull(draft.from()),
                Objects.requireNonNull(draft.to()),
                BigMoney.of(CurrencyUnit.of(draft.currency()), amount),
                reason,
                Optional.empty(),
                draft.dispute());
    }

    /** What takes another one back. */
    static CheckedAdjustment reversal(Adjustment of, String reason) {
        String why = reason.strip();
        reason(why).ifPresent(problem -> {
            throw new AdjustmentRefused(Field.REASON, problem);
        });
        return new CheckedAdjustment(
                of.ofMonth(), of.to(), of.from(), of.amount(), why, Optional.of(of.id()), Optional.empty());
    }

    private static Optional<Why> month(@Nullable YearMonth month, Bounds bounds) {
        if (month == null) {
            return Optional.of(Why.MISSING);
        }
        if (month.isAfter(bounds.month())) {
            return Optional.of(Why.LATER_MONTH);
        }
        return month.isBefore(bounds.first()) ? Optional.of(Why.BEFORE_LEDGER) : Optional.empty();
    }

    private static Optional<Why> account(@Nullable LedgerAccount account, Bounds bounds) {
        return switch (account) {
            case null -> Optional.of(Why.MISSING);
            case LedgerAccount.Team(int team) ->
                bounds.teams().contains(team) ? Optional.empty() : Optional.of(Why.NO_SUCH_TEAM);
            case LedgerAccount.Fixed fixed ->
                fixed == LedgerAccount.Fixed.UNALLOCATED || fixed == LedgerAccount.Fixed.INTERNAL
                        ? Optional.empty()
                        : Optional.of(Why.OTHER_ACCOUNT);
        };
    }

    private static Optional<Why> amount(@Nullable BigDecimal amount, String currency) {
        if (amount == null) {
            return Optional.of(Why.MISSING);
        }
        if (amount.signum() <= 0) {
            return Optional.of(Why.NOT_ABOVE_ZERO);
        }
        if (amount.compareTo(TOO_LARGE) >= 0) {
            return Optional.of(Why.TOO_LARGE);
        }
        return amount.stripTrailingZeros().scale() > Decimals.of(currency)
                ? Optional.of(Why.TOO_MANY_DECIMALS)
                : Optional.empty();
    }

    /** @param reason without spaces around it */
    static Optional<Why> reason(String reason) {
        if (reason.isEmpty()) {
            return Optional.of(Why.MISSING);
        }
        if (reason.length() > LONGEST_REASON) {
            return Optional.of(Why.TOO_LONG);
        }
        return reason.codePoints()
                        .anyMatch(c ->
                                c != '\n' && Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE)
                ? Optional.of(Why.CONTROL_CHARACTERS)
                : Optional.empty();
    }
}
