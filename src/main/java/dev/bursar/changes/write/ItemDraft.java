package dev.bursar.changes.write;

import dev.bursar.kernel.TeamId;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * What is proposed for one part of one thing in AWS.
 *
 * @param subject what is changed: an ARN, or a tag key
 * @param part of it: a tag's key; "" where there is but one
 * @param before as Bursar last read it; null where it isn't there
 * @param wanted null to remove it
 * @param caution what makes it return to what it was; null where nothing is known to
 * @param currency null where no cost is known
 * @param cost EffectiveCost of the latest 30 days
 * @param source the number of what it is for, among those of its kind, such as the violation that it fixes; null where none
 */
public record ItemDraft(
        String account,
        String region,
        String subject,
        String type,
        String name,
        TeamId team,
        String part,
        @Nullable String before,
        @Nullable String wanted,
        @Nullable String caution,
        @Nullable String currency,
        @Nullable BigDecimal cost,
        @Nullable Long source) {
    /** One part of one thing, of which one change at a time may be open. */
    public record Part(String subject, String part) {}

    Part what() {
        return new Part(subject, part);
    }
}
