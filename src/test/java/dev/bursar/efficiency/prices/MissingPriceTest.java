package dev.bursar.efficiency.prices;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.efficiency.formula.Spec;
import module java.base;
import org.junit.jupiter.api.Test;

class MissingPriceTest {
    private static Spec spec(int vcpus) {
        return new Spec("any", vcpus, 16, 0, 0, null, "x86_64", null);
    }

    @Test
    void aTypesHardwareIsKnownByTheNameOfEitherService() {
        Spec own = spec(4);
        Spec other = spec(8);
        assertThat(MissingPrice.hardware(Map.of("g5.xlarge", own, "ml.g5.xlarge", other), "g5.xlarge"))
                .isSameAs(own);
        assertThat(MissingPrice.hardware(Map.of("ml.g5.xlarge", other), "g5.xlarge"))
                .isSameAs(other);
        assertThat(MissingPrice.hardware(Map.of("g5.xlarge", own), "ml.g5.xlarge"))
                .isSameAs(own);
        assertThat(MissingPrice.hardware(Map.of("g5.2xlarge", own), "ml.g5.xlarge"))
                .isNull();
    }
}
