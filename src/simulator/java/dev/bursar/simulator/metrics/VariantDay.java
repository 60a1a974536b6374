package dev.bursar.simulator.metrics;

import dev.bursar.simulator.ml.Endpoint;
import dev.bursar.simulator.ml.InstanceType;
import dev.bursar.simulator.ml.InstanceTypes;
import dev.bursar.simulator.ml.Variant;
import dev.bursar.simulator.organisation.Run;
import java.time.LocalDate;
import java.util.List;

/** One day of a variant: how many of its instances ran in which five minutes, and what they had to do. */
final class VariantDay {

    private static final int SLOTS_A_DAY = Run.DAY / Series.SLOT_MINUTES;
    private static final double SLOTS_AN_HOUR = 12;
    private static final double MICROSECONDS = 1_000;

    private final Variant variant;
    private final LocalDate day;
    private final List<Run> runs;
    private final InstanceType type;
    private final long seed;

    VariantDay(Endpoint endpoint, Variant variant, LocalDate day) {
        this.variant = variant;
        this.day = day;
        this.runs = variant.running().on(day);
        this.type = InstanceTypes.named(variant.type());
        this.seed = endpoint.arn().hashCode() * 31L + variant.name().hashCode();
    }

    InstanceType type() {
        return type;
    }

    boolean runs() {
        return !runs.isEmpty();
    }

    /** The minutes of all instances. */
    int minutes(int minute) {
        var minutes = 0;
        for (var run : runs) {
            minutes += run.minutes(minute, minute + Series.SLOT_MINUTES);
        }
        return minutes;
    }

    /** The share of the highest load. */
    double level(int minute) {
        return variant.load().rhythm().at(day, minute, chance(minute, 1));
    }

    double chance(int minute, int what) {
        return Chance.of(seed + what, slot(minute));
    }

    long hour(int minute) {
        return day.toEpochDay() * 24 + minute / 60;
    }

    long slot(int minute) {
        return day.toEpochDay() * SLOTS_A_DAY + minute / Series.SLOT_MINUTES;
    }

    /** Requests, in whole numbers. */
    long requests(int minute) {
        if (minutes(minute) == 0) {
            return 0;
        }
        var requests = variant.load().requests() / SLOTS_AN_HOUR * level(minute);
        return (long) Math.floor(requests + chance(minute, 2));
    }

    long errors(int minute) {
        return (long) Math.floor(requests(minute) * variant.load().errors() + chance(minute, 3) * 0.9);
    }

    /** Microseconds of the model, more of them the more is asked. */
    double latency(int minute) {
        var level = level(minute);
        return variant.load().latency() * MICROSECONDS * (1 + 1.5 * level * level);
    }

    /** A share of what an instance has, of something that is used the more the more is asked. */
    double used(double most, int minute) {
        return most * Math.max(0.02, level(minute));
    }
}
