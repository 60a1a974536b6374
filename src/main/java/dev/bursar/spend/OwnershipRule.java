package dev.bursar.spend;

import dev.bursar.kernel.TeamId;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Says which team owns a charge. All conditions that are given must hold; null means any.
 *
 * @param position rules are tried in this order, the first match wins
 * @param tagValues the tag's value and its aliases; "" is untagged
 * @param anyCase whether tag values match whatever their case
 * @param from first day the rule holds
 * @param to day after the last, or null
 */
public record OwnershipRule(
        int id,
        int position,
        TeamId team,
        @Nullable List<String> tagValues,
        boolean anyCase,
        @Nullable List<String> accounts,
        @Nullable List<String> services,
        LocalDate from,
        @Nullable LocalDate to) {

    boolean matches(LocalDate day, String account, String service, String tagValue) {
        return !day.isBefore(from)
                && (to == null || day.isBefore(to))
                && (tagValues == null || hasTag(tagValues, tagValue))
                && (accounts == null || accounts.contains(account))
                && (services == null || services.contains(service));
    }

    private boolean hasTag(List<String> values, String tagValue) {
        return anyCase
                ? values.stream().anyMatch(value -> folded(value).equals(folded(tagValue)))
                : values.contains(tagValue);
    }

    /** The text by which case variants are told to be the same. */
    static String folded(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
