package dev.bursar.ui;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PlainTextTest {
    @Test
    void whatCannotBeSeenIsShown() {
        assertThat(PlainText.clean("Growth ")).isEqualTo("Growth␣");
        assertThat(PlainText.clean("a\nb\tc\u0000d\r")).isEqualTo("a↵b⇥c␀d␍");
        assertThat(PlainText.clean("x\u202Egnp.exe")).isEqualTo("x‹U+202E›gnp.exe");
        assertThat(PlainText.clean("te\u200Bam\u00A0x")).isEqualTo("te‹U+200B›am‹U+00A0›x");
    }

    @Test
    void whatIsTextStaysText() {
        assertThat(PlainText.clean("=cmd|' /C calc'!A0")).isEqualTo("=cmd|' /C calc'!A0");
        assertThat(PlainText.clean("<img src=x onerror=alert(1)>")).isEqualTo("<img src=x onerror=alert(1)>");
        assertThat(PlainText.clean("équipe שלום 👩‍🔬 ❤️")).isEqualTo("équipe שלום 👩‍🔬 ❤️");
    }

    @Test
    void whatIsLongIsCutBetweenCharacters() {
        assertThat(PlainText.cut("😀".repeat(10), 4)).isEqualTo("😀😀😀…");
        assertThat(PlainText.cutMiddle("arn:aws:sagemaker:endpoint/fraud-scorer-v3", 13))
                .isEqualTo("arn:aw…rer-v3");
        assertThat(PlainText.full("x".repeat(10_000))).hasSize(1_021).endsWith("… (10,000 characters)");
        assertThat(PlainText.name("x".repeat(10_000)).getText()).hasSize(80);
    }

    @Property
    void nothingThatReordersOrBreaksTheLineIsLeft(@ForAll String raw) {
        assertThat(PlainText.clean(raw).codePoints())
                .noneMatch(c -> Character.isISOControl(c) || c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069);
        assertThat(PlainText.cut(raw, 20).codePoints().count()).isLessThanOrEqualTo(20);
        assertThat(PlainText.cutMiddle(raw, 20).codePoints().count()).isLessThanOrEqualTo(20);
    }
}
