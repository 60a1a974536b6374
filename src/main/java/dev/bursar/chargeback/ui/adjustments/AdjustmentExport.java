package dev.bursar.chargeback.ui.adjustments;

import dev.bursar.chargeback.adjustments.Adjustment;
import dev.bursar.chargeback.adjustments.AdjustmentQuestion;
import dev.bursar.chargeback.adjustments.AdjustmentService;
import dev.bursar.chargeback.text.AdjustmentText;
import dev.bursar.files.ListExport;
import dev.bursar.ui.Formats;
import module java.base;
import org.springframework.stereotype.Component;

/** The adjustments of the page as a file. */
@Component
class AdjustmentExport extends ListExport<Adjustment> {
    private final AdjustmentService service;

    AdjustmentExport(AdjustmentService service, Clock clock) {
        super("adjustments", "Adjustments", clock);
        this.service = service;
    }

    @Override
    protected Found<Adjustment> find(String stored) {
        AdjustmentQuestion question = AdjustmentList.question(AdjustmentList.ADDRESS.ofStored(stored));
        AdjustmentService.Page page = service.page(question);
        var facts = new ArrayList<String>();
        facts.add(Formats.count(page.found(), "adjustment", "adjustments") + ", the newest first, BilledCost");
        question.month().ifPresent(month -> facts.add("Stands in or is about: " + Formats.month(month)));
        question.state().ifPresent(state -> facts.add("State: " + AdjustmentText.state(state)));
        if (question.toPost()) {
            facts.add("Only proposals of others that wait for a second person");
        }
        facts.add(exported());
        return new Found<>(
                AdjustmentTable.cells(page.teams()),
                facts,
                page.found(),
                row -> row.amount().getCurrencyUnit().getCode(),
                inSteps((last, offset, most) -> service.rows(question, last == null ? null : last.id(), 0, most)),
                Map.of());
    }
}
