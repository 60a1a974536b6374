package dev.bursar.charges.parts;

import module java.base;

/** Whose tags say which team a part of a node is of, by cluster and from a month on. A cluster without a choice is whole. */
public record ClusterChoices(List<Choice> choices) {
    public static final ClusterChoices NONE = new ClusterChoices(List.of());

    public ClusterChoices {
        choices = choices.stream()
                .sorted(Comparator.comparing(Choice::cluster).thenComparing(Choice::from))
                .toList();
    }

    /** Who pays for what nobody used while pods ran. */
    public enum Idle {
        /** The teams of the pods, in proportion, as AWS splits it. */
        PODS,
        /** Whoever the node's tags name. */
        OWNER
    }

    /**
     * @param cluster as {@link ClusterPart} has it
     * @param from the first day of a month
     * @param split whether the pods' tags decide; the node's if not
     */
    public record Choice(String cluster, LocalDate from, boolean split, Idle idle) {}

    /** Days from which a cluster is split otherwise than before. */
    public NavigableSet<LocalDate> changes() {
        return choices.stream().map(Choice::from).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The choices as they are stored with an export, a line each: {@code 111122223333/us-east-1/ml from 2026-10-01 split PODS}. */
    public String text() {
        return choices.stream()
                .map(choice -> choice.cluster() + " from " + choice.from() + (choice.split() ? " split " : " whole ")
                        + choice.idle().name())
                .collect(Collectors.joining("\n"));
    }

    /** The choice in force. */
    public Optional<Choice> on(String cluster, LocalDate day) {
        return choices.stream()
                .filter(choice ->
                        choice.cluster().equals(cluster) && !choice.from().isAfter(day))
                .reduce((before, after) -> after);
    }

    /** Whether the nodes' owner has ever paid for what the pods' teams left idle. */
    public boolean idleIsOwners(String cluster) {
        return choices.stream()
                .anyMatch(choice -> choice.cluster().equals(cluster) && choice.split() && choice.idle() == Idle.OWNER);
    }

    /** Whether the node's tags say whose the part is, and not its own. */
    public boolean byNode(ClusterPart part, LocalDate day) {
        if (choices.isEmpty()) {
            return true;
        }
        return on(part.cluster(), day)
                .map(choice -> !choice.split()
                        || part.use() == ClusterPart.Use.NO_PODS
                        || part.use() == ClusterPart.Use.IDLE && choice.idle() == Idle.OWNER)
                .orElse(true);
    }
}
