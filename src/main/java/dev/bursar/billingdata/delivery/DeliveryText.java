package dev.bursar.billingdata.delivery;

import dev.bursar.billingdata.engine.EngineName;
import dev.bursar.billingdata.engine.EngineProgress;
import dev.bursar.billingdata.read.ReadProgress;
import module java.base;
import org.jspecify.annotations.Nullable;

/** How far the reading of a delivery is, in words. */
final class DeliveryText {
    private static final Duration TOO_SHORT_TO_TELL = Duration.ofSeconds(10);

    private DeliveryText() {}

    /** {@code 2026-11: checking 1,000 of about 24,000 lines}, or {@code 2026-11: Athena has reduced 3 of 12 groups of files}. */
    static String words(String period, ReadProgress progress, @Nullable EngineProgress there) {
        if (there != null && there.done() < there.groups()) {
            return String.format(
                    Locale.ROOT,
                    "%s: %s has reduced %,d of %,d %s of files",
                    period,
                    there.engine().label(),
                    there.done(),
                    there.groups(),
                    there.groups() == 1 ? "group" : "groups");
        }
        String step = switch (progress.step()) {
            case CHECKING -> "checking";
            case REDUCING -> "adding up";
            case HANDING_OVER -> "storing";
        };
        return period + ": " + step
                + (progress.ofRows() == 0
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                " %,d of about %,d lines",
                                Math.min(progress.rows(), progress.ofRows()),
                                progress.ofRows()));
    }

    static String looking(String place) {
        return "Looking for deliveries in " + place;
    }

    static String readingManifest(String period) {
        return "Reading the manifest of " + period;
    }

    /** Where lines are reduced. */
    static String reducedIn(EngineName engine) {
        return "Lines are reduced in " + engine.label();
    }

    /**
     * {@code ", about 3 min left"}; "" while too little is done to tell.
     *
     * @param share what is done of all, 0 to 1
     */
    static String timeLeft(Duration passed, double share) {
        if (share <= 0 || passed.compareTo(TOO_SHORT_TO_TELL) < 0) {
            return "";
        }
        long minutes = Math.round(passed.toSeconds() * (1 - Math.min(1, share)) / share / 60);
        return minutes == 0 ? ", less than a minute left" : ", about " + minutes + " min left";
    }
}
