package dev.bursar.tagging.keys;

import dev.bursar.setup.spi.AwsConnection.TagKey;
import dev.bursar.sync.Estimate;
import dev.bursar.tagging.spi.FixedMonths.Stage;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * What a backfill would do.
 *
 * @param months to choose from, the latest first
 * @param from the first month that it would change
 * @param keys what becomes of each listed key's past; those without any change are left out
 * @param changed each month from then on, the latest first
 * @param reading paid requests to read costs again, at most; null where it isn't known
 * @param refused why it can't be asked for
 * @param possible from when on it can be asked for; null where nothing was asked for lately
 */
public record BackfillPlan(
        List<YearMonth> months,
        YearMonth from,
        List<KeyPast> keys,
        List<Month> changed,
        @Nullable Estimate reading,
        Optional<BackfillRefused.Why> refused,
        @Nullable Instant possible) {
    public BackfillPlan {
        months = List.copyOf(months);
        keys = List.copyOf(keys);
        changed = List.copyOf(changed);
    }

    /** What becomes of a key's past. */
    public enum Effect {
        /** Active, and not all the time: the months have it from the first day on. */
        GAINS,
        /** Active all the time. */
        KEEPS,
        /** Inactive, and AWS changed that lately or doesn't say when: what the months have of it goes. */
        LOSES,
        /** Inactive all the time. */
        ABSENT
    }

    public record KeyPast(TagKey key, boolean teams, Effect effect) {}

    /**
     * @param unowned EffectiveCost by currency that nobody owns and that may get an owner; empty where the key that names teams gains
     *     nothing in it
     * @param stage how far its statements are, which stay as they are; null where nobody has seen any
     */
    public record Month(
            YearMonth month,
            Map<String, BigDecimal> unowned,
            @Nullable Stage stage) {
        public Month {
            unowned = Map.copyOf(unowned);
        }
    }
}
