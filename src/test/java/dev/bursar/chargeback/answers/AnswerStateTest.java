package dev.bursar.chargeback.answers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bursar.chargeback.answers.AnswerState.Answer;
import dev.bursar.chargeback.answers.Dispute.Settled;
import dev.bursar.chargeback.text.StatementStateText;
import dev.bursar.kernel.PersonId;
import dev.bursar.kernel.TeamId;
import dev.bursar.kernel.Visibility;
import dev.bursar.kernel.Visibility.Span;
import dev.bursar.org.Organisation.TeamDays;
import module java.base;
import org.joda.money.BigMoney;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was said of a statement, and who says it. */
class AnswerStateTest {
    private static final Instant AT = Instant.parse("2026-11-24T09:30:00Z");
    private static final LocalDate BY = LocalDate.of(2026, 12, 1);

    private static Dispute dispute(String settled) {
        return new Dispute(
                1,
                1,
                "line",
                "Amazon S3",
                BigMoney.of(CurrencyUnit.USD, BigDecimal.ONE),
                "",
                "not ours",
                AT,
                new PersonId(7),
                "Lead",
                settled.equals("OPEN")
                        ? Optional.empty()
                        : Optional.of(new Settled(Settled.Kind.valueOf(settled), "", AT, "Finance")));
    }

    @ParameterizedTest
    @CsvSource({
        "0, '',         '',                   Issued",
        "7, '',         '',                   Waiting for the team",
        "7, accepted,   '',                   Accepted",
        "7, none,       '',                   No answer",
        "7, '',         OPEN,                 'Disputed, 1 open'",
        "7, '',         OPEN OPEN REJECTED,   'Disputed, 2 open'",
        "7, none,       OPEN,                 'Disputed, 1 open'",
        "7, '',         REJECTED REALLOCATED, Disputes answered",
        "7, accepted,   REJECTED,             Accepted",
        "7, '',         WITHDRAWN,            Waiting for the team",
        "7, none,       WITHDRAWN,            No answer",
        "7, '',         WITHDRAWN REJECTED,   Disputes answered"
    })
    void isWhatWasSaid(int team, String answer, String disputes, String word) {
        Optional<Answer> given = answer.isEmpty()
                ? Optional.empty()
                : Optional.of(new Answer(Optional.of("Lead").filter(any -> answer.equals("accepted")), AT));
        List<Dispute> all = Arrays.stream(disputes.split(" "))
                .filter(one -> !one.isEmpty())
                .map(AnswerStateTest::dispute)
                .toList();
        assertThat(StatementStateText.word(AnswerState.of(team, BY, given, all)))
                .isEqualTo(word);
    }

    @Test
    void monthsCountTheirStatements() {
        assertThat(AnswerCounts.of(List.of(
                        new AnswerState.NotAsked(),
                        new AnswerState.Awaiting(BY),
                        new AnswerState.Accepted("Lead", AT),
                        new AnswerState.Disputed(2),
                        new AnswerState.Disputed(3),
                        new AnswerState.Answered(1),
                        new AnswerState.NoAnswer(AT))))
                .isEqualTo(new AnswerCounts(1, 1, 2, 1, 1, 5));
    }

    /** Of a statement that was issued on 5 November, on 24 November. */
    @ParameterizedTest(name = "{5}")
    @CsvSource({
        "7, 2000-01-01, 9999-01-01,           , true,  all days",
        "7, 2026-11-05, 2026-11-06,           , true,  on the day of issue alone",
        "7, 2000-01-01, 2026-11-05,           , false, until the day before",
        "7, 2026-11-24, 9999-01-01,           , true,  since today",
        "7, 2026-11-25, 9999-01-01,           , false, not yet",
        "7, 2026-11-10, 2026-11-20,           , false, between them alone",
        "8, 2000-01-01, 9999-01-01,           , false, another team",
        "7, 2000-01-01, 2026-10-16, 2026-10-16, true,  on the last day of a team that has ended",
        "7, 2000-01-01, 2026-10-15, 2026-10-16, false, until the day before that"
    })
    void leadsOfTheDayOfIssueAndOfTodayAnswer(
            int team, LocalDate from, LocalDate to, LocalDate ended, boolean answers, String description) {
        assertThat(AnswerLeads.include(
                        new Visibility(false, List.of(new Span(new TeamId(team), from, to))),
                        LocalDate.of(2026, 11, 24),
                        LocalDate.of(2026, 11, 5),
                        new TeamId(7),
                        new TeamDays(LocalDate.of(2000, 1, 1), ended)))
                .as(description)
                .isEqualTo(answers);
    }
}
