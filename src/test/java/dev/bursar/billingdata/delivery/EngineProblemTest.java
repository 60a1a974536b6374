package dev.bursar.billingdata.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.billingdata.engine.EngineFailure.Fact;
import dev.bursar.billingdata.engine.EngineFailure.Kind;
import dev.bursar.billingdata.engine.EngineName;
import module java.base;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A query whose failure would only come again isn't paid again. */
class EngineProblemTest {
    private static final Set<Kind> PASSING = EnumSet.of(Kind.GONE, Kind.THROTTLED, Kind.CANCELLED_THERE);

    @ParameterizedTest
    @EnumSource
    void onlyAnEngineThatIsGoneOrBusyPasses(Kind kind) {
        assertThat(EngineProblem.of(new Fact(kind, EngineName.ATHENA, ""), "October 2026", null)
                        .passing())
                .isEqualTo(PASSING.contains(kind));
    }
}
