package dev.bursar.journal.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.journal.JournalEntry;
import dev.bursar.journal.ui.Fields.FieldText;
import dev.bursar.ui.BeforeAfter.Row;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldsTest {
    private static Fields fields(@Nullable String before, @Nullable String after) {
        return Fields.of(new JournalEntry(
                1, Instant.EPOCH, 7, "Admin", "roles-changed", "person:3", "Person 3", null, before, after, 1, null));
    }

    @Test
    void eachFieldStandsBesideWhatItWas() {
        var fields = fields(
                "{\"dailyCapUsd\": \"25.00\", \"shared\": true, \"note\": \"\"}",
                "{\"dailyCapUsd\": \"50.00\", \"shared\": true, \"note\": null, \"url\": \"a=b\"}");
        assertThat(fields.rows(Map.of()))
                .containsExactly(
                        new Row("Daily cap", "$25.00", "$50.00"),
                        new Row("Shared", "yes", "yes"),
                        new Row("Note", "", ""),
                        new Row("URL", null, "a=b"));
        assertThat(fields.summary("", Map.of())).isEqualTo("Daily cap: $25.00 \u2192 $50.00 \u00B7 URL: a=b");
    }

    @Test
    void objectsAreOpenedUpTwoLevelsAndPlainListsAreOneField() {
        var fields = fields(
                null,
                "{\"roles\": [\"LEAD\", \"FINANCE\"], \"rule\": {\"from\": 1, \"parts\": [{\"a\": [], \"team\": 7},"
                        + " {\"a\": [true, 2], \"at\": {\"day\": \"2026-11-01\"}}]}}");
        assertThat(fields.hasBefore()).isFalse();
        assertThat(fields.rows(Map.of()))
                .containsExactly(
                        new Row("Roles", null, "lead, finance"),
                        new Row("Rule \u203A From", null, "1"),
                        new Row("Rule \u203A Parts", null, "A: , Team: 7; A: yes, 2, At, Day: 1 Nov 2026"));
    }

    @Test
    void whatNamesAThingIsShownWithItsName() {
        var fields = fields("{\"team\": 7}", "{\"team\": 8}");
        assertThat(fields.things()).containsExactly("team:7", "team:8");
        assertThat(fields(null, "{\"department\": \"department:3\"}").things()).containsExactly("department:3");
        assertThat(fields(null, "{\"from\": \"team:7\"}").summary("", Map.of("team:7", "Research")))
                .isEqualTo("From: Research");
        assertThat(fields(null, "{\"dispute\": \"dispute\", \"at\": \"10:30\"}").things())
                .containsExactly("dispute:dispute", "at:10:30");
        assertThat(fields.rows(Map.of("team:7", "Research"))).containsExactly(new Row("Team", "Research", "8"));
        assertThat(fields.summary("", Map.of("team:7", "Research"))).isEqualTo("Team: Research \u2192 8");
    }

    @Test
    void checksumsStandInTheDetailsAlone() {
        String sum = "3b25".repeat(16);
        var fields = fields(null, "{\"month\": \"2026-08\", \"transactions\": {\"11\": \"" + sum + "\"}}");
        assertThat(fields.summary("", Map.of())).isEqualTo("Month: August 2026");
        assertThat(fields.rows(Map.of())).contains(new Row("Transactions \u203A 11", null, sum));
    }

    @Test
    void textThatHoldsJsonIsOpenedUp() {
        assertThat(fields(null, "{\"budget\": \"{\\\"Amount\\\":\\\"5\\\"}\", \"note\": \"{no\"}")
                        .rows(Map.of()))
                .containsExactly(new Row("Budget \u203A Amount", null, "5"), new Row("Note", null, "{no"));
    }

    @Test
    void aBudgetOfAwsSaysItsNameLimitAndPeriodFirst() {
        var fields = fields(
                null,
                "{\"budget\": \"{\\\"Budget\\\":{\\\"AutoAdjustData\\\":null,\\\"BudgetLimit\\\":{\\\"Amount\\\":\\\"42400\\\","
                        + "\\\"Unit\\\":\\\"USD\\\"},\\\"BudgetName\\\":\\\"Fraud\\\",\\\"TimeUnit\\\":\\\"MONTHLY\\\"}}\"}");
        assertThat(fields.summary("", Map.of()))
                .isEqualTo(
                        "Budget \u203A Name: Fraud \u00B7 Budget \u203A Limit: 42400 USD \u00B7 Budget \u203A Period: MONTHLY");
    }

    @Test
    void whatThePageSaysAlreadyIsLeftOutAndOwnWordsComeFirst() {
        assertThat(fields(
                                null,
                                "{\"issue\": 1, \"month\": \"2026-10\", \"reason\": \"Reviewed.\", \"address\": \"by=service\"}")
                        .summary("Chargeback of October 2026", Map.of()))
                .isEqualTo("Reason: Reviewed. \u00B7 Issue: 1");
    }

    @Test
    void whatIsNoObjectIsAValue() {
        assertThat(fields("3", "[1, 2]").rows(Map.of())).containsExactly(new Row("Value", "3", "1, 2"));
        assertThat(fields(null, null).hasAfter()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", textBlock = """
            run          | 42                         | 42
            rowsChanged  | 10342                      | 10,342
            costUsd      | 0.01042                    | $0.01042
            costUsd      | 1.66E-5                    | $0.0000166
            cost         | 1.66E-5                    | 0.0000166
            dailyCapUsd  | "25"                       | $25.00
            from         | "2026-11-01"               | 1 Nov 2026
            month        | "2026-11"                  | November 2026
            until        | "2026-11-29T12:08:31.5Z"   | 29 Nov 2026, 12:08 UTC
            wait         | "PT4H"                     | 4 h 00 min
            state        | "NOT_CONFIRMED"            | not confirmed
            value        | "NOT_CONFIRMED"            | NOT_CONFIRMED
            from         | "2026-13-01"               | 2026-13-01
            limit        | "91700 from 2026-11-01"    | 91700 from 1 Nov 2026
            tag          | "a-2026-11-01"             | a-2026-11-01
            shared       | false                      | no
            line         | "SHARED|1|||||USD"         | Shared, pool 1, USD
            line         | "DIRECT||Amazon S3|210987654321|USAGE|2026-10|USD" | Direct, Amazon S3, account 2109-8765-4321, usage, October 2026, USD
            line         | "two"                      | two
            """)
    void valuesAndTimesAreInWords(String name, String json, String words) {
        assertThat(fields(null, "{\"" + name + "\": " + json + "}").rows(Map.of()))
                .extracting(Row::after)
                .containsExactly(words);
    }

    @Test
    void namesThatAreNoProgramsWordsStay() {
        assertThat(FieldText.name("Daily cap, USD")).isEqualTo("Daily cap, USD");
        assertThat(FieldText.name("rowsChanged")).isEqualTo("Rows changed");
        assertThat(FieldText.name("2026-11")).isEqualTo("November 2026");
        assertThat(FieldText.name("=HYPERLINK(1)")).isEqualTo("=HYPERLINK(1)");
    }
}
