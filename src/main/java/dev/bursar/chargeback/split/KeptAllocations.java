package dev.bursar.chargeback.split;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Allocations that statements were issued from: pools, weights and lines as they were, whatever has changed since. */
@Component
class KeptAllocations {
    private static final int REMEMBERED = 12;

    private final JdbcClient jdbc;
    private final Cache<Long, List<Allocation>> remembered =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    KeptAllocations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those of the last issue from a cut; empty where none was. */
    Optional<List<Allocation>> of(long cut) {
        return jdbc.sql("select id from chargeback_issue where cut_id = :cut order by number desc limit 1")
                .param("cut", cut)
                .query(Long.class)
                .optional()
                .map(issue -> remembered.get(issue, this::read));
    }

    private List<Allocation> read(long issue) {
        String json = jdbc.sql("select allocation from chargeback_issue where id = :id")
                .param("id", issue)
                .query(String.class)
                .single();
        return List.of(KeptJson.MAPPER.readValue(json, Allocation[].class));
    }
}
