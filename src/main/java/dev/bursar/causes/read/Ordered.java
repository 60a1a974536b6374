package dev.bursar.causes.read;

import module java.base;

/** Sorts very many only as far as they are asked for: the first thousand of a million. */
final class Ordered {
    private Ordered() {}

    static <T> Stream<T> of(Collection<T> all, Comparator<? super T> order) {
        var left = new PriorityQueue<T>(Math.max(1, all.size()), order);
        left.addAll(all);
        return Stream.generate(left::remove).limit(all.size());
    }
}
