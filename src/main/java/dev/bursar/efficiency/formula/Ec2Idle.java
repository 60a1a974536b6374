package dev.bursar.efficiency.formula;

import module java.base;

/**
 * Whether an EC2 instance is idle by the rule that AWS Compute Optimizer publishes: for 14 days CPU below 5 % at its peak and less than
 * 5 MB over the network a day; types of the families G and P also have an accelerator that is inactive for 99 % of the time and whose
 * memory stays below 5 %.
 */
public sealed interface Ec2Idle permits Ec2Idle.Idle, Ec2Idle.InUse, NotKnown {
    int DAYS = 14;
    double CPU_PERCENT = 5;
    double NETWORK_BYTES_A_DAY = 5_000_000;
    double GPU_INACTIVE = 0.99;
    double GPU_MEMORY_PERCENT = 5;

    /** Of what nothing is known, where CPU and network are idle. */
    String ACCELERATOR = "of the accelerator";

    record Idle() implements Ec2Idle {}

    record InUse(Use by) implements Ec2Idle {}

    /** What speaks against it. */
    enum Use {
        CPU,
        NETWORK,
        ACCELERATOR_MEMORY,
        ACCELERATOR
    }

    /**
     * Judges an instance.
     *
     * @param points of the last 14 days, utilisation in percent of the instance: 0 to 100
     * @param type as AWS writes it, such as {@code g5.xlarge}
     */
    static Ec2Idle of(List<HourPoint> points, String type) {
        double cpu = 0;
        var network = new TreeMap<LocalDate, Double>();
        for (HourPoint point : points) {
            if (point.cpuMaximum() == null || point.networkBytes() == null) {
                continue;
            }
            if (!Utilisation.plausible(point.cpuMaximum(), 100) || !(point.networkBytes() >= 0)) {
                return new NotKnown(Reason.ABOVE_CAPACITY);
            }
            cpu = Math.max(cpu, point.cpuMaximum());
            network.merge(point.day(), point.networkBytes(), Double::sum);
        }
        if (cpu >= CPU_PERCENT) {
            return new InUse(Use.CPU);
        }
        if (network.values().stream().anyMatch(bytes -> bytes >= NETWORK_BYTES_A_DAY)) {
            return new InUse(Use.NETWORK);
        }
        if (network.size() < DAYS) {
            return network.isEmpty()
                    ? new NotKnown(Reason.NO_METRICS)
                    : new NotKnown(Reason.FEWER_THAN_14_DAYS, network.size() + " days are measured");
        }
        return hasAcceleratorRule(type) ? accelerator(points) : new Idle();
    }

    /** Whether the rule asks for the accelerator too: of the families G and P, not of Inferentia and Trainium. */
    static boolean hasAcceleratorRule(String type) {
        return type.matches("(?:g|p)\\d.*");
    }

    private static Ec2Idle accelerator(List<HourPoint> points) {
        int measured = 0;
        int inactive = 0;
        double memory = 0;
        var days = new TreeMap<LocalDate, Boolean>();
        for (HourPoint point : points) {
            if (point.gpuMaximum() == null || point.gpuMemoryMaximum() == null) {
                continue;
            }
            if (!Utilisation.plausible(point.gpuMaximum(), 100)
                    || !Utilisation.plausible(point.gpuMemoryMaximum(), 100)) {
                return new NotKnown(Reason.ABOVE_CAPACITY);
            }
            measured++;
            inactive += point.gpuMaximum() == 0 ? 1 : 0;
            memory = Math.max(memory, point.gpuMemoryMaximum());
            days.put(point.day(), true);
        }
        if (memory >= GPU_MEMORY_PERCENT) {
            return new InUse(Use.ACCELERATOR_MEMORY);
        }
        if (measured > 0 && inactive < GPU_INACTIVE * measured) {
            return new InUse(Use.ACCELERATOR);
        }
        if (days.size() < DAYS) {
            return days.isEmpty()
                    ? new NotKnown(Reason.NO_METRICS, ACCELERATOR)
                    : new NotKnown(Reason.FEWER_THAN_14_DAYS, days.size() + " days of the accelerator are measured");
        }
        return new Idle();
    }
}
