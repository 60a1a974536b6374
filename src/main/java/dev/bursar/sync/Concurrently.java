package dev.bursar.sync;

import module java.base;

/**
 * Does the same work for several things at a time within a job's run. What comes of each is handed over on the job's own thread, which
 * alone may report progress.
 */
public final class Concurrently {
    private Concurrently() {}

    /**
     * Returns when all work has ended. The first exception ends it early: nothing else begins, what is under way ends by itself
     * (interrupted, it would tear its database connection), and the exception is thrown.
     *
     * @param most things at a time
     * @param done told of each result, in the order in which work ends
     */
    public static <T, R> void each(int most, List<T> things, Function<T, R> work, Consumer<R> done) {
        var over = new AtomicBoolean();
        try (var threads = Executors.newFixedThreadPool(
                most, Thread.ofVirtual().name("concurrently-", 0).factory())) {
            var results = new ExecutorCompletionService<R>(threads);
            things.forEach(thing -> results.submit(() -> {
                if (over.get()) {
                    throw new IllegalStateException("Other work has failed");
                }
                return work.apply(thing);
            }));
            try {
                for (int i = 0; i < things.size(); i++) {
                    done.accept(results.take().get());
                }
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while others work", e);
            } finally {
                over.set(true);
            }
        }
    }

    /**
     * What came of a run's slice.
     *
     * @param rows changed
     * @param problems why it failed, wholly or in part; none where it is fine
     */
    public record Done(long rows, List<SourceProblem> problems) {
        public static final Done NONE = new Done(0, List.of());

        public Done {
            problems = List.copyOf(problems);
        }

        public static Done of(long rows, Optional<SourceProblem> problem) {
            return new Done(rows, problem.stream().toList());
        }
    }

    /**
     * Does a run's slices and reports each as it ends; one that fails is counted, and the others go on.
     *
     * @param doing what the run does, once this slice has ended
     * @return how many have failed
     */
    public static <T> int slices(Run run, int most, List<T> slices, Function<T, String> doing, Function<T, Done> work) {
        record Ended<T>(T slice, Done done) {}
        each(most, slices, slice -> new Ended<>(slice, work.apply(slice)), ended -> {
            List<SourceProblem> problems = ended.done().problems();
            problems.forEach(run::problem);
            Progress now = run.progress();
            int failed = now.slicesFailed() + (problems.isEmpty() ? 0 : 1);
            run.report(now.doing(doing.apply(ended.slice()))
                    .slices(now.slicesDone() + now.slicesFailed() + 1 - failed, failed, slices.size())
                    .rows(now.rowsChanged() + ended.done().rows()));
        });
        return run.progress().slicesFailed();
    }
}
