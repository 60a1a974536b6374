package dev.bursar.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.kernel.Role;
import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuideTextTest {
    @Test
    void headingsListsAndWhatIsMarkedBecomeElements() {
        String html = GuideText.html("""
                # A title

                Some *words* of
                **weight** and `code <b>`.

                ## Next

                1. One, see [the lead](lead.md)
                   goes on
                2. Two, see [access](../aws-access.md)

                - Three
                """).replaceAll("\\s*\n\\s*", "");
        assertThat(html)
                .contains("<p>Some <em>words</em> of<strong>weight</strong> and <code>code &lt;b&gt;</code>.</p>")
                .contains("<h2>Next</h2>")
                .contains("<ol><li>One, see <a href=\"guide?page=lead\" router-link=\"\">")
                .contains("the lead</a>goes on</li><li>Two, see access</li></ol>")
                .contains("<ul><li>Three</li></ul>")
                .doesNotContain("A title");
    }

    @ParameterizedTest
    @ValueSource(strings = {"README", "admin", "month-end", "lead", "auditor", "clicks"})
    void eachPageOfTheGuideIsThereAndLeavesNoMarks(String page) {
        String text = GuideView.text(page);
        assertThat(GuideText.title(text)).isNotBlank();
        Pattern.compile("pictures/[a-z-]+\\.png")
                .matcher(text)
                .results()
                .forEach(picture -> assertThat(getClass().getResource("/META-INF/resources/guide-" + picture.group()))
                        .as(picture.group())
                        .isNotNull());
        assertThat(GuideText.html(text)).hasSizeGreaterThan(500).doesNotContain("**", "](", "## ", "`", ".md");
    }

    @Test
    void theReadersOwnChapterComesFirst() {
        String text = GuideView.yoursFirst(GuideView.text("README"), Role.LEAD::equals);
        assertThat(text.lines().filter(line -> line.startsWith("- [")))
                .hasSize(4)
                .first()
                .asString()
                .contains("(lead.md)");
        assertThat(text.lines())
                .containsExactlyInAnyOrderElementsOf(
                        GuideView.text("README").lines().toList());
    }
}
