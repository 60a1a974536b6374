package dev.bursar.budgets.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.bursar.budgets.Moved;
import dev.bursar.budgets.Moved.Grew;
import dev.bursar.budgets.cost.MovedByEvent;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MovedTextTest {
    private static final Grew SERVICE = new Grew("Amazon SageMaker", new BigDecimal("8412.1"));
    private static final Grew ACCOUNT = new Grew("fraud-prod", new BigDecimal("7900"));

    private static Moved by(@Nullable Grew service, @Nullable Grew account) {
        return new Moved.By(service, account, "USD", LocalDate.of(2026, 10, 1), LocalDate.of(2026, 10, 25));
    }

    static Stream<Arguments> moves() {
        return Stream.of(
                arguments(
                        by(SERVICE, ACCOUNT),
                        "Amazon SageMaker +$8,412.10 and account fraud-prod +$7,900.00, compared with 1\u201324 Oct"),
                arguments(by(SERVICE, null), "Amazon SageMaker +$8,412.10, compared with 1\u201324 Oct"),
                arguments(by(null, ACCOUNT), "account fraud-prod +$7,900.00, compared with 1\u201324 Oct"),
                arguments(new Moved.Said("As it was said."), "As it was said."));
    }

    @ParameterizedTest
    @MethodSource("moves")
    void whatGrewIsSaid(Moved moved, String words) {
        assertThat(MovedText.words(moved)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "true  | 2067.43 | Largest cause: ada created tide on 16 Nov, about $2,070 a day.",
                "false | 3.4     | Largest possible cause: ada created tide on 16 Nov, about $3.40 a day.",
                "true  |         | Largest cause: ada created tide on 16 Nov, +$24,823.60."
            })
    void anEventIsOneSentence(boolean proved, @Nullable BigDecimal aDay, String words) {
        var moved = new MovedByEvent(
                LocalDate.of(2026, 11, 16),
                "ada created tide",
                new BigDecimal("24823.60"),
                aDay,
                "USD",
                proved,
                "changes-in-cost");
        assertThat(MovedText.sentence(moved)).isEqualTo(words);
    }
}
