package dev.bursar.chargeback.ui.adjustments;

import dev.bursar.chargeback.adjustments.Adjustment;
import dev.bursar.chargeback.adjustments.AdjustmentQuestion;
import dev.bursar.chargeback.adjustments.AdjustmentService;
import dev.bursar.chargeback.text.AdjustmentText;
import dev.bursar.files.ListExport;
import dev.bursar.ui.Formats;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The adjustments of the page as a file. */
@Component
class AdjustmentExport extends ListExport<Adjustment> {
    private static final int AT_ONCE = 500;

    private final AdjustmentService service;

    AdjustmentExport(AdjustmentService service, Clock clock) {
        super("adjustments", "Adjustments", clock);
        this.service = service;
    }

    @Override
    protected void check(String question) {
        find(question);
    }

    @Override
    protected Found<Adjustment> find(String stored) {
        AdjustmentQuestion question = AdjustmentList.question(AdjustmentList.ADDRESS.ofStored(stored));
        AdjustmentService.Page page = service.page(question);
        var facts = new ArrayList<String>();
        facts.add(Formats.count(page.found(), "adjustment", "adjustments") + ", the newest first, BilledCost");
        question.month().ifPresent(month -> facts.add("Stands in or is about: " + Formats.month(month)));
        question.state().ifPresent(state -> facts.add("State: " + AdjustmentText.state(state)));
        facts.add(exported());
        return new Found<>(
                AdjustmentTable.cells(page.teams()),
                facts,
                page.found(),
                row -> row.amount().getCurrencyUnit().getCode(),
                each -> each(question, each),
                Map.of());
    }

    private void each(AdjustmentQuestion question, Consumer<Adjustment> each) {
        @Nullable Long before = null;
        List<Adjustment> rows;
        do {
            rows = service.rows(question, before, 0, AT_ONCE);
            rows.forEach(each);
            before = rows.isEmpty() ? before : Long.valueOf(rows.getLast().id());
        } while (rows.size() == AT_ONCE);
    }
}
