package dev.bursar.tagging.keys;

import dev.bursar.setup.spi.AwsConnection.TagKey;
import dev.bursar.tagging.keys.BackfillPlan.Effect;
import dev.bursar.tagging.keys.BackfillRefused.Why;
import dev.bursar.tagging.spi.Backfill;
import module java.base;

/** What AWS allows of backfills, and what one does to a key. */
final class BackfillRules {
    static final int MOST_MONTHS = 12;
    static final Duration BETWEEN = Duration.ofHours(24);

    private BackfillRules() {}

    /** Why none can be asked for. */
    static Optional<Why> refused(YearMonth from, List<Backfill> known, Instant now) {
        YearMonth month = YearMonth.from(now.atOffset(ZoneOffset.UTC));
        if (from.isAfter(month) || from.isBefore(month.minusMonths(MOST_MONTHS))) {
            return Optional.of(Why.MONTH);
        }
        if (known.stream().anyMatch(one -> one.status() == Backfill.Status.PROCESSING)) {
            return Optional.of(Why.RUNNING);
        }
        return possible(known).filter(now::isBefore).map(at -> Why.TOO_SOON);
    }

    /** From when on another one may be asked for; empty where none was. */
    static Optional<Instant> possible(List<Backfill> known) {
        return known.stream()
                .map(Backfill::requested)
                .max(Comparator.naturalOrder())
                .map(at -> at.plus(BETWEEN));
    }

    /** The months to begin with, the latest first. */
    static List<YearMonth> months(Instant now) {
        YearMonth month = YearMonth.from(now.atOffset(ZoneOffset.UTC));
        return Stream.iterate(month, one -> one.minusMonths(1))
                .limit(MOST_MONTHS + 1L)
                .toList();
    }

    /** AWS says when a status was changed last, not what it was before. */
    static Effect effect(TagKey key, YearMonth from) {
        LocalDate changed = key.lastUpdated();
        boolean since = changed == null || !changed.isBefore(from.atDay(1));
        if (key.active()) {
            return changed != null && since ? Effect.GAINS : Effect.KEEPS;
        }
        return since ? Effect.LOSES : Effect.ABSENT;
    }
}
