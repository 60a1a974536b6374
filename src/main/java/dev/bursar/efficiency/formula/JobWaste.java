package dev.bursar.efficiency.formula;

import dev.bursar.efficiency.spi.MlJob;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * What jobs were billed for without keeping a result: those that failed or were stopped and wrote no checkpoint, and warm pools that
 * waited for the next job.
 *
 * @param lost jobs that failed or were stopped without a checkpoint
 * @param notTimed lost jobs of which AWS gives no billable time; their cost is not in the sum
 * @param notPriced jobs whose instance type has no price; their cost is not in the sums
 * @param lostInstanceHours of lost jobs
 * @param warmInstanceHours of warm pools, of all jobs
 * @param lostUsd at list price, with ten decimals, half up
 * @param warmUsd at list price, with ten decimals, half up
 */
public record JobWaste(
        int lost,
        int notTimed,
        int notPriced,
        double lostInstanceHours,
        double warmInstanceHours,
        BigDecimal lostUsd,
        BigDecimal warmUsd) {
    private static final BigDecimal SECONDS = new BigDecimal(3600);
    private static final int DECIMALS = 10;

    /**
     * Sums up jobs.
     *
     * @param usdPerHour list price of an instance type for the jobs; null where there is none
     */
    public static JobWaste of(Collection<MlJob> jobs, Function<String, @Nullable BigDecimal> usdPerHour) {
        int lost = 0;
        int notTimed = 0;
        int notPriced = 0;
        long lostSeconds = 0;
        long warmSeconds = 0;
        BigDecimal lostUsd = BigDecimal.ZERO;
        BigDecimal warmUsd = BigDecimal.ZERO;
        for (MlJob job : jobs) {
            long warm = (long) job.retainedBillableSeconds() * job.instances();
            long wasted = 0;
            if (isLost(job)) {
                lost++;
                notTimed += job.billableSeconds() == null ? 1 : 0;
                wasted = job.billableSeconds() == null ? 0 : (long) job.billableSeconds() * job.instances();
            }
            lostSeconds += wasted;
            warmSeconds += warm;
            BigDecimal price = job.instanceType() == null ? null : usdPerHour.apply(job.instanceType());
            if (price == null) {
                notPriced += wasted + warm > 0 ? 1 : 0;
            } else {
                lostUsd = lostUsd.add(usd(wasted, price));
                warmUsd = warmUsd.add(usd(warm, price));
            }
        }
        return new JobWaste(lost, notTimed, notPriced, lostSeconds / 3600.0, warmSeconds / 3600.0, lostUsd, warmUsd);
    }

    /** Whether a job ended without a result and left no checkpoint. */
    public static boolean isLost(MlJob job) {
        return isLost(job.status(), job.checkpoints());
    }

    public static boolean isLost(String status, boolean checkpoints) {
        return !checkpoints && (status.equals("Failed") || status.equals("Stopped"));
    }

    private static BigDecimal usd(long seconds, BigDecimal price) {
        return price.multiply(BigDecimal.valueOf(seconds)).divide(SECONDS, DECIMALS, RoundingMode.HALF_UP);
    }
}
