package dev.bursar.trail.ui;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventTextTest {
    @ParameterizedTest
    @CsvSource({
        "AWSReservedSSO_Admin_0123456789abcdef, Admin",
        "AWSReservedSSO_Data_Science_0123456789abcdef, Data_Science",
        "AWSReservedSSO_Admin, AWSReservedSSO_Admin",
        "ci-deployer, ci-deployer"
    })
    void aRoleOfAPermissionSetHasItsName(String role, String words) {
        assertThat(EventText.role(role)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"cloudformation.amazonaws.com, cloudformation", "203.0.113.7, 203.0.113.7", "AWS Internal, AWS Internal"
    })
    void servicesHaveTheirNameForAnAddress(String address, String words) {
        assertThat(EventText.service(address)).isEqualTo(words);
    }
}
