package dev.bursar.sync;

import module java.base;
import org.springframework.stereotype.Component;

/** All jobs, each behind those that it comes {@link SyncJob#after after}. */
@Component
public class SyncJobs {
    private final List<SyncJob> inOrder;

    public SyncJobs(Collection<SyncJob> jobs) {
        inOrder = inOrder(jobs);
    }

    public List<SyncJob> all() {
        return inOrder;
    }

    public Optional<SyncJob> named(String name) {
        return inOrder.stream().filter(job -> job.name().equals(name)).findFirst();
    }

    /**
     * Of jobs that may run, the first by name comes first; names of jobs that are not there don't count.
     *
     * @throws IllegalStateException when jobs come after one another, with their names
     */
    static List<SyncJob> inOrder(Collection<SyncJob> jobs) {
        var left = new TreeMap<String, SyncJob>();
        jobs.forEach(job -> left.put(job.name(), job));
        var inOrder = new ArrayList<SyncJob>();
        while (!left.isEmpty()) {
            SyncJob next = left.values().stream()
                    .filter(job -> job.after().stream().noneMatch(left::containsKey))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("Jobs come after one another: " + circle(left)));
            inOrder.add(next);
            left.remove(next.name());
        }
        return List.copyOf(inOrder);
    }

    /** {@code a, b, a}: each comes after the next one. */
    private static String circle(TreeMap<String, SyncJob> jobs) {
        Set<String> way = new LinkedHashSet<>();
        String at = jobs.firstKey();
        while (way.add(at)) {
            at = Objects.requireNonNull(jobs.get(at)).after().stream()
                    .filter(jobs::containsKey)
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
        }
        String first = at;
        return String.join(
                        ", ",
                        way.stream().dropWhile(name -> !name.equals(first)).toList()) + ", " + first;
    }
}
