package dev.bursar.inventory;

import dev.bursar.kernel.TeamId;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * A resource as it was last read.
 *
 * @param type as Resource Explorer names it; {@link Arn#OTHER} for an ARN of an unknown form
 * @param tags all of them, those of AWS too; empty for none
 * @param tagsKnown whether its tags are read; false for types that take none, and for IAM users and roles
 * @param madeBy the AWS service that made it, null where people did
 * @param team its owner; {@link TeamId#UNALLOCATED} for nobody
 * @param byTagging whether the Resource Groups Tagging API showed it last time
 * @param byExplorer whether Resource Explorer showed it last time
 * @param costKnown whether an export covers its account; else nothing is known of its cost
 * @param hasCost whether it has charges on the latest 30 days of exports
 * @param goneAt when a whole answer lacked it first; null while it is there
 */
public record Resource(
        long id,
        String arn,
        String account,
        String region,
        String type,
        String name,
        Map<String, String> tags,
        boolean tagsKnown,
        @Nullable String madeBy,
        TeamId team,
        OwnerBy ownerBy,
        boolean byTagging,
        boolean byExplorer,
        boolean costKnown,
        boolean hasCost,
        Instant firstSeen,
        Instant lastSeen,
        @Nullable Instant goneAt) {
    /** What only the Tagging API still shows, and costs nothing: it goes on showing resources for a while after they are deleted. */
    public boolean mayBeGone() {
        return goneAt == null && byTagging && !byExplorer && costKnown && !hasCost;
    }

    /** How its owner is known. */
    public enum OwnerBy {
        /** Its charges are the team's. */
        COSTS,
        /** The ownership rules give its account and tags to the team. */
        RULES,
        NOBODY
    }
}
