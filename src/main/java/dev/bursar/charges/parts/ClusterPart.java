package dev.bursar.charges.parts;

import dev.bursar.charges.ChoiceText;
import module java.base;

/**
 * What a part of a node's charge is of.
 *
 * @param cluster {@code account/Region/name}: one name in two accounts or Regions are two clusters
 * @param namespace "" of ECS, and of hours without pods
 * @param workload deployment, job family or service; "" of hours without pods
 */
public record ClusterPart(String cluster, String namespace, String workload, Use use) {
    /** The number of the tags that say whose a charge {@code c} is, in SQL: its own, or its node's. */
    public static final String DECIDING_TAGS = "case when c.by_node then c.node_tags_id else c.tags_id end";

    /** Stands for a namespace's smaller workloads where it has very many. */
    public static final String OTHERS = "others";

    private static final Pattern ARN = Pattern.compile("arn:[^:/]+:e[ck]s:([^:/]*):([0-9]{12}):cluster/([^/]+)");
    private static final Pattern CLUSTER = Pattern.compile("(?:[0-9]{12}/[a-z0-9-]*/)?[^/\u001f]{1,255}");

    private static final String IDLE = " (idle)";
    private static final Pattern PLACE = Pattern.compile("[0-9]{12}/[a-z0-9-]*/([^/]+)/([^/]*)/(.*?)(?: \\(idle\\))?");

    private static final String SEPARATOR = "\u001f";
    private static final int TEXTS = 4;

    /** What the workload did with it. */
    public enum Use {
        USED,
        /** Its share of what nobody used while it ran. */
        IDLE,
        /** Hours in which nothing ran on the node. */
        NO_PODS
    }

    /**
     * What a person means by a cluster: an ARN or {@code account/Region/name} is one, a name alone is that of any account and Region. Empty
     * where it is no cluster.
     */
    public static Optional<String> clusterMeant(String typed) {
        String text = typed.strip();
        Matcher arn = ARN.matcher(text);
        if (arn.matches()) {
            return Optional.of(arn.group(2) + "/" + arn.group(1) + "/" + arn.group(3));
        }
        return CLUSTER.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }

    /**
     * Where it ran, in one text that people can read: {@code account/Region/cluster/namespace/workload}, with a mark where it is idle, and
     * {@code account/Region/cluster//} of hours without pods.
     */
    public String place() {
        return switch (use) {
            case USED -> path();
            case IDLE -> path() + IDLE;
            case NO_PODS -> cluster + "//";
        };
    }

    private String path() {
        return String.join("/", cluster, namespace, workload);
    }

    /** The {@link #place} of a part's {@link #text}; other texts stay as they are. */
    public static String placeOf(String text) {
        return text.contains(SEPARATOR) ? of(text).place() : text;
    }

    /** What people call a {@link #place}: {@code vision/train on ml}; empty where the text is none. */
    public static Optional<String> placeName(String place) {
        Matcher found = PLACE.matcher(place);
        if (!found.matches()) {
            return Optional.empty();
        }
        String path = Stream.of(found.group(2), found.group(3))
                .filter(Predicate.not(String::isEmpty))
                .collect(Collectors.joining("/"));
        return Optional.of((path.isEmpty() ? ChoiceText.NO_PODS : path) + " on " + found.group(1)
                + (place.endsWith(IDLE) ? ", idle" : ""));
    }

    /** As charges refer to it. */
    public String text() {
        return String.join(SEPARATOR, cluster, namespace, workload, use.name());
    }

    /** @throws IllegalArgumentException if it is the text of no part */
    public static ClusterPart of(String text) {
        String[] texts = text.split(SEPARATOR, -1);
        if (texts.length != TEXTS) {
            throw new IllegalArgumentException("Not a part");
        }
        return new ClusterPart(texts[0], texts[1], texts[2], Use.valueOf(texts[3]));
    }
}
