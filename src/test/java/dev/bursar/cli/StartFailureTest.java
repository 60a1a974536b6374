package dev.bursar.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import module java.base;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.annotation.Bean;

/** What a person reads when the portal doesn't start. */
@ExtendWith(OutputCaptureExtension.class)
class StartFailureTest {
    @AfterEach
    void logAgain() {
        LoggingSystem.get(getClass().getClassLoader()).setLogLevel(SpringApplication.class.getName(), null);
    }

    private static class Own {
        @Bean
        InitializingBean fails() {
            return () -> {
                throw new IllegalStateException(
                        "The folder can\u2019t be used. Choose another one.", new Error("deep"));
            };
        }
    }

    private static class Unexpected {
        @Bean
        InitializingBean fails() {
            return () -> Integer.parseInt("x");
        }
    }

    private static class Known {
        @Bean
        InitializingBean fails() {
            return () -> {
                try (var taken = new ServerSocket(0)) {
                    throw new PortInUseException(taken.getLocalPort());
                }
            };
        }
    }

    private static String said(Class<?> application, CapturedOutput output) {
        var failure = new StartFailure();
        int before = output.getAll().length();
        assertThatThrownBy(() -> new SpringApplicationBuilder(application)
                        .web(WebApplicationType.NONE)
                        .logStartupInfo(false)
                        .listeners(failure)
                        .run())
                .isNotNull();
        assertThat(failure.happened()).isTrue();
        String said = output.getAll().substring(before);
        assertThat(said).doesNotContain("\tat ");
        return said;
    }

    @Test
    void whatOurCodeSaysIsEnough(CapturedOutput output) {
        assertThat(said(Own.class, output))
                .contains("Bursar could not start. The folder can\u2019t be used. Choose another one.")
                .contains("set LOGGING_LEVEL_DEV_BURSAR_CLI_STARTFAILURE=debug");
    }

    @Test
    void aDatabaseThatRefusesIsNamed() {
        var refused = new SQLException("FATAL: no such role");
        refused.setStackTrace(new StackTraceElement[0]);
        var failure = new IllegalArgumentException("The bean could not be made", refused);
        failure.setStackTrace(new StackTraceElement[0]);
        assertThat(StartFailure.sentence(failure))
                .startsWith("The database says: FATAL: no such role\nCheck that it runs")
                .contains("SPRING_DATASOURCE_URL");
    }

    @Test
    void anythingElseIsTheFirstCause(CapturedOutput output) {
        assertThat(said(Unexpected.class, output))
                .contains("Bursar could not start. NumberFormatException: For input string: \"x\"");
    }

    @Test
    void aFileThatIsMissingIsNamed() {
        assertThat(StartFailure.sentence(new UncheckedIOException(new NoSuchFileException("/no/such/folder"))))
                .isEqualTo("NoSuchFileException: /no/such/folder");
    }

    @Test
    void whatSpringBootExplainsIsSaidOnce(CapturedOutput output) {
        assertThat(said(Known.class, output))
                .contains("APPLICATION FAILED TO START")
                .doesNotContain("Bursar could not start");
    }
}
