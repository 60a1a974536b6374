package dev.bursar.causes.ui;

import dev.bursar.causes.ui.AnomalyList.Row;
import dev.bursar.causes.watch.AnomalyService;
import dev.bursar.files.ListingExport;
import dev.bursar.list.ListSource;
import module java.base;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** Anomalies as a file, with what their costs are. */
@Component
class AnomalyExport extends ListingExport<Row> {
    AnomalyExport(ListSource<Row> source, Clock clock) {
        super(source, clock);
    }

    @Bean
    static ListSource<Row> anomalyList(AnomalyService service) {
        return AnomalyList.LISTING.source(state -> AnomalyList.chosen(service.page(), state));
    }

    @Override
    protected List<String> facts(ListSource.Found found) {
        return List.of(counted(found), "EffectiveCost", exported(found));
    }
}
