package dev.bursar.changes.write;

import dev.bursar.kernel.TeamId;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * One part of one thing that a change writes.
 *
 * @param number within its change, from 1
 * @param subject an ARN, or a tag key
 * @param team whose it was when it was proposed
 * @param part a tag's key; "" where the subject has but one
 * @param before what AWS showed when the change was shown, until then what Bursar had read; null where it wasn't there
 * @param wanted null to remove it
 * @param found what AWS showed last; null where it wasn't there, or wasn't read
 * @param why of what was skipped or failed
 * @param code AWS's error; null where it gave none
 * @param caution what makes it return to what it was
 * @param sentAt when the latest request left
 * @param readAt when it was read last
 * @param cost EffectiveCost of the resource's 30 days before it was proposed
 */
public record ChangeItem(
        long change,
        int number,
        String account,
        String region,
        String subject,
        String type,
        String name,
        TeamId team,
        String part,
        @Nullable String before,
        @Nullable String wanted,
        @Nullable String found,
        ItemState state,
        @Nullable ItemWhy why,
        @Nullable String code,
        @Nullable String message,
        @Nullable String caution,
        @Nullable Instant sentAt,
        @Nullable Instant readAt,
        @Nullable String currency,
        @Nullable BigDecimal cost,
        @Nullable Long source) {
    private static final Pattern ADDRESS = Pattern.compile("(\"Address\":)\"[^\"]*\"");

    /** Without the addresses of people, which only admins see. */
    static @Nullable String withoutAddresses(@Nullable String json) {
        return json == null ? null : ADDRESS.matcher(json).replaceAll("$1\"hidden\"");
    }

    ChangeItem withoutAddresses() {
        return new ChangeItem(
                change,
                number,
                account,
                region,
                subject,
                type,
                name,
                team,
                part,
                withoutAddresses(before),
                withoutAddresses(wanted),
                withoutAddresses(found),
                state,
                why,
                code,
                message,
                caution,
                sentAt,
                readAt,
                currency,
                cost,
                source);
    }
}
