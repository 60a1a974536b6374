package dev.bursar.trail.event;

import module java.base;
import tools.jackson.databind.JsonNode;

/** Finds values in a record by a path such as {@code instancesSet.items.instanceId}: lists are entered, {@code *} is any member. */
final class Paths {
    private Paths() {}

    /** The texts at the path, each once. */
    static Set<String> values(JsonNode node, String path) {
        var found = new LinkedHashSet<String>();
        follow(node, List.of(path.split("\\.")), found);
        return found;
    }

    /** The texts under this name at any depth, each once. */
    static Set<String> named(JsonNode node, String name) {
        var found = new LinkedHashSet<String>();
        walk(node, name, found);
        return found;
    }

    /** A single value or a list of them; AWS wraps some as content. */
    static List<String> texts(JsonNode node) {
        var found = new ArrayList<String>();
        for (JsonNode value : node.isArray() ? node.values() : List.of(node)) {
            String text = Json.text(value.isObject() ? value.path("content") : value);
            if (!text.isEmpty()) {
                found.add(text);
            }
        }
        return found;
    }

    private static void follow(JsonNode node, List<String> path, Set<String> found) {
        if (node.isArray()) {
            node.values().forEach(value -> follow(value, path, found));
        } else if (path.isEmpty()) {
            found.addAll(texts(node));
        } else if (path.getFirst().equals("*")) {
            node.values().forEach(value -> follow(value, rest(path), found));
        } else {
            follow(Json.member(node, path.getFirst()), rest(path), found);
        }
    }

    private static List<String> rest(List<String> path) {
        return path.subList(1, path.size());
    }

    private static void walk(JsonNode node, String name, Set<String> found) {
        if (node.isArray()) {
            node.values().forEach(value -> walk(value, name, found));
        } else {
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                if (member.getKey().equalsIgnoreCase(name)) {
                    found.addAll(texts(member.getValue()));
                }
                walk(member.getValue(), name, found);
            }
        }
    }
}
