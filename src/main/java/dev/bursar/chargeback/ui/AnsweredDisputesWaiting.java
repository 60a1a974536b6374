package dev.bursar.chargeback.ui;

import dev.bursar.chargeback.ChargebackLinks;
import dev.bursar.chargeback.answers.OpenAnswers;
import dev.bursar.chargeback.answers.OpenAnswers.Disputed;
import dev.bursar.chargeback.text.WaitsText;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Waiting;
import module java.base;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What finance answered to somebody's disputes, until they open the statement. */
@Component
@Order(12)
class AnsweredDisputesWaiting implements Waiting {
    private final OpenAnswers service;

    AnsweredDisputesWaiting(OpenAnswers service) {
        this.service = service;
    }

    @Override
    public String kind() {
        return "disputes-answered";
    }

    @Override
    public String page() {
        return ChargebackLinks.CHARGEBACK;
    }

    @Override
    public Optional<Waits> look() {
        return service.answered().map(AnsweredDisputesWaiting::waits);
    }

    private static Waits waits(List<Disputed> found) {
        Map<String, BigDecimal> amounts = new HashMap<>();
        found.forEach(one -> amounts.merge(
                one.dispute().amount().getCurrencyUnit().getCode(),
                one.dispute().amount().getAmount(),
                BigDecimal::add));
        return new Waits(
                found.size(),
                amounts,
                null,
                found.stream()
                        .findFirst()
                        .map(one -> WaitsText.statement(one.statement()))
                        .orElse(""),
                ChargebackLinks.Waits.ANSWERED.address(),
                found.stream()
                        .findFirst()
                        .map(one -> ChargebackLinks.statement(
                                one.statement().month(), one.statement().team()))
                        .orElse(""));
    }

    @Override
    public String words(int count) {
        return Formats.count(count, "answer to your dispute", "answers to your disputes");
    }

    @Override
    public String lookedAt() {
        return "answers to your disputes";
    }
}
