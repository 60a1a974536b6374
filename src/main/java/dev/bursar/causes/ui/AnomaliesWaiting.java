package dev.bursar.causes.ui;

import dev.bursar.causes.CauseLinks;
import dev.bursar.causes.text.AnomalyText;
import dev.bursar.causes.watch.AnomalyService;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Waiting;
import module java.base;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Anomalies that nobody has rated: a lead's those of their teams, finance's those of Unallocated. */
@Component
@Order(40)
class AnomaliesWaiting implements Waiting {
    private final AnomalyService service;

    AnomaliesWaiting(AnomalyService service) {
        this.service = service;
    }

    @Override
    public String kind() {
        return "anomalies-to-rate";
    }

    @Override
    public String page() {
        return CauseLinks.ANOMALIES;
    }

    @Override
    public Optional<Waits> look() {
        return service.toRate()
                .map(found -> new Waits(
                        found.anomalies(),
                        found.excess(),
                        null,
                        found.dearest()
                                .map(one -> AnomalyText.owner(one, found.teams(), found.accounts()))
                                .orElse(""),
                        CauseLinks.open(found.theirs()),
                        found.dearest().map(one -> CauseLinks.anomaly(one.id())).orElse("")));
    }

    @Override
    public String words(int count) {
        return Formats.count(count, "anomaly to rate", "anomalies to rate");
    }

    @Override
    public String lookedAt() {
        return "anomalies";
    }
}
