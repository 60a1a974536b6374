package dev.bursar.journal.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.journal.JournalEntry;
import dev.bursar.ui.BeforeAfter.Row;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

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
                        new Row("Daily cap USD", "25.00", "50.00"),
                        new Row("Shared", "yes", "yes"),
                        new Row("Note", "", ""),
                        new Row("URL", null, "a=b"));
        assertThat(fields.summary(Map.of())).isEqualTo("Daily cap USD: 25.00 \u2192 50.00 \u00B7 URL: a=b");
    }

    @Test
    void objectsAreOpenedUpAndPlainListsAreOneField() {
        var fields =
                fields(null, "{\"roles\": [\"LEAD\", \"FINANCE\"], \"rule\": {\"from\": 1, \"parts\": [{\"a\": []}]}}");
        assertThat(fields.hasBefore()).isFalse();
        assertThat(fields.rows(Map.of()))
                .containsExactly(
                        new Row("Roles", null, "LEAD, FINANCE"),
                        new Row("Rule \u203A From", null, "1"),
                        new Row("Rule \u203A Parts \u203A 1 \u203A A", null, ""));
    }

    @Test
    void whatNamesAThingIsShownWithItsName() {
        var fields = fields("{\"team\": 7}", "{\"team\": 8}");
        assertThat(fields.things()).containsExactly("team:7", "team:8");
        assertThat(fields(null, "{\"department\": \"department:3\"}").things()).containsExactly("department:3");
        assertThat(fields.rows(Map.of("team:7", "Research"))).containsExactly(new Row("Team", "Research (7)", "8"));
        assertThat(fields.summary(Map.of("team:7", "Research"))).isEqualTo("Team: Research (7) \u2192 8");
    }

    @Test
    void whatIsNoObjectIsAValue() {
        assertThat(fields("3", "[1, 2]").rows(Map.of())).containsExactly(new Row("Value", "3", "1, 2"));
        assertThat(fields(null, null).hasAfter()).isFalse();
    }

    @Test
    void namesThatAreNoProgramsWordsStay() {
        assertThat(Fields.words("Daily cap, USD")).isEqualTo("Daily cap, USD");
        assertThat(Fields.words("rowsChanged")).isEqualTo("Rows changed");
        assertThat(Fields.words("=HYPERLINK(1)")).isEqualTo("=HYPERLINK(1)");
    }
}
