package dev.bursar.ui;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class ReferenceTest {
    @Test
    void theLogHasTheStackUnderTheCode(CapturedOutput output) {
        var reference = Reference.of(new IllegalStateException("what only the log may say"));
        assertThat(reference.code()).matches("[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{2}");
        assertThat(output)
                .contains("Reference " + reference.code())
                .contains("what only the log may say")
                .contains("at dev.bursar.ui.ReferenceTest");
    }
}
