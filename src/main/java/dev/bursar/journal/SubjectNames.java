package dev.bursar.journal;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Says in words what entries are about. Each feature makes a bean of it for the subjects that it writes. */
public interface SubjectNames {
    /** What stands before the colon of its subjects: {@code person} of {@code person:7}. */
    String kind();

    /** Names by what stands after the colon: {@code Demo lead} by {@code 7}; what is unknown is left out. */
    Map<String, String> names(Set<String> ids);

    /** Address of the thing's page for the person who asks now, relative to the portal; empty where there is none. */
    default Optional<String> address(String id) {
        return Optional.empty();
    }
}
