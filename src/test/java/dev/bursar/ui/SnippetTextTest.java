package dev.bursar.ui;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

class SnippetTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "tide\nType: Evil",
                "tide\rType: Evil",
                "tide\u0085Type: Evil",
                "tide\u2028Type: Evil",
                "tide\u2029Type: Evil",
                "tide\u202Elive\u2066",
                "tide # \" \\ ' ${x} %{y}",
            })
    void nothingInATextMeansAnythingInATemplate(String text) {
        String template = "# of " + SnippetText.comment(text) + "\nName: " + SnippetText.json(text) + "\n";
        assertThat(new Yaml().<Map<String, String>>load(template)).isEqualTo(Map.of("Name", text));
        assertThat(template.lines()).hasSize(2);
        assertThat(template).doesNotContain("\u0085", "\u2028", "\u2029", "\u202E", "\u2066");
    }

    @Test
    void aShellAndTerraformTakeItLiterally() {
        assertThat(SnippetText.quoted("it's $(id)")).isEqualTo("'it'\\''s $(id)'");
        assertThat(SnippetText.hcl("${x} %{y}\u2028")).isEqualTo("\"$${x} %%{y}\\u2028\"");
    }
}
