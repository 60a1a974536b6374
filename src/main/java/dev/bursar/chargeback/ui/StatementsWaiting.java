package dev.bursar.chargeback.ui;

import dev.bursar.chargeback.ChargebackLinks;
import dev.bursar.chargeback.answers.OpenAnswers;
import dev.bursar.chargeback.answers.OpenAnswers.ToAnswer;
import dev.bursar.chargeback.text.WaitsText;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Waiting;
import module java.base;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Statements that whoever leads the team can accept or dispute. */
@Component
@Order(10)
class StatementsWaiting implements Waiting {
    private final OpenAnswers service;

    StatementsWaiting(OpenAnswers service) {
        this.service = service;
    }

    @Override
    public String kind() {
        return "statements-to-answer";
    }

    @Override
    public String page() {
        return ChargebackLinks.CHARGEBACK;
    }

    @Override
    public Optional<Waits> look() {
        return service.toAnswer().map(StatementsWaiting::waits);
    }

    private static Waits waits(List<ToAnswer> found) {
        Map<String, BigDecimal> amounts = new HashMap<>();
        found.forEach(one -> one.statement()
                .totals()
                .forEach(
                        total -> amounts.merge(total.getCurrencyUnit().getCode(), total.getAmount(), BigDecimal::add)));
        return new Waits(
                found.size(),
                amounts,
                found.stream()
                        .findFirst()
                        .map(one -> one.statement().answerBy())
                        .orElse(null),
                found.stream()
                        .findFirst()
                        .map(one -> WaitsText.statement(one.statement()))
                        .orElse(""),
                ChargebackLinks.Waits.TO_ANSWER.address(),
                found.stream()
                        .findFirst()
                        .map(one -> ChargebackLinks.statement(one.month(), one.team()))
                        .orElse(""));
    }

    @Override
    public String words(int count) {
        return Formats.count(count, "statement to answer", "statements to answer");
    }

    @Override
    public String lookedAt() {
        return "statements";
    }
}
