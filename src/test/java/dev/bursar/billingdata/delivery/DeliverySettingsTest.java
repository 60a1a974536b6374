package dev.bursar.billingdata.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

@ExtendWith(OutputCaptureExtension.class)
class DeliverySettingsTest {
    @ParameterizedTest
    @CsvSource({
        "BURSAR_AWS_CHARGE_FILES, BURSAR_AWS_CHARGE_FILES_MB",
        "BURSAR_AWS_EXPORTS, BURSAR_AWS_EXPORTS_MB",
        "bursar.aws.exports, bursar.aws.exports-megabytes"
    })
    void newAndOldNamesWork(String places, String megabytes) {
        Environment environment = environment(Map.of(places, "s3://bucket/a/", megabytes, "7"));
        assertThat(DeliverySettings.of(environment)).isEqualTo(new DeliverySettings("s3://bucket/a/", 7));
    }

    @Test
    void theNewNameCountsWhereBothAreSetAndAnEmptyOneDoesNot() {
        assertThat(DeliverySettings.of(environment(
                                Map.of("BURSAR_AWS_CHARGE_FILES", "s3://new/", "BURSAR_AWS_EXPORTS", "s3://old/")))
                        .addresses())
                .isEqualTo("s3://new/");
        assertThat(DeliverySettings.of(environment(Map.of(
                        "BURSAR_AWS_CHARGE_FILES", "",
                        "BURSAR_AWS_CHARGE_FILES_MB", "",
                        "BURSAR_AWS_EXPORTS", "s3://old/"))))
                .isEqualTo(new DeliverySettings("s3://old/", 20_480));
        assertThat(DeliverySettings.of(environment(Map.of()))).isEqualTo(new DeliverySettings("", 20_480));
    }

    @Test
    void oldNamesAreSaidToBeOld(CapturedOutput output) {
        DeliverySettings.warnOfOldNames(environment(Map.of("BURSAR_AWS_CHARGE_FILES", "s3://new/")));
        assertThat(output).doesNotContain("old name");
        DeliverySettings.warnOfOldNames(environment(Map.of("BURSAR_AWS_EXPORTS", "s3://old/")));
        assertThat(output)
                .contains("BURSAR_AWS_EXPORTS is now called BURSAR_AWS_CHARGE_FILES; the old name still works.")
                .doesNotContain("_MB");
    }

    private static Environment environment(Map<String, Object> variables) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().remove(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource("variables", variables));
        return environment;
    }
}
