package dev.bursar.tagging.keys;

import dev.bursar.changes.write.ItemDraft;
import dev.bursar.kernel.TeamId;
import module java.base;
import org.jspecify.annotations.Nullable;

/** What changes of tag keys are made of: the status of a key, or a backfill. */
final class TagKeyItems {
    /** The part of an item that is a key's status. */
    static final String STATUS = "status";

    /** The part of an item that is a backfill, and its subject. */
    static final String BACKFILL = "backfill";

    static final String ACTIVE = "Active";
    static final String INACTIVE = "Inactive";

    private static final String KEY_TYPE = "ce:cost-allocation-tag";
    private static final String BACKFILL_TYPE = "ce:cost-allocation-tag-backfill";
    private static final String EVERYWHERE = "global";

    private TagKeyItems() {}

    static String status(boolean active) {
        return active ? ACTIVE : INACTIVE;
    }

    static ItemDraft activation(String payer, String key, KeyUse use) {
        // of several currencies no sum can be said
        Map.@Nullable Entry<String, java.math.BigDecimal> cost =
                use.costs().size() == 1 ? use.costs().entrySet().iterator().next() : null;
        return new ItemDraft(
                payer,
                EVERYWHERE,
                key,
                KEY_TYPE,
                key,
                TeamId.UNALLOCATED,
                STATUS,
                INACTIVE,
                ACTIVE,
                null,
                cost == null ? null : cost.getKey(),
                cost == null ? null : cost.getValue(),
                null);
    }

    static ItemDraft backfill(String payer, YearMonth from) {
        return new ItemDraft(
                payer,
                EVERYWHERE,
                BACKFILL,
                BACKFILL_TYPE,
                "Backfill",
                TeamId.UNALLOCATED,
                BACKFILL,
                null,
                from.toString(),
                null,
                null,
                null,
                null);
    }
}
