package dev.bursar.chargeback.documents;

import dev.bursar.chargeback.documents.DocumentRefused.Field;
import dev.bursar.chargeback.documents.DocumentRefused.Plain;
import dev.bursar.chargeback.documents.DocumentRefused.Problem;
import dev.bursar.ui.AmountText;
import module java.base;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.joda.money.IllegalCurrencyException;
import org.jspecify.annotations.Nullable;

/** A document that can be stored, as far as it says so by itself. */
record CheckedDocument(
        DocumentDraft.Type type,
        String number,
        String seller,
        YearMonth billingMonth,
        LocalDate issuedOn,
        BigMoney total) {
    private static final int LONGEST_NUMBER = 64;
    private static final int LONGEST_SELLER = 200;
    private static final BigDecimal TOO_LARGE = new BigDecimal("1000000000000");
    private static final YearMonth FIRST = YearMonth.of(2006, 1);

    /** @throws DocumentRefused with all that is wrong */
    static CheckedDocument of(DocumentDraft draft, LocalDate today) {
        var problems = new EnumMap<Field, Problem>(Field.class);
        if (draft.type() == null) {
            problems.put(Field.TYPE, Plain.MISSING);
        }
        String number = draft.number().strip();
        text(problems, Field.NUMBER, number, LONGEST_NUMBER);
        String seller = draft.seller().strip();
        text(problems, Field.SELLER, seller, LONGEST_SELLER);
        month(problems, draft.billingMonth(), today);
        date(problems, draft.issuedOn(), today);
        BigMoney total = total(problems, draft);
        if (!problems.isEmpty()) {
            throw new DocumentRefused(problems);
        }
        return new CheckedDocument(
                Objects.requireNonNull(draft.type()),
                number,
                seller,
                Objects.requireNonNull(draft.billingMonth()),
                Objects.requireNonNull(draft.issuedOn()),
                Objects.requireNonNull(total));
    }

    private static void text(Map<Field, Problem> problems, Field field, String text, int longest) {
        if (text.isEmpty()) {
            problems.put(field, Plain.MISSING);
        } else if (text.length() > longest) {
            problems.put(field, new DocumentRefused.TooLong(longest));
        } else if (text.codePoints()
                .anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE)) {
            problems.put(field, Plain.CONTROL_CHARACTERS);
        }
    }

    private static void month(Map<Field, Problem> problems, @Nullable YearMonth month, LocalDate today) {
        if (month == null) {
            problems.put(Field.BILLING_MONTH, Plain.MISSING);
        } else if (month.isAfter(YearMonth.from(today))) {
            problems.put(Field.BILLING_MONTH, Plain.IN_THE_FUTURE);
        } else if (month.isBefore(FIRST)) {
            problems.put(Field.BILLING_MONTH, Plain.TOO_EARLY);
        }
    }

    private static void date(Map<Field, Problem> problems, @Nullable LocalDate issued, LocalDate today) {
        if (issued == null) {
            problems.put(Field.ISSUED_ON, Plain.MISSING);
        } else if (issued.isAfter(today)) {
            problems.put(Field.ISSUED_ON, Plain.IN_THE_FUTURE);
        } else if (issued.isBefore(FIRST.atDay(1))) {
            problems.put(Field.ISSUED_ON, Plain.TOO_EARLY);
        }
    }

    private static @Nullable BigMoney total(Map<Field, Problem> problems, DocumentDraft draft) {
        CurrencyUnit currency;
        try {
            currency = CurrencyUnit.of(draft.currency().strip().toUpperCase(Locale.ROOT));
        } catch (IllegalCurrencyException e) {
            problems.put(Field.CURRENCY, Plain.NOT_A_CURRENCY);
            return null;
        }
        AmountText read = AmountText.read(draft.total(), currency.getCode());
        if (read.amount().isEmpty()) {
            problems.put(Field.TOTAL, new DocumentRefused.NotAnAmount(read.problem()));
            return null;
        }
        BigDecimal amount = read.amount().get();
        int decimals = Math.max(0, currency.getDecimalPlaces());
        if (amount.compareTo(TOO_LARGE) >= 0) {
            problems.put(Field.TOTAL, Plain.TOO_LARGE);
        } else if (amount.stripTrailingZeros().scale() > decimals) {
            problems.put(Field.TOTAL, new DocumentRefused.NoDecimals(currency.getCode()));
        }
        return BigMoney.of(currency, amount);
    }
}
