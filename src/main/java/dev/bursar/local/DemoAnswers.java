package dev.bursar.local;

import dev.bursar.causes.Anomaly;
import dev.bursar.causes.AnomalyPage;
import dev.bursar.causes.Rating;
import dev.bursar.causes.watch.AnomalyService;
import dev.bursar.chargeback.answers.AnswerPage;
import dev.bursar.chargeback.answers.AnswerService;
import dev.bursar.chargeback.answers.AnswerState;
import dev.bursar.chargeback.answers.DisputeDraft;
import dev.bursar.chargeback.answers.DisputeLine;
import dev.bursar.chargeback.answers.OwnStatements;
import dev.bursar.chargeback.answers.OwnStatements.OwnRow;
import dev.bursar.kernel.Today;
import module java.base;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The demo's lead has said what one anomaly was, and disputes a line of one statement; the other statement waits for an answer. */
@Component
@Profile("demo")
@ConditionalOnWebApplication
class DemoAnswers {
    private static final int FEWEST_STATEMENTS = 2;
    private static final int DECIMALS = 2;

    private final OwnStatements statements;
    private final AnswerService answers;
    private final AnomalyService anomalies;
    private final Clock clock;

    DemoAnswers(OwnStatements statements, AnswerService answers, AnomalyService anomalies, Clock clock) {
        this.statements = statements;
        this.answers = answers;
        this.anomalies = anomalies;
        this.clock = clock;
    }

    /** Returns whether a line of the month that finance issued last is disputed. */
    boolean disputed() {
        YearMonth issued = YearMonth.from(Today.of(clock)).minusMonths(2);
        List<OwnRow> waiting = statements.own().stream()
                .filter(row -> row.month().equals(issued))
                .filter(row -> row.issued()
                        .filter(AnswerState.Awaiting.class::isInstance)
                        .isPresent())
                .toList();
        if (waiting.size() >= FEWEST_STATEMENTS) {
            OwnRow last = waiting.getLast();
            answers.page(last.month(), last.team(), Optional.empty()).ifPresent(page -> dispute(last, page));
        }
        return statements.own().stream()
                .anyMatch(row -> row.issued()
                        .filter(AnswerState.Disputed.class::isInstance)
                        .isPresent());
    }

    /** The dearest line that lies in another team's account, else the dearest. */
    private void dispute(OwnRow row, AnswerPage page) {
        page.lines().stream()
                .max(Comparator.comparing((DisputeLine line) -> line.words().contains("data-lake"))
                        .thenComparing(DisputeLine::amount))
                .ifPresent(line -> answers.dispute(
                        row.month(),
                        row.team(),
                        page.versions().size(),
                        new DisputeDraft(
                                line.key(),
                                line.amount().getAmount().divide(BigDecimal.TWO, DECIMALS, RoundingMode.DOWN),
                                "Data Lake",
                                "Half of this is for tables that other teams read too.")));
    }

    /** Returns whether an anomaly that has ended is rated; those that go on wait for somebody. */
    boolean rated() {
        AnomalyPage page = anomalies.page();
        if (page.all().stream().anyMatch(one -> one.rated() != null)) {
            return true;
        }
        Optional<Anomaly> ended =
                page.open().stream().filter(one -> !one.goesOn()).findFirst();
        ended.ifPresent(one ->
                anomalies.rate(one.id(), one.version(), Rating.EXPECTED, null, "Our load test before the new index."));
        return ended.isPresent();
    }
}
