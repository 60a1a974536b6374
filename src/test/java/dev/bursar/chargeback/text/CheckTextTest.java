package dev.bursar.chargeback.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.bursar.chargeback.cut.ChargeKind;
import dev.bursar.chargeback.month.Check;
import dev.bursar.chargeback.split.Pool;
import dev.bursar.chargeback.split.PoolResult.Unsplit;
import dev.bursar.chargeback.split.PoolSelection;
import dev.bursar.chargeback.split.PoolSplit;
import module java.base;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.threeten.extra.LocalDateRange;

class CheckTextTest {
    private static final YearMonth SEPTEMBER = YearMonth.of(2026, 9);
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    private static final Pool POOL = new Pool(
            7,
            "Support",
            BigDecimal.ONE,
            new PoolSelection(PoolSelection.Kind.SUPPORT, Set.of(), Set.of(), Set.of(), false),
            new PoolSplit.Even(Set.of()));
    private static final Pool COUNTED = new Pool(
            8, "Gateway", BigDecimal.TWO, POOL.selection(), new PoolSplit.Metric("Requests", Map.of(), Set.of()));

    private static final Pool USED = new Pool(
            9,
            "Transfer",
            BigDecimal.TEN,
            POOL.selection(),
            new PoolSplit.Quantity(Set.of("Amazon S3"), "GB", Set.of()));

