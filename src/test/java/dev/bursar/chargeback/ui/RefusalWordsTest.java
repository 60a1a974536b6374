package dev.bursar.chargeback.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.bursar.chargeback.documents.DocumentRefused;
import dev.bursar.chargeback.documents.DocumentRefused.Field;
import dev.bursar.chargeback.documents.DocumentRefused.Plain;
import dev.bursar.chargeback.documents.ui.DocumentText;
import dev.bursar.chargeback.pools.PoolRefused;
import dev.bursar.chargeback.pools.PoolService.Note;
import dev.bursar.chargeback.split.PoolSplit;
import dev.bursar.chargeback.text.PoolNotes;
import module java.base;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What pools and typed documents are refused for, in words that say what to do. */
class RefusalWordsTest {
    private static final YearMonth AUGUST = YearMonth.of(2026, 8);
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);

    static Stream<Arguments> pools() {
        return Stream.of(
                arguments(PoolRefused.Plain.NO_NAME, "Enter a name."),
                arguments(PoolRefused.Plain.NAMED_TWICE, "Two pools have this name. Choose another one."),
                arguments(PoolRefused.Plain.NO_CHARGES, "No charges have been read yet. Add pools once they have."),
                arguments(
                        new PoolRefused.MonthOutside(AUGUST, OCTOBER),
                        "Choose a month from August 2026 to October 2026."),
                arguments(
                        new PoolRefused.ShareNotPositive("Vision"),
                        "The share of Vision must be above 0. Enter one or remove the team."),
                arguments(
                        PoolRefused.Plain.NO_METRIC,
                        "Enter what is counted, in at most 60 characters on one line: requests, for example."),
                arguments(
                        new PoolRefused.ShareTooFine("Vision"),
                        "Enter the share of Vision with at most four decimals."),
                arguments(
                        new PoolRefused.TeamEnded("Vision", LocalDate.of(2026, 9, 30)),
                        "Vision ended on 30 Sep 2026. Remove its share."),
                arguments(
                        new PoolRefused.TeamNotThere("Vision", OCTOBER),
                        "Vision is not there in October 2026. Remove its share."),
                arguments(
                        new PoolRefused.SharesSum(new BigDecimal("99.50")),
                        "The shares add up to 99.5%. Change them so that they add up to 100%."),
                arguments(
                        new PoolRefused.NoWeights(
                                new PoolSplit.Proportional(PoolSplit.Basis.COVERED_USAGE, Set.of(), Set.of())),
                        "No team has usage covered by commitments, so the pool can\u2019t be split this way. Choose"
                                + " another split."),
                arguments(
                        new PoolRefused.TakenBefore("Tax", "Fees"),
                        "Tax comes first and takes every charge that Fees would take. Move this pool before it, or"
                                + " choose other charges."),
                arguments(
                        new PoolRefused.NothingMatches(AUGUST, OCTOBER),
                        "No charge from August 2026 to October 2026 matches these choices. Choose other charges."));
    }

    @ParameterizedTest
    @MethodSource("pools")
    void poolsAreRefused(PoolRefused.Reason reason, String words) {
        assertThat(PoolNotes.refused(reason)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = "Tax | 1234.5 | Tax comes first and takes $1,234.50 that would otherwise go to Fees.")
    void whatAnEarlierPoolTakesIsNoted(String earlier, BigDecimal amount, String words) {
        assertThat(PoolNotes.note(new Note.TakenBefore(earlier, "USD", amount, "Fees")))
                .isEqualTo(words);
    }

    static Stream<Arguments> documents() {
        return Stream.of(
                arguments(Field.TYPE, Plain.MISSING, "Choose invoice or credit memo."),
                arguments(Field.NUMBER, Plain.MISSING, "Enter the document\u2019s number."),
                arguments(Field.SELLER, Plain.MISSING, "Enter who issued the document."),
                arguments(Field.BILLING_MONTH, Plain.MISSING, "Choose the month that the document bills."),
                arguments(Field.ISSUED_ON, Plain.MISSING, "Enter the issue date, such as 3 Nov 2026."),
                arguments(Field.REASON, Plain.MISSING, "Enter why the document is voided."),
                arguments(Field.CURRENCY, Plain.NOT_A_CURRENCY, "Enter a currency code, such as USD."),
                arguments(Field.NUMBER, Plain.CONTROL_CHARACTERS, "Remove line breaks and control characters."),
                arguments(Field.BILLING_MONTH, Plain.IN_THE_FUTURE, "Choose a month that is not in the future."),
                arguments(Field.BILLING_MONTH, Plain.TOO_EARLY, "Choose a month from January 2006 on."),
                arguments(Field.ISSUED_ON, Plain.IN_THE_FUTURE, "Enter a date that is not in the future."),
                arguments(Field.ISSUED_ON, Plain.TOO_EARLY, "Enter a date from 1 Jan 2006 on."),
                arguments(Field.TOTAL, Plain.TOO_LARGE, "Enter an amount below 1,000,000,000,000."),
                arguments(Field.NUMBER, Plain.CHANGED_MEANWHILE, "Someone changed this document just now. Try again."),
                arguments(Field.NUMBER, new DocumentRefused.TooLong(64), "Enter at most 64 characters."),
                arguments(Field.TOTAL, new DocumentRefused.NotAnAmount("As said."), "As said."),
                arguments(
                        Field.TOTAL,
                        new DocumentRefused.NoDecimals("JPY"),
                        "JPY has no decimals. Enter a whole amount."),
                arguments(
                        Field.NUMBER,
                        new DocumentRefused.ReadFromAws(OCTOBER),
                        "Bursar has read this document from AWS, billed for October 2026. You don\u2019t need to type"
                                + " it in."),
                arguments(
                        Field.NUMBER,
                        new DocumentRefused.TypedInAlready("Fiona", Instant.parse("2026-11-24T23:59:00Z")),
                        "Fiona typed in this document on 24 Nov 2026. If it is wrong, void that one first."));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void documentsAreRefused(Field field, DocumentRefused.Problem problem, String words) {
        assertThat(DocumentText.refused(field, problem)).isEqualTo(words);
    }
}
