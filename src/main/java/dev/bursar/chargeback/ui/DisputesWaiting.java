package dev.bursar.chargeback.ui;

import dev.bursar.chargeback.ChargebackLinks;
import dev.bursar.chargeback.answers.OpenAnswers;
import dev.bursar.chargeback.text.WaitsText;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Waiting;
import module java.base;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Disputes that finance hasn't answered. */
@Component
@Order(11)
class DisputesWaiting implements Waiting {
    private final OpenAnswers service;

    DisputesWaiting(OpenAnswers service) {
        this.service = service;
    }

    @Override
    public String kind() {
        return "disputes-to-decide";
    }

    @Override
    public String page() {
        return ChargebackLinks.CHARGEBACK;
    }

    @Override
    public Optional<Waits> look() {
        return service.toDecide()
                .map(found -> new Waits(
                        found.disputes(),
                        found.amounts(),
                        null,
                        found.oldest().map(WaitsText::statement).orElse(""),
                        ChargebackLinks.Waits.TO_DECIDE.address(),
                        found.oldest()
                                .map(one -> ChargebackLinks.statement(one.month(), one.team()))
                                .orElse("")));
    }

    @Override
    public String words(int count) {
        return Formats.count(count, "dispute to decide", "disputes to decide");
    }

    @Override
    public String lookedAt() {
        return "disputes";
    }
}
