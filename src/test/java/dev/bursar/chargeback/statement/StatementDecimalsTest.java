package dev.bursar.chargeback.statement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.chargeback.split.Allocation;
import dev.bursar.chargeback.split.Bridge;
import dev.bursar.chargeback.split.Bridge.Kind;
import dev.bursar.chargeback.split.Bridge.Step;
import dev.bursar.chargeback.split.StatementLine;
import dev.bursar.chargeback.split.StatementLine.Section;
import dev.bursar.chargeback.statement.Statement.Direct;
import dev.bursar.chargeback.statement.text.StatementText;
import dev.bursar.charges.ChargeCategory;
import module java.base;
import org.junit.jupiter.api.Test;

/** Amounts of a statement have its currency's decimals: JPY has no cents. */
class StatementDecimalsTest {
    private static final YearMonth MONTH = YearMonth.of(2026, 10);

    private static Allocation allocation(String amount, String service) {
        var line = new StatementLine(
                Section.DIRECT, 7, 0, service, "111122223333", ChargeCategory.USAGE, MONTH, new BigDecimal(amount));
        var total = new BigDecimal(amount);
        return new Allocation("JPY", total, total, List.of(), List.of(line));
    }

    @Test
    void whatTheMonthBeforeLackedIsNothingInTheCurrency() {
        List<Direct> direct = StatementMaker.direct(
                allocation("1235", "Amazon EC2"), Optional.of(allocation("90", "Amazon S3")), 7, Section.DIRECT);
        assertThat(direct).extracting(Direct::before).containsExactly(new BigDecimal("0"));
        assertThat(StatementText.sum(direct)).isEqualTo(new BigDecimal("1235"));
    }

    @Test
    void theBridgeIsRoundedAsTheStatementIs() {
        var bridge = new Bridge(
                new BigDecimal("1300.4"),
                List.of(
                        new Step(Kind.COVERED_USAGE, 0, new BigDecimal("-65.9")),
                        new Step(Kind.ROUNDING, 0, new BigDecimal("0.5"))),
                new BigDecimal("1235"));
        assertThat(bridge.shownStart()).isEqualTo(new BigDecimal("1300"));
        assertThat(bridge.shown())
                .containsExactly(
                        new Step(Kind.COVERED_USAGE, 0, new BigDecimal("-66")),
                        new Step(Kind.ROUNDING, 0, new BigDecimal("1")));
    }
}
