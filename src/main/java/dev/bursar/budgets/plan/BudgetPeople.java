package dev.bursar.budgets.plan;

import dev.bursar.access.Directory;
import dev.bursar.access.KnownPerson;
import dev.bursar.access.PersonState;
import dev.bursar.kernel.PersonId;
import module java.base;
import org.springframework.stereotype.Component;

/** Who can be told about a budget. */
@Component
public class BudgetPeople {
    private final Directory directory;

    BudgetPeople(Directory directory) {
        this.directory = directory;
    }

    /** People who may come in, by name. */
    public Map<PersonId, String> names() {
        return directory.people().stream()
                .filter(person -> person.state() != PersonState.DISABLED)
                .collect(ordered(KnownPerson::id, KnownPerson::displayName));
    }

    /** A map in the order of its source. */
    public static <T, K, V> Collector<T, ?, Map<K, V>> ordered(Function<T, K> key, Function<T, V> value) {
        return Collectors.toMap(key, value, (one, other) -> one, LinkedHashMap::new);
    }
}
