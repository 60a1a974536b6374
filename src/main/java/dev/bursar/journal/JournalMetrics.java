package dev.bursar.journal;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells monitoring how many entries wait for their seal: when that grows, nobody seals. */
@Component
class JournalMetrics {
    JournalMetrics(ObjectProvider<MeterRegistry> registry, JdbcClient jdbc) {
        registry.ifAvailable(meters -> Gauge.builder("bursar.journal.unsealed.entries", jdbc, JournalMetrics::unsealed)
                .description("Journal entries that wait for their seal, on all nodes together")
                .register(meters));
    }

    private static double unsealed(JdbcClient jdbc) {
        return jdbc.sql("select count(*) from journal_unsealed")
                .query(Long.class)
                .single();
    }
}
