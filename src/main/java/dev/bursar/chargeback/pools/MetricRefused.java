package dev.bursar.chargeback.pools;

import module java.base;

/** A month's numbers can't be as they were entered: nothing of them is stored. */
public final class MetricRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<MetricProblem> problems;

    MetricRefused(List<MetricProblem> problems) {
        super(problems.toString());
        this.problems = List.copyOf(problems);
    }

    public List<MetricProblem> problems() {
        return problems;
    }
}
