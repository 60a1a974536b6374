package dev.bursar.causes.ui;

import dev.bursar.causes.Anomaly;
import dev.bursar.causes.AnomalyPage;
import dev.bursar.causes.watch.AnomalyService;
import dev.bursar.files.ListExport;
import dev.bursar.ui.Formats;
import module java.base;
import org.springframework.stereotype.Component;

/** Anomalies as a file. */
@Component
class AnomalyExport extends ListExport<Anomaly> {
    private final AnomalyService service;

    AnomalyExport(AnomalyService service, Clock clock) {
        super("anomalies", "Anomalies", clock);
        this.service = service;
    }

    @Override
    protected void check(String stored) {
        service.page();
    }

    @Override
    protected Found<Anomaly> find(String stored) {
        AnomalyPage page = service.page();
        List<Anomaly> rows = AnomalyList.chosen(page.all(), AnomalyList.ADDRESS.ofStored(stored));
        return new Found<>(
                AnomalyTable.cells(page),
                List.of(Formats.count(rows.size(), "anomaly", "anomalies"), "EffectiveCost", exported()),
                rows.size(),
                row -> row.series().currency(),
                each -> rows.forEach(each),
                java.util.Map.of());
    }
}
