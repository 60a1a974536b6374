package dev.bursar.trail.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentVariablesTest {
    /** Of each record, what must be gone and what must stay. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"environment":{"variables":{"DB":"hush"}},"functionName":"keep"}                        | hush | keep
            {"Environment":{"DB":"hush"},"trainingJobName":"keep"}                                    | hush | keep
            {"containerDefinitions":[{"name":"keep","environment":[{"name":"DB","value":"hush"}]}]}   | hush | keep
            {"containerOverrides":{"environment":[{"name":"DB","value":"hush"}]},"jobName":"keep"}    | hush | keep
            {"environmentVariablesOverride":[{"name":"DB","value":"hush"}],"projectName":"keep"}      | hush | keep
            {"environmentVariables":"DB=hush","appName":"keep"}                                       | hush | keep
            {"runtimeEnvironmentSecrets":{"DB":"hush"},"serviceName":"keep"}                          | hush | keep
            {"spec":"{\\"env\\":[{\\"name\\":\\"DB\\",\\"value\\":\\"hush\\"}],\\"image\\":\\"keep\\"}"} | hush | keep
            {"optionSettings":[{"namespace":"aws:elasticbeanstalk:application:environment","optionName":"keep","value":"hush"}]} | hush | keep
            {"environment":"keep","other":"a"}                                                        | hush | keep
            {"environment":{},"environmentName":"keep"}                                               | hush | keep
            {"environment":{"DB":"hush"                                                               | hush | environment variables
            """)
    void valuesAreGoneAndTheRestStays(String record, String gone, String stays) {
        assertThat(EnvironmentVariables.hidden(record)).doesNotContain(gone).contains(stays);
    }
}
