package dev.bursar.chargeback.pools;

import dev.bursar.chargeback.split.PoolStore;
import dev.bursar.chargeback.split.PoolTerms;
import dev.bursar.journal.SubjectNames;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Says in the journal which pool is meant, by its newest name: who may read the journal may see all of them. */
@Component
public final class PoolSubjects implements SubjectNames {
    private static final String KIND = "pool";

    private final PoolStore store;

    PoolSubjects(PoolStore store) {
        this.store = store;
    }

    public static String subject(int pool) {
        return KIND + ":" + pool;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Map<String, String> names(Set<String> ids) {
        Map<String, String> names = new HashMap<>();
        for (PoolTerms terms : store.all()) {
            String id = String.valueOf(terms.pool().id());
            if (ids.contains(id)) {
                names.put(id, "Shared pool " + terms.pool().name());
            }
        }
        return names;
    }
}
