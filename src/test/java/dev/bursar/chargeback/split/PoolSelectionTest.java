package dev.bursar.chargeback.split;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.chargeback.cut.ChargeKind;
import dev.bursar.chargeback.cut.CutCharge;
import dev.bursar.chargeback.split.PoolSelection.Kind;
import dev.bursar.chargeback.split.text.PoolText;
import dev.bursar.charges.ChargeCategory;
import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which charges of teams and callers a pool takes, and how it says so. */
class PoolSelectionTest {
    private static PoolSelection of(Set<Integer> teams, Set<String> callers) {
        return new PoolSelection(Kind.ANY, Set.of(), Set.of(), Set.of(), false, teams, callers);
    }

    private static CutCharge charge(int team, String caller) {
        return new CutCharge(
                team,
                "111122223333",
                "Amazon Bedrock",
                "Usage",
                ChargeCategory.USAGE,
                ChargeKind.USAGE,
                false,
                YearMonth.of(2026, 10),
                "USD",
                BigDecimal.ONE,
                BigDecimal.ONE,
                BigDecimal.ZERO,
                caller);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, role/Gateway, 0, 111122223333:role/Gateway, true",
                "-, 111122223333:role/Gateway, 0, 111122223333:role/Gateway, true",
                "-, 444455556666:role/Gateway, 0, 111122223333:role/Gateway, false",
                "-, role/Gateway, 0, 111122223333:role/Gateway2, false",
                "-, role/Gateway, 0, '', false",
                "7, -, 7, '', true",
                "7, -, 8, '', false",
                "7, -, 0, '', false",
                "7, role/Gateway, 7, 111122223333:role/Gateway, true",
                "7, role/Gateway, 7, 111122223333:role/Chat, false"
            })
    void allConditionsHold(Integer team, String wanted, int owner, String caller, boolean taken) {
        var selection = of(team == null ? Set.of() : Set.of(team), wanted == null ? Set.of() : Set.of(wanted));
        assertThat(selection.takes(charge(owner, caller), false)).isEqualTo(taken);
        assertThat(selection.isEmpty()).isFalse();
    }

    @Test
    void itSaysWhoseChargesItTakes() {
        assertThat(PoolText.selection(of(Set.of(7), Set.of()), Map.of(7, "Platform")))
                .isEqualTo("Any charge that Platform owns");
        assertThat(PoolText.selection(
                        of(Set.of(7, 8), Set.of("111122223333:role/Gateway", "role/Chat")), Map.of(7, "A")))
                .isEqualTo("Any charge called by role/Chat, role/Gateway in account 111122223333 that A, team 8 own");
    }

    @Test
    void onesThatWereKeptBeforeAskForNeither() {
        var kept = KeptJson.MAPPER.readValue("""
                {"kind": "TAX", "recordTypes": [], "services": [], "accounts": [], "unallocated": true}
                """, PoolSelection.class);
        assertThat(kept).isEqualTo(new PoolSelection(Kind.TAX, Set.of(), Set.of(), Set.of(), true));
        assertThat(KeptJson.MAPPER.readValue(
                        KeptJson.MAPPER.writeValueAsString(of(Set.of(7), Set.of("role/Chat"))), PoolSelection.class))
                .isEqualTo(of(Set.of(7), Set.of("role/Chat")));
    }
}
