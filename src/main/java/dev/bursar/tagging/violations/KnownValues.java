package dev.bursar.tagging.violations;

import dev.bursar.inventory.Arn;
import dev.bursar.inventory.Resource;
import dev.bursar.ownership.OwnershipRule;
import module java.base;

/** Values that a policy or the teams name, as they are looked for in resources' names; made once for many resources. */
final class KnownValues {
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final int SHORTEST_IN_NAME = 3;

    private final Map<String, String> inNames = new LinkedHashMap<>();
    private final Set<String> values;

    KnownValues(Collection<String> values) {
        this.values = Set.copyOf(values);
        values.stream()
                .filter(value -> value.strip().length() >= SHORTEST_IN_NAME)
                .forEach(value -> inNames.put(value, words(OwnershipRule.folded(value))));
    }

    Set<String> values() {
        return values;
    }

    private static String words(String text) {
        return "-" + String.join("-", List.of(BETWEEN.split(text))) + "-";
    }

    /** The longest one that stands by itself in the resource's name. */
    Optional<String> named(Resource resource) {
        return allNamed(resource).stream()
                .max(Comparator.comparingInt(String::length).thenComparing(Comparator.reverseOrder()));
    }

    /** All that stand by themselves in the resource's name, but those that are a part of a longer one there. */
    List<String> allNamed(Resource resource) {
        String name = words(((resource.type().equals(Arn.OTHER) ? resource.arn() : resource.name()) + " "
                        + resource.tags().getOrDefault("Name", ""))
                .toLowerCase(Locale.ROOT));
        List<Map.Entry<String, String>> found = inNames.entrySet().stream()
                .filter(value -> name.contains(value.getValue()))
                .toList();
        return found.stream()
                .filter(one -> found.stream()
                        .map(Map.Entry::getValue)
                        .noneMatch(other -> other.length() > one.getValue().length() && other.contains(one.getValue())))
                .map(Map.Entry::getKey)
                .toList();
    }
}
