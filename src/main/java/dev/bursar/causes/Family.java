package dev.bursar.causes;

/**
 * What recurs under a new name each time: the runs of one definition, in one account and Region, of one team.
 *
 * @param name of the pipeline, job definition or group; else what the names of its runs have in common
 * @param region "" where it isn't known
 * @param before how many of them have costs in the period of comparison
 * @param now how many have costs now
 */
public record Family(Kind kind, String name, String region, int before, int now) {
    /** What recurs. */
    public enum Kind {
        /** Jobs and builds: they run once and end by themselves. */
        RUN,
        TASK,
        /** Instances that a group starts and ends. */
        INSTANCE,
        SNAPSHOT
    }
}
