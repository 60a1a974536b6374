package dev.bursar.efficiency.ui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.changes.ChangeRefused;
import dev.bursar.efficiency.prices.PriceRefused;
import dev.bursar.efficiency.questions.LogRefused;
import dev.bursar.efficiency.questions.LogRefused.Why.DayIsSpent;
import dev.bursar.efficiency.questions.LogRefused.Why.NoLog;
import dev.bursar.efficiency.questions.LogRefused.Why.NotRead;
import dev.bursar.efficiency.questions.LogRefused.Why.NothingTraced;
import dev.bursar.efficiency.questions.LogRefused.Why.TooDear;
import dev.bursar.efficiency.text.PriceText;
import module java.base;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each refusal says what to do. */
class RefusalTextTest {
    static Stream<Arguments> questions() {
        return Stream.of(
                Arguments.of(
                        new NotRead("us-east-1", "111122223333"),
                        "Bursar doesn\u2019t read us-east-1 of account 1111-2222-3333 at the moment. Ask an admin to check the"
                                + " account again."),
                Arguments.of(
                        new TooDear(new BigDecimal("0.61"), new BigDecimal("0.50")),
                        "This would cost about $0.61, and a question may cost $0.50 at most. Choose fewer hours."),
                Arguments.of(
                        new DayIsSpent(new BigDecimal("4.9"), new BigDecimal("5.00")),
                        "Questions to logs and traces have cost $4.90 today, and they may cost $5.00 a day. Ask again"
                                + " tomorrow (UTC), or choose fewer hours."),
                Arguments.of(
                        new NoLog(),
                        "The endpoint has no log in CloudWatch. It has written none yet, or it was deleted."),
                Arguments.of(
                        new NothingTraced(),
                        "X-Ray traced no call to SageMaker in this account and Region. Trace what calls the endpoint, or"
                                + " choose more hours."));
    }

    @ParameterizedTest
    @MethodSource("questions")
    void aQuestion(LogRefused.Why why, String words) {
        assertThat(LogText.refused(why)).isEqualTo(words);
    }

    @ParameterizedTest
    @EnumSource
    void aPrice(PriceRefused.Why why) {
        assertThat(PriceText.refused(why)).matches("(Enter|Choose|Leave|A custom price|There is|The Region).*\\.");
    }

    @ParameterizedTest
    @EnumSource
    void aDecision(ChangeRefused.Why why) {
        assertThat(ProposalText.refused(why)).matches("(Enter|Choose|Approve|A reason).*\\.");
    }
}
