package dev.bursar.chargeback.corrections;

import static dev.bursar.chargeback.corrections.CorrectionCharges.MONTH;
import static dev.bursar.chargeback.corrections.CorrectionCharges.corrections;
import static dev.bursar.chargeback.corrections.CorrectionCharges.issued;
import static dev.bursar.chargeback.corrections.CorrectionCharges.line;
import static dev.bursar.chargeback.corrections.CorrectionCharges.pool;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.chargeback.cut.ChargeKind;
import dev.bursar.chargeback.cut.CutCharge;
import dev.bursar.chargeback.cut.CutStore.CutLine;
import dev.bursar.chargeback.split.Pool;
import dev.bursar.chargeback.split.PoolSelection;
import dev.bursar.chargeback.split.PoolSelection.Kind;
import dev.bursar.chargeback.split.PoolSplit;
import dev.bursar.charges.ChargeCategory;
import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CorrectionsTest {
    private static final String EC2 = "Amazon EC2";
    private static final String S3 = "Amazon S3";

    /** "team pool account service amount", in the order of lines. */
    private static List<String> words(List<CorrectionLine> lines) {
        return lines.stream()
                .map(line -> line.originTeam() + " " + line.pool() + " " + line.service() + " "
                        + line.amount().toPlainString())
                .toList();
    }

    private static CutLine usage(int team, String service, String tag, String billed) {
        return line(team, service, "Usage", tag, billed);
    }

    private static CutLine fee(int team, String billed, String unused) {
        return line(team, "111111111111", EC2, "RIFee", "", "USD", new BigDecimal(billed), new BigDecimal(unused));
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                Arguments.of(
                        "what AWS restates is its team's",
                        List.of(usage(1, EC2, "a", "100"), usage(2, EC2, "b", "50")),
                        List.of(usage(1, EC2, "a", "103.5"), usage(2, EC2, "b", "50")),
                        List.of("1 0 Amazon EC2 3.50")),
                Arguments.of(
                        "what is gone is paid back",
                        List.of(usage(1, EC2, "a", "100"), usage(1, S3, "a", "7")),
                        List.of(usage(1, EC2, "a", "100")),
                        List.of("1 0 Amazon S3 -7.00")),
                Arguments.of(
                        "what is new is the newest cut's team's",
                        List.of(usage(1, EC2, "a", "100")),
                        List.of(usage(1, EC2, "a", "100"), line(3, EC2, "Credit", "a", "-20")),
                        List.of("3 0 Amazon EC2 -20.00")),
                Arguments.of(
                        "another owner alone is none",
                        List.of(usage(1, EC2, "a", "100"), usage(2, S3, "b", "5")),
                        List.of(usage(2, EC2, "a", "100"), usage(1, S3, "b", "5")),
                        List.of()),
                Arguments.of(
                        "a change by another owner is the kept one's",
                        List.of(usage(1, EC2, "a", "100")),
                        List.of(usage(2, EC2, "a", "104")),
                        List.of("1 0 Amazon EC2 4.00")),
                Arguments.of(
                        "several owners with one sign have their own change",
                        List.of(usage(1, EC2, "", "100"), usage(2, EC2, "", "50")),
                        List.of(usage(1, EC2, "", "101"), usage(2, EC2, "", "52")),
                        List.of("1 0 Amazon EC2 1.00", "2 0 Amazon EC2 2.00")),
                Arguments.of(
                        "several owners with both signs: who had most",
                        List.of(usage(1, EC2, "", "100"), usage(2, EC2, "", "150")),
                        List.of(usage(1, EC2, "", "120"), usage(2, EC2, "", "133")),
                        List.of("2 0 Amazon EC2 3.00")),
                Arguments.of(
                        "what a further owner has there goes to who had most",
                        List.of(usage(1, EC2, "", "100"), usage(2, EC2, "", "50")),
                        List.of(usage(1, EC2, "", "100"), usage(2, EC2, "", "51"), usage(3, EC2, "", "4")),
                        List.of("1 0 Amazon EC2 4.00", "2 0 Amazon EC2 1.00")),
                Arguments.of(
                        "Unallocated has its change too",
                        List.of(usage(0, EC2, "", "100")),
                        List.of(usage(4, EC2, "", "90")),
                        List.of("0 0 Amazon EC2 -10.00")),
                Arguments.of(
                        "another name of a service is none",
                        List.of(usage(1, EC2, "a", "100"), usage(1, S3, "a", "3")),
                        List.of(usage(2, "Elastic Compute Cloud", "a", "100"), usage(1, S3, "a", "3")),
                        List.of()),
                Arguments.of(
                        "what changes with the name goes to the kept owner of the largest",
                        List.of(usage(1, EC2, "a", "100"), usage(2, S3, "a", "3")),
                        List.of(usage(2, "Compute", "a", "98"), usage(2, "Storage", "a", "4")),
                        List.of("1 0 Amazon EC2 -1.00")),
                Arguments.of(
                        "another name and another tag value at once are none if they come to the same",
                        List.of(usage(1, EC2, "a", "100"), usage(1, S3, "a", "3")),
                        List.of(usage(2, "Compute", "b", "100"), usage(1, S3, "a", "3")),
                        List.of()),
                Arguments.of(
                        "else they are other charges",
                        List.of(usage(1, EC2, "a", "100")),
                        List.of(usage(2, "Compute", "b", "101")),
                        List.of("1 0 Amazon EC2 -100.00", "2 0 Compute 101.00")),
                Arguments.of(
                        "other tag values alone are none",
                        List.of(usage(0, EC2, "", "100"), usage(1, EC2, "a", "10"), usage(1, S3, "a", "3")),
                        List.of(usage(0, EC2, "", "70"), usage(1, EC2, "a", "40"), usage(2, S3, "b", "3")),
                        List.of()),
                Arguments.of(
                        "what changes with a new tag value goes to the kept owner of the largest",
                        List.of(usage(0, EC2, "", "100"), usage(1, EC2, "a", "10")),
                        List.of(usage(0, EC2, "", "70"), usage(1, EC2, "a", "11"), usage(2, EC2, "b", "34")),
                        List.of("0 0 Amazon EC2 4.00", "1 0 Amazon EC2 1.00")),
                Arguments.of(
                        "new charges of both signs are each their own",
                        List.of(usage(1, EC2, "a", "100")),
                        List.of(
                                usage(1, EC2, "a", "100"),
                                line(2, EC2, "Refund", "b", "-5"),
                                line(3, EC2, "Refund", "c", "5")),
                        List.of("2 0 Amazon EC2 -5.00", "3 0 Amazon EC2 5.00")),
                Arguments.of(
                        "tag values that stay have their own change",
                        List.of(usage(1, EC2, "a", "100"), usage(2, EC2, "b", "10")),
                        List.of(usage(1, EC2, "a", "95"), usage(2, EC2, "b", "12")),
                        List.of("1 0 Amazon EC2 -5.00", "2 0 Amazon EC2 2.00")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void changesGoToTheKeptOwner(String name, List<CutLine> kept, List<CutLine> newest, List<String> expected) {
        assertThat(words(corrections(kept, newest, List.of()))).containsExactlyElementsOf(expected);
    }

    static Stream<Arguments> sources() {
        return Stream.of(
                Arguments.of(
                        "other names, types and tags of the same sum",
                        List.of(usage(1, EC2, "a", "100"), usage(1, "EC2 - Other", "a", "30")),
                        List.of(usage(2, EC2, "x", "90"), line(3, "Compute", "BoxUsage", "y", "40")),
                        List.of()),
                Arguments.of(
                        "each team has its own",
                        List.of(usage(1, EC2, "a", "100"), usage(2, S3, "b", "30")),
                        List.of(usage(1, "Compute", "a", "101"), usage(2, "Storage", "b", "30.5")),
                        List.of("1 0 Amazon EC2 1.00", "2 0 Amazon S3 0.50")),
                Arguments.of(
                        "teams with both signs: the kept owner of the largest",
                        List.of(usage(1, EC2, "a", "100"), usage(2, S3, "b", "30")),
                        List.of(usage(2, "Compute", "x", "101"), usage(2, "Storage", "b", "30")),
                        List.of("1 0 Amazon EC2 1.00")),
                Arguments.of(
                        "categories that net to zero are none",
                        List.of(usage(1, EC2, "a", "100"), line(1, EC2, "Refund", "a", "-10")),
                        List.of(usage(1, "Compute", "a", "90")),
                        List.of()),
                Arguments.of(
                        "categories that don't are told apart",
                        List.of(usage(1, EC2, "a", "100")),
                        List.of(usage(1, "Compute", "a", "100"), line(1, EC2, "Credit", "a", "-10")),
                        List.of("1 0 Amazon EC2 -10.00")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sources")
    void anotherSourceIsNoChange(String name, List<CutLine> kept, List<CutLine> newest, List<String> expected) {
        assertThat(words(Corrections.of(MONTH, kept, newest, issued(kept, List.of()), true)))
                .containsExactlyElementsOf(expected);
    }

    private static final Pool SUPPORT =
            pool(1, Kind.SUPPORT, new PoolSplit.Proportional(PoolSplit.Basis.USAGE, Set.of(), Set.of()));
    private static final Pool TAX = pool(2, Kind.TAX, new PoolSplit.Even(Set.of(4, 5)));

    @Test
    void whatAPoolTookIsSplitByTheIssuedWeights() {
        List<CutLine> kept =
                List.of(usage(1, EC2, "a", "300"), usage(2, EC2, "b", "100"), line(0, "Support", "Support", "", "40"));
        List<CutLine> newest =
                List.of(usage(1, EC2, "a", "300"), usage(2, EC2, "b", "900"), line(0, "Support", "Support", "", "44"));

        List<CorrectionLine> lines = corrections(kept, newest, List.of(SUPPORT));

        assertThat(words(lines)).containsExactly("1 1  3.00", "2 0 Amazon EC2 800.00", "2 1  1.00");
        assertThat(lines.getFirst().category()).isEqualTo(ChargeCategory.PURCHASE);
        assertThat(lines.getFirst().account()).isEmpty();
    }

    @Test
    void oneTeamsRestatementChangesNobodyElsesShare() {
        List<CutLine> kept =
                List.of(usage(1, EC2, "a", "300"), usage(2, EC2, "b", "100"), line(0, "Support", "Support", "", "40"));
        List<CutLine> newest =
                List.of(usage(1, EC2, "a", "1"), usage(2, EC2, "b", "100"), line(0, "Support", "Support", "", "40"));

        assertThat(words(corrections(kept, newest, List.of(SUPPORT)))).containsExactly("1 0 Amazon EC2 -299.00");
    }

    @Test
    void aPoolWithoutIssuedWeightsLeavesItUnallocated() {
        List<CutLine> kept = List.of(usage(0, EC2, "a", "300"), line(0, "Support", "Support", "", "40"));
        List<CutLine> newest = List.of(
                usage(0, EC2, "a", "300"), line(0, "Support", "Support", "", "44"), line(0, "Tax", "Tax", "", "5"));

        assertThat(words(corrections(kept, newest, List.of(SUPPORT, TAX)))).containsExactly("0 1  4.00", "0 2  5.00");
    }

    @Test
    void fixedSharesHoldForAPoolThatTookNothing() {
        var fixed = pool(1, Kind.TAX, new PoolSplit.Fixed(Map.of(1, new BigDecimal("25"), 3, new BigDecimal("75"))));
        List<CutLine> kept = List.of(usage(1, EC2, "a", "300"));
        List<CutLine> newest = List.of(usage(1, EC2, "a", "300"), line(0, "Tax", "Tax", "", "10"));

        assertThat(words(corrections(kept, newest, List.of(fixed)))).containsExactly("1 1  2.50", "3 1  7.50");
    }

    @Test
    void whatThePoolOfUnallocatedTookStaysThereWhenItsOwnerIsFound() {
        var unallocated = new Pool(
                1,
                "Nobody's",
                BigDecimal.ONE,
                new PoolSelection(Kind.ANY, Set.of(), Set.of(), Set.of(), true),
                new PoolSplit.Even(Set.of(3, 4, 5)));
        List<CutLine> kept = List.of(usage(0, EC2, "a", "300"));

        assertThat(words(corrections(kept, List.of(usage(2, EC2, "a", "300")), List.of(unallocated))))
                .isEmpty();
        assertThat(words(corrections(kept, List.of(usage(2, EC2, "a", "302")), List.of(unallocated))))
                .containsExactly("1 1  1.00", "2 1  1.00");
    }

    @Test
    void theUnusedPartOfAFeeHasItsOwnPool() {
        var unused = pool(1, Kind.UNUSED_COMMITMENT, new PoolSplit.Even(Set.of(2, 3, 4, 5)));
        var fees = pool(2, Kind.COMMITMENT_FEES, new PoolSplit.Even(Set.of(1, 3, 4, 5)));

        assertThat(words(
                        corrections(List.of(fee(3, "100", "25")), List.of(fee(3, "100", "40")), List.of(unused, fees))))
                .containsExactly("1 1  15.00", "2 2  -15.00");
        assertThat(words(corrections(List.of(fee(3, "100", "25")), List.of(), List.of(unused, fees))))
                .containsExactly("1 1  -25.00", "2 2  -75.00");
        assertThat(words(corrections(List.of(fee(3, "100", "25")), List.of(fee(3, "100", "40")), List.of(fees))))
                .isEmpty();
        assertThat(words(corrections(
                        List.of(fee(3, "100", "25"), fee(4, "100", "0")),
                        List.of(fee(3, "100", "0"), fee(4, "100", "25")),
                        List.of(unused))))
                .as("which of the fees it is taken off is chance")
                .isEmpty();
    }

    private static CutLine called(int team, String caller, String billed) {
        CutCharge charge = usage(team, EC2, "", billed).charge();
        return new CutLine(
                new CutCharge(
                        team,
                        charge.account(),
                        EC2,
                        "Usage",
                        charge.category(),
                        charge.kind(),
                        false,
                        MONTH,
                        "USD",
                        charge.billed(),
                        charge.effective(),
                        BigDecimal.ZERO,
                        caller),
                0,
                "",
                1);
    }

    private static Pool of(Set<Integer> teams, Set<String> callers) {
        return new Pool(
                8,
                "Gateway",
                BigDecimal.ONE,
                new PoolSelection(Kind.ANY, Set.of(), Set.of(), Set.of(), false, teams, callers),
                new PoolSplit.Fixed(Map.of(1, new BigDecimal("75"), 2, new BigDecimal("25"))));
    }

    @Test
    void whatACallerSpendsIsItsPools() {
        String gateway = "111111111111:role/Gateway";
        String chat = "111111111111:role/Chat";
        List<CutLine> kept = List.of(called(0, gateway, "100"), called(0, chat, "50"), called(0, "", "10"));
        List<CutLine> newest = List.of(called(0, gateway, "108"), called(0, chat, "49"), called(0, "", "9"));

        assertThat(words(corrections(kept, newest, List.of(of(Set.of(), Set.of("role/Gateway"))))))
                .containsExactly("0 0 Amazon EC2 -2.00", "1 8  6.00", "2 8  2.00");
        assertThat(words(corrections(kept, newest, List.of())))
                .as("without such a pool they aren't told apart")
                .containsExactly("0 0 Amazon EC2 6.00");
    }

    @Test
    void aCutThatKnewNoCallersHasTheSameCharges() {
        List<CutLine> kept = List.of(called(0, "", "100"));
        List<CutLine> newest = List.of(called(0, "111111111111:role/Gateway", "100"));

        assertThat(corrections(kept, newest, List.of(of(Set.of(), Set.of("role/Gateway")))))
                .isEmpty();
    }

    @Test
    void whatATeamOwnsIsItsPools() {
        List<CutLine> kept = List.of(usage(3, EC2, "c", "100"), usage(1, EC2, "a", "50"));
        List<CutLine> newest = List.of(usage(3, EC2, "c", "104"), usage(1, EC2, "a", "51"));

        assertThat(words(corrections(kept, newest, List.of(of(Set.of(3), Set.of())))))
                .containsExactly("1 0 Amazon EC2 1.00", "1 8  3.00", "2 8  1.00");
    }

    @Test
    void whatATeamsPoolTookIsNobodysToReallocate() {
        List<CutLine> kept = List.of(usage(3, EC2, "a", "100"), usage(1, EC2, "a", "150"));
        List<CutLine> newest = List.of(usage(2, EC2, "a", "100"), usage(1, EC2, "a", "150"));

        assertThat(OwnerChanges.of(MONTH, kept, newest, List.of(of(Set.of(3), Set.of())), false, team -> team))
                .isEmpty();
        assertThat(OwnerChanges.of(MONTH, kept, newest, List.of(of(Set.of(1), Set.of())), false, team -> team))
                .extracting(change -> change.from() + " " + change.to() + " " + change.amount())
                .containsExactly("3 2 100");
    }

    @Test
    void anotherKindOfTheSameChargeNetsToZero() {
        CutCharge refund = line(1, EC2, "Refund", "a", "-10").charge();
        var asCredit = new CutLine(
                new CutCharge(
                        1,
                        refund.account(),
                        EC2,
                        "Refund",
                        refund.category(),
                        ChargeKind.SUPPORT,
                        false,
                        MONTH,
                        "USD",
                        refund.billed(),
                        refund.effective(),
                        BigDecimal.ZERO),
                0,
                "a",
                1);

        assertThat(corrections(
                        List.of(line(1, EC2, "Refund", "a", "-10"), line(0, "Support", "Support", "", "1")),
                        List.of(asCredit, line(0, "Support", "Support", "", "1")),
                        List.of(SUPPORT)))
                .isEmpty();
    }

    @Test
    void amountsMeetTheTotalsThatAreRoundedOnce() {
        List<CutLine> kept = List.of(usage(1, EC2, "a", "1.004"), usage(2, EC2, "b", "1"), usage(3, EC2, "c", "1"));
        List<CutLine> newest = List.of(usage(1, EC2, "a", "1.008"), usage(2, EC2, "b", "1"), usage(3, EC2, "c", "1"));

        assertThat(words(corrections(kept, newest, List.of()))).containsExactly("1 0 Amazon EC2 0.01");
    }

    @Test
    void eachCurrencyHasItsOwn() {
        var yen = line(1, "1", EC2, "Usage", "a", "JPY", new BigDecimal("100.4"), BigDecimal.ZERO);
        List<CutLine> kept = List.of(yen, usage(1, EC2, "a", "5"));
        List<CutLine> newest = List.of(
                CorrectionCharges.billed(yen, new BigDecimal("103.9")),
                usage(1, EC2, "a", "6"),
                line(2, "1", EC2, "Usage", "a", "EUR", new BigDecimal("2.5"), BigDecimal.ZERO));

        assertThat(words(corrections(kept, newest, List.of())))
                .containsExactly("2 0 Amazon EC2 2.50", "1 0 Amazon EC2 4", "1 0 Amazon EC2 1.00");
    }

    @Test
    void statementsOfAnotherCutAreRefused() {
        List<CutLine> kept = List.of(usage(1, EC2, "a", "5"));
        assertThatThrownBy(() ->
                        Corrections.of(MONTH, List.of(usage(1, EC2, "a", "6")), kept, issued(kept, List.of()), false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsPostedIsNotPostedAgain() {
        List<CutLine> kept = List.of(usage(1, EC2, "a", "100"), usage(2, S3, "b", "5"));
        IntUnaryOperator same = team -> team;
        var posted = new ArrayList<CorrectionLine>();

        List<CorrectionLine> first = Corrections.post(
                corrections(kept, List.of(usage(1, EC2, "a", "110"), usage(2, S3, "b", "5")), List.of()), posted, same);
        assertThat(words(first)).containsExactly("1 0 Amazon EC2 10.00");
        posted.addAll(first);

        List<CorrectionLine> more =
                corrections(kept, List.of(usage(1, EC2, "a", "112"), usage(2, S3, "b", "5")), List.of());
        List<CorrectionLine> second = Corrections.post(more, posted, same);
        assertThat(words(second)).containsExactly("1 0 Amazon EC2 2.00");
        assertThat(second.getFirst().exact()).isEqualByComparingTo("12");
        posted.addAll(second);
        assertThat(Corrections.post(more, posted, same)).isEmpty();

        List<CorrectionLine> back = Corrections.post(corrections(kept, kept, List.of()), posted, same);
        assertThat(words(back)).containsExactly("1 0 Amazon EC2 -12.00");
        assertThat(back.getFirst().exact()).isEqualByComparingTo("0");
    }

    @Test
    void aSuccessorPays() {
        List<CutLine> kept = List.of(usage(1, EC2, "a", "100"), usage(2, EC2, "b", "100"), usage(0, EC2, "", "1"));
        List<CorrectionLine> lines = corrections(
                kept, List.of(usage(1, EC2, "a", "110"), usage(2, EC2, "b", "103"), usage(0, EC2, "", "2")), List.of());

        List<CorrectionLine> own = Corrections.post(lines, List.of(), team -> team);
        List<CorrectionLine> merged = Corrections.post(lines, List.of(), team -> team == 1 ? 7 : 0);

        assertThat(merged).extracting(CorrectionLine::team).containsExactly(0, 7, 0);
        assertThat(merged).extracting(CorrectionLine::originTeam).containsExactly(0, 1, 2);
        assertThat(Corrections.post(lines, own, team -> 7))
                .as("what was posted before the merge stays")
                .isEmpty();
        assertThat(Corrections.post(List.of(), own, team -> 7))
                .as("what is posted back after it, the successor gets")
                .extracting(CorrectionLine::team)
                .containsExactly(0, 7, 7);
    }

    @Test
    void changesOfOwnersAreListed() {
        List<CutLine> kept = List.of(
                usage(1, EC2, "a", "100"),
                line(1, EC2, "Credit", "a", "-10"),
                usage(2, S3, "b", "50"),
                usage(2, S3, "c", "8"),
                line(2, "Support", "Support", "", "40"));
        List<CutLine> newest = List.of(
                usage(3, EC2, "a", "104"),
                line(3, EC2, "Credit", "a", "-10"),
                usage(2, S3, "b", "20"),
                usage(1, S3, "b", "30"),
                usage(2, S3, "c", "9"),
                line(4, "Support", "Support", "", "40"));

        assertThat(OwnerChanges.of(MONTH, kept, newest, List.of(SUPPORT), false, team -> team))
                .extracting(change -> change.service() + " " + change.tagValue() + " " + change.from() + "→"
                        + change.to() + " " + change.amount().toPlainString())
                .containsExactly("Amazon EC2 a 1→3 90", "Amazon S3 b 2→1 30");
        assertThat(OwnerChanges.of(MONTH, kept, kept, List.of(), false, team -> team))
                .isEmpty();
    }

    @Test
    void otherTagValuesAndNamesAreChangesOfOwners() {
        List<CutLine> kept = List.of(usage(0, EC2, "", "100"), usage(1, EC2, "a", "10"), usage(2, S3, "b", "7"));
        List<CutLine> newest = List.of(usage(0, EC2, "", "70"), usage(1, EC2, "a", "40"), usage(3, "S3", "b", "7"));

        assertThat(OwnerChanges.of(MONTH, kept, newest, List.of(), false, team -> team))
                .extracting(change -> change.service() + " " + change.tagValue() + " " + change.from() + "→"
                        + change.to() + " " + change.amount().toPlainString())
                .containsExactly("Amazon EC2 a 0→1 30", "S3 b 2→3 7");
        assertThat(OwnerChanges.of(MONTH, kept, newest, List.of(), false, team -> team == 2 ? 3 : team))
                .as("3 is the successor of 2")
                .extracting(OwnerChanges.OwnerChange::to)
                .containsExactly(1);
    }

    @Test
    void whatChangesBesidesTheOwnerIsNotListed() {
        List<CutLine> kept = List.of(usage(1, EC2, "", "100"), usage(2, EC2, "", "50"));
        List<CutLine> newest = List.of(usage(1, EC2, "", "70"), usage(2, EC2, "", "60"), usage(3, EC2, "", "25"));

        assertThat(OwnerChanges.of(MONTH, kept, newest, List.of(), false, team -> team))
                .extracting(change -> change.from() + "→" + change.to() + " " + change.amount())
                .containsExactly("1→3 25", "1→2 5");
        assertThat(words(corrections(kept, newest, List.of()))).containsExactly("1 0 Amazon EC2 5.00");
    }

    @Test
    void anOpenMonthSaysWhoseLinesChanged() {
        List<CutLine> kept = List.of(
                usage(1, EC2, "a", "100"), usage(2, S3, "b", "50"), usage(2, EC2, "b", "5"), usage(3, S3, "c", "8"));
        List<CutLine> newest = List.of(
                usage(1, EC2, "a", "104"), usage(2, S3, "b", "49"), usage(2, EC2, "b", "6"), usage(3, S3, "c", "8"));

        ChangedSince changed = ChangedSince.of(issued(kept, List.of()), issued(newest, List.of()));

        assertThat(changed.teams()).containsExactly(1, 2);
        assertThat(changed.totals())
                .extracting(total -> total.team() + " " + total.issued() + " " + total.now() + " " + total.difference())
                .containsExactly("1 100.00 104.00 4.00", "2 55.00 55.00 0.00", "3 8.00 8.00 0.00");
        assertThat(ChangedSince.of(issued(kept, List.of()), issued(kept, List.of()))
                        .teams())
                .isEmpty();
    }

    @Test
    void aTeamThatComesOrGoesChanged() {
        List<CutLine> kept = List.of(usage(1, EC2, "a", "100"));
        List<CutLine> newest = List.of(usage(2, EC2, "a", "100"));

        ChangedSince changed = ChangedSince.of(issued(kept, List.of()), issued(newest, List.of()));

        assertThat(changed.teams()).containsExactly(1, 2);
        assertThat(changed.of(1, "USD").orElseThrow().difference()).isEqualByComparingTo("-100");
    }
}