    static Stream<Arguments> checks() {
        BigDecimal some = new BigDecimal("1234.5");
        return Stream.of(
                arguments(
                        new Check.NotUpToDate("They don\u2019t add up."),
                        "Statements aren\u2019t up to date: They don\u2019t add up."),
                arguments(new Check.Over(OCTOBER, true), "Month is over: Ended on 31 Oct 2026"),
                arguments(new Check.Over(OCTOBER, false), "Month isn\u2019t over: Ends on 31 Oct 2026."),
                arguments(new Check.Final(Optional.empty(), false), "Costs are final: No day is estimated"),
                arguments(
                        new Check.Final(
                                Optional.of(LocalDateRange.of(LocalDate.of(2026, 10, 29), LocalDate.of(2026, 11, 1))),
                                false),
                        "Costs aren\u2019t final: AWS still estimates the costs of 29\u201331 Oct."),
                arguments(
                        new Check.Final(
                                Optional.of(LocalDateRange.of(LocalDate.of(2026, 10, 29), LocalDate.of(2026, 11, 1))),
                                true),
                        "Costs aren\u2019t final: AWS still estimates the costs of 29\u201331 Oct. Its invoice matches them."),
                arguments(
                        new Check.Accounts(SEPTEMBER, List.of()),
                        "All accounts have costs: None is missing compared with September 2026"),
                arguments(
                        new Check.Accounts(SEPTEMBER, List.of("447100935528")),
                        "1 account has no costs: 4471-0093-5528 had costs in September 2026."),
                arguments(
                        new Check.Accounts(SEPTEMBER, List.of("447100935528", "1", "2")),
                        "3 accounts have no costs: 4471-0093-5528 and 2 others had costs in September 2026."),
                arguments(
                        new Check.Arrived(ChargeKind.TAX, SEPTEMBER, Map.of("USD", some), Map.of()),
                        "Tax isn\u2019t charged yet: It was $1,234.50 in September 2026."),
                arguments(
                        new Check.Arrived(
                                ChargeKind.SUPPORT,
                                SEPTEMBER,
                                Map.of(),
                                new TreeMap<>(Map.of("EUR", BigDecimal.ONE, "USD", some))),
                        "Support is charged: EUR 1.00 and $1,234.50"),
                arguments(
                        new Check.Invoiced(OCTOBER, 0, false),
                        "AWS\u2019s invoice isn\u2019t known: AWS\u2019s documents haven\u2019t been read yet. Finance"
                                + " can enter them. [See documents]"),
                arguments(
                        new Check.Invoiced(OCTOBER, 0, true),
                        "AWS\u2019s invoice isn\u2019t known: AWS issues it in the first days of the next month."
                                + " Finance can enter it. [See documents]"),
                arguments(
                        new Check.Invoiced(OCTOBER, 2, true),
                        "AWS\u2019s invoice is known: 2 documents [See documents]"),
                arguments(
                        new Check.Agrees(OCTOBER, "USD", BigDecimal.ZERO, BigDecimal.ZERO, false, true),
                        "Charges match the invoice: Difference $0.00"),
                arguments(
                        new Check.Agrees(OCTOBER, "USD", BigDecimal.ZERO, new BigDecimal("-0.07"), false, true),
                        "Charges match the invoice: Difference $0.00, with \u2212$0.07 accepted"),
                arguments(
                        new Check.Agrees(OCTOBER, "USD", new BigDecimal("0.07"), BigDecimal.ZERO, true, false),
                        "Charges don\u2019t match the invoice: The documents add up to $0.07 more than the charges, after"
                                + " rounding. Finance can accept that with a reason. [See documents]"),
                arguments(
                        new Check.Agrees(OCTOBER, "USD", some.negate(), BigDecimal.ZERO, false, false),
                        "Charges don\u2019t match the invoice: The documents add up to $1,234.50 less than the charges, after"
                                + " rounding. Compare them with AWS\u2019s bill. [See documents]"),
                arguments(new Check.Allocated(), "Every charge has a team: Nothing is unallocated"),
                arguments(
                        new Check.Unallocated(OCTOBER, "USD", some),
                        "Some charges have no team: $1,234.50 is unallocated. [See charges]"),
                arguments(
                        new Check.NotSplit(POOL, Unsplit.NO_WEIGHTS),
                        "Pool isn\u2019t split: Support isn\u2019t split: no team has a part of it in this month."
                                + " Choose another split. [Edit pool]"),
                arguments(
                        new Check.NotSplit(COUNTED, Unsplit.NO_NUMBERS),
                        "Pool isn\u2019t split: Gateway isn\u2019t split: this month has no numbers of Requests. Enter"
                                + " them on the pool\u2019s page. [Edit pool]"),
                arguments(
                        new Check.NotSplit(COUNTED, Unsplit.NUMBER_MISSING),
                        "Pool isn\u2019t split: Gateway isn\u2019t split: a team has no number of Requests in this"
                                + " month. Enter it on the pool\u2019s page. [Edit pool]"),
                arguments(
                        new Check.NotSplit(USED, Unsplit.NO_UNIT),
                        "Pool isn\u2019t split: Transfer isn\u2019t split: Cost Explorer gives no single unit for a part of"
                                + " this month\u2019s usage of Amazon S3 in GB. Load a Data Export of the month, or choose"
                                + " another split. [Edit pool]"),
                arguments(
                        new Check.NotSplit(USED, Unsplit.LATER_POOL_GONE),
                        "Pool isn\u2019t split: Transfer isn\u2019t split: the pool that a part of it falls to isn\u2019t"
                                + " there in this month, or comes earlier. Change the part on the pool\u2019s page. [Edit"
                                + " pool]"),
                arguments(
                        new Check.Unconfirmed(List.of("Vision")),
                        "New team isn\u2019t confirmed: Vision comes from a tag value. An admin decides what to do with"
                                + " it. [See teams]"),
                arguments(
                        new Check.Unconfirmed(List.of("Vision", "Fraud")),
                        "New teams aren\u2019t confirmed: Vision and 1 other team come from tag values. An admin"
                                + " decides what to do with them. [See teams]"),
                arguments(new Check.NoCharges(OCTOBER, true), "No charges: It needs no statements"),
                arguments(
                        new Check.NoCharges(OCTOBER, false),
                        "Charges aren\u2019t added up yet: The month has charges that no draft has. That takes about a"
                                + " minute."),
                arguments(new Check.Disputes(OCTOBER, List.of()), "Disputes are answered: No dispute is open"),
                arguments(
                        new Check.Disputes(OCTOBER, List.of(new Check.Disputed(7, "Vision"))),
                        "Disputes are open: Vision waits for answers. Reject them, re-allocate, or issue new versions."
                                + " [See statement]"),
                arguments(
                        new Check.Disputes(
                                OCTOBER, List.of(new Check.Disputed(7, "Vision"), new Check.Disputed(8, "Fraud"))),
                        "Disputes are open: Vision and 1 other team wait for answers. Reject them, re-allocate, or"
                                + " issue new versions. [See statement]"));
    }

    @ParameterizedTest
    @MethodSource("checks")
    void eachCheckSaysWhatWasFound(Check check, String words) {
        CheckText text = CheckText.of(check);
        assertThat(text.name() + ": " + text.finding()
                        + text.link().map(link -> " [" + link.words() + "]").orElse(""))
                .isEqualTo(words);
    }
}
