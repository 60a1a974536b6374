package dev.bursar.simulator.ml;

/**
 * What a variant has to do when it is busiest; shares are of what its instances have.
 *
 * @param requests an hour, of all its instances
 * @param errors share of requests that end with 5XX
 * @param latency milliseconds of the model when little is asked
 */
public record Load(
        double cpu,
        double memory,
        double gpu,
        double gpuMemory,
        double requests,
        double errors,
        double latency,
        Rhythm rhythm) {
    private static final double IDLE_CPU = 0.2;

    /** Nothing is ever asked. */
    public static final Load NOTHING = new Load(IDLE_CPU, 0.12, 0, 0.18, 0, 0, 40, Rhythm.NEVER);

    /** The same shares in every minute. */
    public static Load steady(double cpu, double memory, double requests) {
        return new Load(cpu, memory, 0, 0, requests, 0, 40, Rhythm.STEADY);
    }

    public static Load daily(double cpu, double memory, double requests) {
        return new Load(cpu, memory, 0, 0, requests, 0.002, 40, Rhythm.DAILY);
    }

    public Load with(Rhythm other) {
        return new Load(cpu, memory, gpu, gpuMemory, requests, errors, latency, other);
    }

    public Load failing(double share) {
        return new Load(cpu, memory, gpu, gpuMemory, requests, share, latency, rhythm);
    }

    public Load lasting(double milliseconds) {
        return new Load(cpu, memory, gpu, gpuMemory, requests, errors, milliseconds, rhythm);
    }
}
