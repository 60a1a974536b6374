package dev.bursar.tagging.values;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.tagging.values.ValueLikeness.Likeness;
import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValueLikenessTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Platform",
                "PLATFORM",
                " platform",
                "platform ",
                "platform\t\n",
                "platform\u00A0",
                "plat\u200Bform",
                "\u202Eplatform",
                "\uFF30\uFF2C\uFF21\uFF34\uFF26\uFF2F\uFF32\uFF2D"
            })
    void caseSpacesWidthAndWhatCanNotBeSeenMakeVariants(String value) {
        assertThat(ValueLikeness.of("platform", value)).isEqualTo(Likeness.VARIANT);
    }

    @ParameterizedTest
    @CsvSource({
        "platform, platfrom", // swapped
        "platform, platfom", // missing
        "platform, plattform", // doubled
        "platform, platforn", // replaced
        "fraud, fruad",
        "recommendations, recomendation", // two from nine letters on
        "data-platform, data_platform",
        "team-12-search, team-12-serach"
    })
    void typingErrorsAreNear(String one, String other) {
        assertThat(ValueLikeness.of(one, other)).isEqualTo(Likeness.NEAR);
        assertThat(ValueLikeness.of(other, one)).isEqualTo(Likeness.NEAR);
    }

    @ParameterizedTest
    @CsvSource({
        "team-1, team-2",
        "team-1, team-11",
        "team, team1",
        "platform-1, platfrom-2",
        "prod, prd", // too short
        "nlp, npl",
        "vision, fission", // two letters of six
        "search, research",
        "platform, checkout"
    })
    void numbersShortWordsAndOtherWordsAreNot(String one, String other) {
        assertThat(ValueLikeness.of(one, other)).isEqualTo(Likeness.NONE);
        assertThat(ValueLikeness.of(other, one)).isEqualTo(Likeness.NONE);
    }

    @Test
    void nothingIsLikeAnEmptyText() {
        assertThat(ValueLikeness.of("", " ")).isEqualTo(Likeness.NONE);
        assertThat(ValueLikeness.of("\u200B", "\u202E")).isEqualTo(Likeness.NONE);
    }

    @Test
    void veryLongTextsAreComparedByCaseOnly() {
        String text = "x".repeat(10_000);
        assertThat(ValueLikeness.of(text, text.toUpperCase(java.util.Locale.ROOT)))
                .isEqualTo(Likeness.VARIANT);
        assertThat(ValueLikeness.of(text, text + "y")).isEqualTo(Likeness.NONE);
    }

    /** The same distance from its definition, with recursion in place of rows. */
    private static int distance(String a, String b) {
        if (a.isEmpty() || b.isEmpty()) {
            return a.length() + b.length();
        }
        String a1 = a.substring(1);
        String b1 = b.substring(1);
        int least = distance(a1, b1) + (a.charAt(0) == b.charAt(0) ? 0 : 1);
        least = Math.min(least, Math.min(distance(a1, b), distance(a, b1)) + 1);
        if (a1.length() > 0 && b1.length() > 0 && a.charAt(0) == b1.charAt(0) && a1.charAt(0) == b.charAt(0)) {
            least = Math.min(least, distance(a.substring(2), b.substring(2)) + 1);
        }
        return least;
    }

    @Test
    void theDistanceIsThatOfItsDefinition() {
        var random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            String one = word(random, 6);
            String other = word(random, 6);
            int exact = distance(one, other);
            assertThat(ValueLikeness.distance(one, other, 100))
                    .as(one + " " + other)
                    .isEqualTo(exact);
            for (int most = 0; most <= 2; most++) {
                int found = ValueLikeness.distance(one, other, most);
                assertThat(found <= most).as(one + " " + other + " " + most).isEqualTo(exact <= most);
            }
        }
    }

    private static String word(Random random, int most) {
        var word = new StringBuilder();
        int length = random.nextInt(most + 1);
        for (int i = 0; i < length; i++) {
            word.append((char) ('a' + random.nextInt(3)));
        }
        return word.toString();
    }
}
