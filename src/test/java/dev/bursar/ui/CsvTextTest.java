package dev.bursar.ui;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1",
                "+1",
                "-1",
                "@x",
                "\tx",
                "\rx",
                "\nx",
                " =1",
                "\uFF1D1",
                "\uFF0B1",
                "\uFF0D1",
                "\uFF201",
                "\uFE661",
                "\uFEFF=1",
                "\u00A0=1",
                "\u00A0\uFEFF\u200B \uFF1D1",
                "\"=1\"",
                "\u0001=1"
            })
    void whatBeginsLikeAFormulaBeginsWithAnApostropheInstead(String text) {
        assertThat(CsvText.guarded(text)).isEqualTo("'" + text);
    }

    @Test
    void soDoesWhatAReaderWithOtherSeparatorsWouldBeginACellWith() {
        assertThat(CsvText.guarded("a;=1")).isEqualTo("a;'=1");
        assertThat(CsvText.guarded("a; \u00A0\uFF1D1;-2")).isEqualTo("a;' \u00A0\uFF1D1;'-2");
        assertThat(CsvText.guarded("a;\"=1\"")).isEqualTo("a;'\"=1\"");
        assertThat(CsvText.guarded("a\t@x\r\n+1")).isEqualTo("a\t'@x\r\n'+1");
        assertThat(CsvText.guarded("\n=1")).isEqualTo("'\n'=1");
        assertThat(CsvText.guarded(";=1")).isEqualTo(";'=1");
    }

    @Test
    void charactersThatReorderTextAreShown() {
        assertThat(CsvText.guarded("a\u202Egpj.exe")).isEqualTo("a\u2039U+202E\u203Agpj.exe");
        assertThat(CsvText.guarded("\u2066=1\u2069\u200F\u061C"))
                .isEqualTo("\u2039U+2066\u203A=1\u2039U+2069\u203A\u2039U+200F\u203A\u2039U+061C\u203A");
        assertThat(CsvText.guarded("a;\u202E=1")).isEqualTo("a;\u2039U+202E\u203A=1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a=1", "'=1", "a;b", "a-b; c", "a;b=1", "a\nb", "12", "\uD83D\uDE80", "\u2014", ";"})
    void allElseStaysAsItIs(String text) {
        assertThat(CsvText.guarded(text)).isSameAs(text);
    }
}
