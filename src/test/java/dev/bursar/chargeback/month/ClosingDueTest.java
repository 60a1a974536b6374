package dev.bursar.chargeback.month;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bursar.chargeback.month.CalendarDraft.Entered;
import dev.bursar.chargeback.text.ClosingText;
import dev.bursar.kernel.PersonId;
import module java.base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which step is next, by when, and what a calendar can't be. */
class ClosingDueTest {
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);

    @ParameterizedTest
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
            -                         | -          | 2026-11-01 | false | October 2026 doesn’t agree with AWS’s documents yet: due 5 Nov
            -                         | -          | 2026-11-03 | true  | October 2026 doesn’t agree with AWS’s documents yet: due 5 Nov
            -                         | -          | 2026-11-04 | true  | October 2026 doesn’t agree with AWS’s documents yet: due tomorrow
            -                         | -          | 2026-11-05 | true  | October 2026 doesn’t agree with AWS’s documents yet: due today
            -                         | -          | 2026-11-06 | true  | October 2026 doesn’t agree with AWS’s documents yet: 1 day late
            DOCUMENTS                 | -          | 2026-11-09 | true  | Statements of October 2026 aren’t issued: 3 days late
            DOCUMENTS ISSUED          | 2026-11-10 | 2026-11-06 | false | Statements of October 2026 wait for answers: due 13 Nov
            DOCUMENTS ISSUED          | 2026-11-20 | 2026-11-18 | true  | Statements of October 2026 wait for answers: due 20 Nov
            ISSUED                    | 2026-11-20 | 2026-11-18 | true  | October 2026 doesn’t agree with AWS’s documents yet: 13 days late
            DOCUMENTS ISSUED ANSWERED | 2026-11-10 | 2026-11-12 | false | October 2026 isn’t closed: due 15 Nov
            DOCUMENTS ISSUED ANSWERED | 2026-11-20 | 2026-11-18 | true  | October 2026 isn’t closed: due 20 Nov
            DOCUMENTS ISSUED ANSWERED | 2026-11-20 | 2026-11-23 | true  | October 2026 isn’t closed: 3 days late
            """)
    void namesTheFirstStepThatIsNotDone(
            String done, LocalDate answerBy, LocalDate today, boolean near, String headline) {
        ClosingDue due = ClosingDue.next(
                        ClosingCalendar.USUAL,
                        new ClosingProgress(OCTOBER, steps(done), Optional.ofNullable(answerBy)),
                        today)
                .orElseThrow();
        assertThat(ClosingText.headline(due)).isEqualTo(headline);
        assertThat(due.isNear()).isEqualTo(near);
    }

    private static Set<ClosingStep> steps(String words) {
        return words == null
                ? Set.of()
                : Arrays.stream(words.split(" ")).map(ClosingStep::valueOf).collect(Collectors.toSet());
    }

    @Test
    void nothingIsDueOfAClosedMonth() {
        var closed = new ClosingProgress(OCTOBER, EnumSet.allOf(ClosingStep.class), Optional.empty());
        assertThat(ClosingDue.next(ClosingCalendar.USUAL, closed, LocalDate.of(2027, 1, 1)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "5, 6, 13, 15, -, -",
                "5, 5, 5, 5, 7, -",
                "' 5 ', 6, 13, 90, -, -",
                "'', 6, 13, 15, -, DOCUMENTS=NOT_A_NUMBER",
                "5, six, 13, 15, -, ISSUED=NOT_A_NUMBER",
                "5, 6.5, 13, 15, -, ISSUED=NOT_A_NUMBER",
                "0, 6, 13, 15, -, DOCUMENTS=OUT_OF_RANGE",
                "-1, 6, 13, 15, -, DOCUMENTS=OUT_OF_RANGE",
                "5, 6, 13, 91, -, CLOSED=OUT_OF_RANGE",
                "5, 4, 13, 15, -, ISSUED=BEFORE_EARLIER_STEP",
                "5, 6, 13, 12, -, CLOSED=BEFORE_EARLIER_STEP",
                "5, 6, 13, 15, 8, DOCUMENTS=NOT_FINANCE"
            })
    void aCalendarIsCheckedStepByStep(
            String documents, String issued, String answered, String closed, Integer owner, String problem) {
        var draft = new CalendarDraft(
                Map.of(
                        ClosingStep.DOCUMENTS, new Entered(documents, owner == null ? null : new PersonId(owner)),
                        ClosingStep.ISSUED, new Entered(issued, null),
                        ClosingStep.ANSWERED, new Entered(answered, null),
                        ClosingStep.CLOSED, new Entered(closed, null)),
                false,
                0);
        CalendarRefused refused = catchThrowableOfType(
                CalendarRefused.class, () -> CalendarService.checked(draft, Set.of(new PersonId(7))));
        if (problem == null) {
            assertThat(refused).isNull();
        } else {
            assertThat(refused.problems()).hasToString("{" + problem + "}");
        }
    }
}
