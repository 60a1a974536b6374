package dev.bursar.tagging.violations;

import dev.bursar.inventory.Resource;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Which values of one tag the resources of an account have: all together, and those that belong together by a tag of AWS. */
final class Neighbours {
    private static final String WHOLE = "";

    private final String key;
    private final Set<Long> ids = new HashSet<>();
    private final Map<String, Map<String, Counted>> byTag = new HashMap<>();

    private static final class Counted {
        private final Map<String, Long> values = new HashMap<>();
        private long all;
        private long tagged;
    }

    /**
     * The commonest value.
     *
     * @param tagged how many have any value
     * @param all how many there are
     */
    record Share(String value, long count, long tagged, long all) {
        double part() {
            return (double) count / tagged;
        }
    }

    /** @param together tags of AWS that resources that belong together share */
    Neighbours(String key, List<Resource> resources, Collection<String> together) {
        this.key = key;
        for (Resource resource : resources) {
            ids.add(resource.id());
            count(WHOLE, WHOLE, resource);
            for (String tag : together) {
                @Nullable String shared = resource.tags().get(tag);
                if (shared != null) {
                    count(tag, shared, resource);
                }
            }
        }
    }

    private void count(String tag, String shared, Resource resource) {
        Counted counted =
                byTag.computeIfAbsent(tag, any -> new HashMap<>()).computeIfAbsent(shared, any -> new Counted());
        counted.all++;
        String value = value(resource);
        if (!value.isBlank()) {
            counted.tagged++;
            counted.values.merge(value, 1L, Long::sum);
        }
    }

    private String value(Resource resource) {
        return resource.tags().getOrDefault(key, "");
    }

    /** Among all others of the account. */
    Optional<Share> share(Resource resource) {
        return share(WHOLE, WHOLE, resource);
    }

    /** Among the others that share this tag's value. */
    Optional<Share> share(String tag, String shared, Resource resource) {
        @Nullable Counted counted = byTag.getOrDefault(tag, Map.of()).get(shared);
        if (counted == null) {
            return Optional.empty();
        }
        long self = ids.contains(resource.id()) ? 1 : 0;
        String own = self == 1 ? value(resource) : "";
        long tagged = counted.tagged - (own.isBlank() ? 0 : 1);
        return counted.values.entrySet().stream()
                .map(one ->
                        Map.entry(one.getKey(), one.getValue() - (one.getKey().equals(own) ? 1 : 0)))
                .filter(one -> one.getValue() > 0)
                .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(one -> new Share(one.getKey(), one.getValue(), tagged, counted.all - self));
    }
}
