package dev.bursar.efficiency.formula;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.efficiency.formula.Spec.Processors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the name of a type says of its processors, where the price list says nothing. */
class ProcessorsTest {
    @ParameterizedTest
    @CsvSource({
        "ml.m5.large,x86_64",
        "ml.m5d.large,x86_64",
        "ml.c6i.large,x86_64",
        "ml.m7i-flex.large,x86_64",
        "ml.r7iz.large,x86_64",
        "t3a.small,x86_64",
        "ml.g4dn.xlarge,x86_64",
        "ml.g4ad.xlarge,x86_64",
        "ml.g6e.12xlarge,x86_64",
        "ml.p4de.24xlarge,x86_64",
        "ml.p6-b200.48xlarge,x86_64",
        "ml.inf2.xlarge,x86_64",
        "ml.trn1n.32xlarge,x86_64",
        "ml.m7g.large,arm64",
        "ml.c6gn.large,arm64",
        "ml.r8gd.large,arm64",
        "ml.t4g.medium,arm64",
        "g5g.xlarge,arm64",
        "is4gen.medium,arm64",
        "a1.medium,arm64",
        "ml.p6e-gb200.36xlarge,arm64",
        "ml.m9.large,",
        "ml.trn9.large,",
        "u-6tb1.metal,",
        "large,"
    })
    void theLetterBehindTheGenerationTells(String type, String architecture) {
        assertThat(Processors.architecture(type)).isEqualTo(architecture);
    }

    @ParameterizedTest
    @CsvSource({
        "ml.m5.large,ml.c5.large,true",
        "ml.m5.large,ml.m7g.large,false",
        "ml.m5.large,ml.m9.large,false",
        "ml.m9.large,ml.m9.xlarge,true",
        "ml.m9.large,ml.c9.large,false"
    })
    void whatIsNotKnownIsTheSameInOneFamilyOnly(String type, String other, boolean same) {
        assertThat(spec(type).sameArchitecture(spec(other))).isEqualTo(same);
    }

    private static Spec spec(String type) {
        return Spec.of(type, 2, 8, 0, 0, null, null);
    }
}
