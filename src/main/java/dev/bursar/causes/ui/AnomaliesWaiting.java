package dev.bursar.causes.ui;

import dev.bursar.causes.Anomaly;
import dev.bursar.causes.AnomalyPage;
import dev.bursar.causes.CauseLinks;
import dev.bursar.causes.text.AnomalyText;
import dev.bursar.causes.watch.AnomalyService;
import dev.bursar.kernel.Scope;
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
    private final Scope scope;

    AnomaliesWaiting(AnomalyService service, Scope scope) {
        this.service = service;
        this.scope = scope;
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
        AnomalyPage page = service.page();
        if (page.theirs().isEmpty() || page.lookedUntil() == null) {
            return Optional.empty();
        }
        List<Anomaly> open = page.waiting();
        Map<String, BigDecimal> excess = new HashMap<>();
        open.forEach(one -> excess.merge(one.series().currency(), one.excess(), BigDecimal::add));
        return Optional.of(new Waits(
                open.size(),
                excess,
                null,
                open.stream()
                        .findFirst()
                        .map(one -> AnomalyText.owner(one, page))
                        .orElse(""),
                CauseLinks.open(scope.visibility().everything() ? page.theirs() : Set.of())));
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
