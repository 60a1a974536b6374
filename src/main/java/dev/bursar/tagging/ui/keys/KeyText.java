package dev.bursar.tagging.ui.keys;

import dev.bursar.setup.spi.AwsConnection.TagKey;
import dev.bursar.tagging.keys.BackfillPlan;
import dev.bursar.tagging.keys.BackfillRefused;
import dev.bursar.tagging.keys.KeyUse;
import dev.bursar.tagging.keys.TagKeyService;
import dev.bursar.tagging.keys.TagKeyService.Row;
import dev.bursar.tagging.spi.Backfill;
import dev.bursar.tagging.spi.FixedMonths.Stage;
import dev.bursar.ui.Formats;
import dev.bursar.ui.PlainText;
import module java.base;
import org.jspecify.annotations.Nullable;

/** Tag keys and backfills in words. */
final class KeyText {
    private static final int LONGEST = 60;
    static final String DEFINITION =
            "A key appears in costs from the day it becomes active, up to 24 hours after activation. Spend is the EffectiveCost of the"
                    + " latest 30 days, for resources that have the key now and appear in charge files; where a cell is empty, it isn\u2019t known.";

    private KeyText() {}

    static String key(String key) {
        return PlainText.cut(key, LONGEST);
    }

    /** {@code Names teams. Same as Team, except for case.} */
    static String about(Row row) {
        String kind = row.teams() ? "Names teams." : row.key().userDefined() ? "" : "Set by AWS.";
        String twins = row.twins().isEmpty()
                ? ""
                : "Same as " + row.twins().stream().map(KeyText::key).collect(Collectors.joining(", "))
                        + ", except for case.";
        return Stream.of(kind, twins, listing(row.listing(), row.key().key()))
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String listing(TagKeyService.Listing listing, String name) {
        return switch (listing) {
            case ONCE -> "";
            case TWICE -> "AWS lists two keys of this name: one of resources, one of callers.";
            case NOT -> "AWS doesn\u2019t list it.";
            case NOT_WITH_PREFIX ->
                "Not listed by AWS under this name; it may be the key " + key(name.replace("iamPrincipal/", "")) + ".";
        };
    }

    static String lastUsed(TagKey key) {
        return key.lastUsed() == null ? "" : Formats.month(YearMonth.from(key.lastUsed()));
    }

    static String since(TagKey key) {
        return key.lastUpdated() == null ? "" : "since " + Formats.date(key.lastUpdated());
    }

    static String resources(@Nullable KeyUse use) {
        return use == null ? "" : Formats.count(use.resources());
    }

    /** Of no resource that charge files name nothing is known. */
    static String spend(@Nullable KeyUse use) {
        return use == null || use.known() == 0 ? "" : use.costs().isEmpty() ? "none" : amounts(use.costs());
    }

    /** {@code $12.30 in 30 days}, within a sentence. */
    static String spendWords(@Nullable KeyUse use) {
        if (use == null || use.known() == 0) {
            return "spend not known";
        }
        return use.costs().isEmpty() ? "no spend in 30 days" : amounts(use.costs()) + " in 30 days";
    }

    static String spendNote(@Nullable KeyUse use) {
        return use == null || use.known() == 0 || use.known() == use.resources()
                ? ""
                : "of " + Formats.count(use.known()) + " of " + Formats.count(use.resources());
    }

    static String amounts(Map<String, BigDecimal> amounts) {
        return new TreeMap<>(amounts)
                .entrySet().stream()
                        .map(one -> Formats.money(one.getValue(), one.getKey()))
                        .collect(Collectors.joining(" and "));
    }

    static String status(Backfill one) {
        return switch (one.status()) {
            case PROCESSING -> "AWS is working on it.";
            case SUCCEEDED ->
                "Done" + (one.completed() == null ? "" : " " + Formats.momentWithYear(one.completed()))
                        + ". Costs are read again after it.";
            case FAILED -> "AWS could not do it. Look at cost allocation tags in the billing console, then ask again.";
            case UNKNOWN -> "AWS reports a state that Bursar doesn\u2019t know.";
        };
    }

    static String stage(@Nullable Stage stage) {
        if (stage == null) {
            return "not shown yet";
        }
        return switch (stage) {
            case SHOWN -> "shown: drafts follow";
            case ISSUED -> "issued: stay as they are";
            case CLOSED -> "closed: stay as they are";
        };
    }

    static String refused(BackfillRefused.Why why, @Nullable Instant possible) {
        return switch (why) {
            case MONTH -> "A backfill begins on the first of a month, at most 12 months back.";
            case RUNNING -> "AWS is still working on the last backfill. Ask again when it is done.";
            case TOO_SOON ->
                "AWS accepts one backfill in 24 hours."
                        + (possible == null
                                ? ""
                                : " The next one is possible from " + Formats.momentWithYear(possible) + " on.");
        };
    }

    /** {@code project, cost-center}: keys of one effect. */
    static String keys(BackfillPlan plan, BackfillPlan.Effect effect) {
        return plan.keys().stream()
                .filter(one -> one.effect() == effect)
                .map(one -> key(one.key().key()))
                .collect(Collectors.joining(", "));
    }
}
