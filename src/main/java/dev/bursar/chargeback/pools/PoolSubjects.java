package dev.bursar.chargeback.pools;

import dev.bursar.chargeback.split.PoolStore;
import dev.bursar.chargeback.split.PoolTerms;
import dev.bursar.journal.SubjectNames;
import module java.base;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** Says in the journal which pool is meant, by its newest name: who may read the journal may see all of them. */
@Component
public final class PoolSubjects {
    public static String subject(int pool) {
        return "pool:" + pool;
    }

    @Bean
    static SubjectNames poolNames(PoolStore store) {
        return SubjectNames.of(
                "pool",
                ids -> {
                    Map<String, String> names = new HashMap<>();
                    for (PoolTerms terms : store.all()) {
                        String id = String.valueOf(terms.pool().id());
                        if (ids.contains(id)) {
                            names.put(id, "Shared pool " + terms.pool().name());
                        }
                    }
                    return names;
                },
                id -> Optional.empty());
    }
}
