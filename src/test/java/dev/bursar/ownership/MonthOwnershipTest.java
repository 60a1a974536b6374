package dev.bursar.ownership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.kernel.TeamId;
import dev.bursar.ownership.OwnershipPreview.MonthOwnership;
import module java.base;
import org.junit.jupiter.api.Test;

class MonthOwnershipTest {
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    private static final LocalDate FIRST = OCTOBER.atDay(1);
    private static final LocalDate MIDDLE = OCTOBER.atDay(15);
    private static final TeamId VISION = new TeamId(1);
    private static final TeamId NLP = new TeamId(2);

    private static OwnershipRule rule(int id, int position, TeamId team, String tag) {
        return new OwnershipRule(id, position, team, List.of(tag), false, null, null, OwnershipRule.ALWAYS, null, 0);
    }

    private static MonthOwnership month(List<OwnershipRule> now, List<OwnershipRule> proposed) {
        return new MonthOwnership(OCTOBER, new Ownership(now), new Ownership(proposed));
    }

    private static void add(MonthOwnership month, LocalDate since, String tag, String currency, String amount) {
        month.add(
                new OwnershipPreview.Part(since, "012345678901", "AmazonS3", "", "", ""),
                tag,
                tag,
                currency,
                new BigDecimal(amount));
    }

    private static List<String> said(List<OwnershipMove> moves) {
        return moves.stream()
                .map(move -> move.from().value() + " to " + move.to().value() + " " + move.currency() + " "
                        + move.effectiveCost().toPlainString())
                .toList();
    }

    @Test
    void currenciesAreNeverAddedUpAndWhatStaysIsNotListed() {
        var month = month(
                List.of(rule(1, 1, VISION, "vision")), List.of(rule(1, 1, VISION, "vision"), rule(-1, 2, NLP, "nlp")));
        add(month, FIRST, "vision", "USD", "100");
        add(month, FIRST, "nlp", "USD", "1.25");
        add(month, FIRST, "nlp", "USD", "-0.25");
        add(month, FIRST, "nlp", "CNY", "7");
        add(month, FIRST, "", "USD", "3");

        assertThat(said(month.moves())).containsExactly("0 to 2 CNY 7", "0 to 2 USD 1.00");
        assertThat(month.claims())
                .containsExactly(
                        new RuleClaim(-1, "CNY", new BigDecimal("7")),
                        new RuleClaim(-1, "USD", new BigDecimal("1.00")),
                        new RuleClaim(0, "USD", new BigDecimal("3")),
                        new RuleClaim(1, "USD", new BigDecimal("100")));
    }

    @Test
    void costsMoveOnlyOnDaysOnWhichTheOtherRuleHolds() {
        List<OwnershipRule> now = List.of(rule(1, 1, VISION, "vision"));
        var month = month(now, new OwnershipEdit.HandOver(java.util.Set.of(1), NLP, MIDDLE).applied(now));
        assertThat(month.cuts()).containsExactly(FIRST, MIDDLE);
        add(month, FIRST, "vision", "USD", "10");
        add(month, MIDDLE, "vision", "USD", "4");

        assertThat(said(month.moves())).containsExactly("1 to 2 USD 4");
    }

    @Test
    void aMoveOfCostsThatAddUpToNothingIsStillAMove() {
        var month = month(List.of(rule(1, 1, VISION, "x")), List.of());
        add(month, FIRST, "x", "USD", "5");
        add(month, FIRST, "x", "USD", "-5");

        assertThat(said(month.moves())).containsExactly("1 to 0 USD 0");
    }

    @Test
    void theLargestMoveOfACurrencyComesFirst() {
        var month = month(
                List.of(rule(1, 1, VISION, "a"), rule(2, 2, NLP, "b")),
                List.of(rule(1, 1, NLP, "a"), rule(2, 2, VISION, "b")));
        add(month, FIRST, "a", "USD", "5");
        add(month, FIRST, "b", "USD", "-9");

        assertThat(said(month.moves())).containsExactly("2 to 1 USD -9", "1 to 2 USD 5");
    }
}
