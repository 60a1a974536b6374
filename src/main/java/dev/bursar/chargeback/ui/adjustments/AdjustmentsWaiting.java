package dev.bursar.chargeback.ui.adjustments;

import dev.bursar.chargeback.ChargebackLinks;
import dev.bursar.chargeback.adjustments.AdjustmentService;
import dev.bursar.chargeback.text.AdjustmentText;
import dev.bursar.kernel.Role;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Waiting;
import module java.base;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Adjustments that somebody else proposed and a second person posts. */
@Component
@Order(13)
class AdjustmentsWaiting implements Waiting {
    private final AdjustmentService service;

    AdjustmentsWaiting(AdjustmentService service) {
        this.service = service;
    }

    @Override
    public String kind() {
        return "adjustments-to-post";
    }

    @Override
    public Set<Role> roles() {
        return Set.of(Role.FINANCE);
    }

    @Override
    public String page() {
        return ChargebackLinks.ADJUSTMENTS;
    }

    @Override
    public Optional<Waits> look() {
        return service.toPost()
                .map(found -> new Waits(
                        found.adjustments(),
                        found.amounts(),
                        null,
                        found.oldest()
                                .map(one -> AdjustmentText.accounts(one, found.teams()))
                                .orElse(""),
                        ChargebackLinks.TO_POST,
                        found.oldest()
                                .map(one -> ChargebackLinks.adjustment(one.id()))
                                .orElse("")));
    }

    @Override
    public String words(int count) {
        return Formats.count(count, "adjustment to approve", "adjustments to approve");
    }

    @Override
    public String lookedAt() {
        return "adjustments";
    }
}
