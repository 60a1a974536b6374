package dev.bursar.journal;

import module java.base;

/**
 * Says in words what entries are about. Each feature makes a bean of it for the subjects that it writes.
 *
 * @param kind what stands before the colon of its subjects: {@code person} of {@code person:7}
 * @param names names by what stands after the colon: {@code Demo lead} by {@code 7}; what is unknown is left out
 * @param address address of the thing's page for the person who asks now, relative to the portal; empty where there is none
 */
public record SubjectNames(
        String kind, Function<Set<String>, Map<String, String>> names, Function<String, Optional<String>> address) {
    /** Named all at once. */
    public static SubjectNames of(
            String kind, Function<Set<String>, Map<String, String>> names, Function<String, Optional<String>> address) {
        return new SubjectNames(kind, names, address);
    }

    /** Named one by one. */
    public static SubjectNames each(
            String kind, Function<String, Optional<String>> name, Function<String, Optional<String>> address) {
        return new SubjectNames(
                kind,
                ids -> {
                    var names = new HashMap<String, String>();
                    ids.forEach(id -> name.apply(id).ifPresent(found -> names.put(id, found)));
                    return names;
                },
                address);
    }

    public Map<String, String> names(Set<String> ids) {
        return names.apply(ids);
    }

    public Optional<String> address(String id) {
        return address.apply(id);
    }
}
