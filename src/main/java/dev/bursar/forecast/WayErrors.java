package dev.bursar.forecast;

import java.util.Arrays;

/** How far off several ways to forecast were, and what each weighs for that. */
final class WayErrors {
    /** An error in the same part of a month counts so many times more. */
    private static final double SAME_PART = 3;
    /** What is added to the latest errors, as a share of the usual one: a few days prove little. */
    private static final double DOUBT = 0.3;
    /** Ways that are often near count many times more than others: the weight is this power of the inverse error. */
    private static final double SHARPNESS = 6;

    private final double forgetting;
    private final double[] all = new double[UsageModel.WAYS];
    private final double[][] parts = new double[UsageModel.PARTS][UsageModel.WAYS];
    private final double[] counted = new double[UsageModel.PARTS];

    /** @param half errors so many days old count half */
    WayErrors(int half) {
        forgetting = Math.pow(0.5, 1.0 / half);
    }

    void forget() {
        for (int part = 0; part < UsageModel.PARTS; part++) {
            counted[part] *= forgetting;
            for (int i = 0; i < UsageModel.WAYS; i++) {
                parts[part][i] *= forgetting;
            }
        }
        for (int i = 0; i < UsageModel.WAYS; i++) {
            all[i] *= forgetting;
        }
    }

    void add(int part, double[] ways, double actual, double size, int ahead) {
        counted[part] += 1.0 / ahead;
        for (int i = 0; i < UsageModel.WAYS; i++) {
            double error = Math.min(3, Math.abs(ways[i] - actual) / size) / ahead;
            all[i] += error;
            parts[part][i] += error;
        }
    }

    /**
     * Where little is known all ways count alike; after a break those that see it count more.
     *
     * @param lately errors of a few days ahead, which tell soonest that the level is another
     */
    double[] weights(int part, boolean broken, WayErrors lately) {
        double times = Arrays.stream(counted).sum() + SAME_PART * counted[part];
        double usual = (Arrays.stream(all).sum()
                        + SAME_PART * Arrays.stream(parts[part]).sum())
                / UsageModel.WAYS;
        double prior = times == 0 ? 1 : Math.max(usual / times, 1e-6);
        double latest = Arrays.stream(lately.all).sum() / UsageModel.WAYS;
        double[] weights = new double[UsageModel.WAYS];
        double total = 0;
        for (int i = 0; i < UsageModel.WAYS; i++) {
            double assumed = prior * (!broken ? 1 : i == UsageModel.BROKEN ? 0.5 : i == 0 ? 0.7 : 1.5);
            double error = (all[i] + SAME_PART * parts[part][i] + assumed) / (times + 1);
            double both = latest <= 0 ? error : error * (lately.all[i] / latest + DOUBT);
            weights[i] = Math.pow(both, -SHARPNESS);
            total += weights[i];
        }
        for (int i = 0; i < UsageModel.WAYS; i++) {
            weights[i] /= total;
        }
        return weights;
    }
}
