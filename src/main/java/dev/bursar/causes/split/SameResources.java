package dev.bursar.causes.split;

import module java.base;

/** Gives a resource one name that charge files name by its id in one delivery and by its ARN in another. */
public final class SameResources {
    private SameResources() {}

    private record Named(String account, String id) {}

    /** The id or name at an ARN's end; other names stay as they are. */
    public static String id(String resource) {
        return isArn(resource)
                ? resource.substring(Math.max(resource.lastIndexOf('/'), resource.lastIndexOf(':')) + 1)
                : resource;
    }

    /** The same lines; an id that ends one ARN of its account alone becomes that ARN. */
    public static List<Line> of(List<Line> lines) {
        Set<Named> ids = new HashSet<>();
        for (Line line : lines) {
            if (!line.resource().isEmpty() && !isArn(line.resource())) {
                ids.add(new Named(line.account(), line.resource()));
            }
        }
        if (ids.isEmpty()) {
            return lines;
        }
        Map<Named, Set<String>> arns = new HashMap<>();
        for (Line line : lines) {
            var named = new Named(line.account(), id(line.resource()));
            if (isArn(line.resource()) && ids.contains(named)) {
                arns.computeIfAbsent(named, any -> new HashSet<>()).add(line.resource());
            }
        }
        return lines.stream()
                .map(line -> {
                    Set<String> known = arns.getOrDefault(new Named(line.account(), line.resource()), Set.of());
                    return known.size() == 1 ? line.of(known.iterator().next()) : line;
                })
                .toList();
    }

    private static boolean isArn(String resource) {
        return resource.startsWith("arn:");
    }
}
