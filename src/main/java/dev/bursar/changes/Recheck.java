package dev.bursar.changes;

import module java.base;

/**
 * What becomes of changes when it was found anew which are wanted: one that is open goes on with what was found, one that is approved
 * stays as it was decided on, one that was dismissed isn't proposed before its day, and what was not found is withdrawn.
 *
 * @param proposed anew
 * @param found of open ones, each with the change that was found
 * @param withdrawn open ones that were not found
 */
public record Recheck<K, C>(List<C> proposed, List<Found<K, C>> found, List<K> withdrawn) {
    /** An open change, and what was found of the same thing. */
    public record Found<K, C>(K known, C change) {}

    public Recheck {
        proposed = List.copyOf(proposed);
        found = List.copyOf(found);
        withdrawn = List.copyOf(withdrawn);
    }

    /**
     * @param known those that are not withdrawn
     * @param same whether a change is of the same thing; of one thing there is one open or approved change at most
     */
    public static <K, C> Recheck<K, C> of(
            Collection<K> known,
            Function<K, Standing> standing,
            Collection<C> changes,
            BiPredicate<K, C> same,
            LocalDate today) {
        List<C> proposed = new ArrayList<>();
        List<Found<K, C>> found = new ArrayList<>();
        Set<Long> kept = new HashSet<>();
        for (C change : changes) {
            List<K> standingOnes = known.stream()
                    .filter(one -> same.test(one, change))
                    .filter(one -> standing.apply(one).stands(today))
                    .toList();
            Optional<K> open = standingOnes.stream()
                    .filter(one -> standing.apply(one).state() == ChangeState.OPEN)
                    .findFirst();
            open.ifPresent(one -> {
                kept.add(standing.apply(one).id());
                found.add(new Found<>(one, change));
            });
            if (standingOnes.isEmpty()) {
                proposed.add(change);
            }
        }
        return new Recheck<>(
                proposed,
                found,
                known.stream()
                        .filter(one -> standing.apply(one).state() == ChangeState.OPEN
                                && !kept.contains(standing.apply(one).id()))
                        .toList());
    }
}
