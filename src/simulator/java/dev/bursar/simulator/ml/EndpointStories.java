package dev.bursar.simulator.ml;

import dev.bursar.simulator.ml.Endpoint.Component;
import dev.bursar.simulator.organisation.UsedResource;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Tells of each of the organisation's endpoints what it is like: those of fixed size by name, the others by their type. */
final class EndpointStories {

    private static final Duration BEFORE_MIDNIGHT = Duration.ofMinutes(13);
    private static final LocalDate LONG_AGO = LocalDate.of(2001, 1, 1);
    private static final String M5 = "ml.m5.4xlarge";
    private static final String G5 = "ml.g5.12xlarge";

    private final Fleet fleet;
    private final LocalDate told;

    EndpointStories(Fleet fleet, LocalDate told) {
        this.fleet = fleet;
        this.told = told;
    }

    Endpoint tell(UsedResource used) {
        var cell = used.cell();
        var arn = used.id();
        var name = arn.substring(arn.lastIndexOf('/') + 1);
        var endpoint = Endpoint.of(
                cell.account(), cell.region(), name, created(name, used.starts()), variants(arn, name, used));
        return switch (name) {
            case "vision-thumbnails" ->
                endpoint.createdAt(at(told.minusDays(6), 15).plusSeconds(3_480));
            case "search-autocomplete" -> endpoint.modifiedAt(at(told.minusDays(5), 10));
            case "search-genai" -> endpoint.with(components());
            default -> cell.usageType().contains("AsyncInf") ? endpoint.asynchronous() : endpoint;
        };
    }

    private static Instant at(LocalDate day, int hour) {
        return day.atTime(hour, 0).toInstant(ZoneOffset.UTC);
    }

    /** What has always been there was made one to two years before. */
    private Instant created(String name, LocalDate starts) {
        return starts.isBefore(LONG_AGO)
                ? at(told.minusDays(400 + Math.floorMod(name.hashCode(), 300)), 11)
                : at(starts, 0).minus(BEFORE_MIDNIGHT);
    }

    private Variant[] variants(String arn, String name, UsedResource used) {
        var type = used.cell().instanceType();
        var all = fleet.running(arn, type);
        var one = Variant.of(Variant.USUAL_NAME, type, all, load(name));
        return switch (name) {
            case "recs-homepage-ab" ->
                new Variant[] {
                    Variant.of("champion", type, all.part(2, 3), Load.daily(0.52, 0.48, 64_000))
                            .weighing(0.8),
                    Variant.of("challenger", type, all.part(1, 3), Load.daily(0.3, 0.47, 16_000))
                            .weighing(0.2)
                };
            case "recs-next-best-offer" ->
                new Variant[] {
                    Variant.of("production", type, all.part(2, 3), Load.daily(0.55, 0.5, 41_000)),
                    Variant.of("next-model", type, all.part(1, 3), Load.daily(0.58, 0.5, 20_500))
                            .shadowing()
                };
            case "search-autocomplete" ->
                new Variant[] {
                    Variant.of(Variant.USUAL_NAME, M5, fleet.running(arn, M5), load(name))
                            .after(Variant.of(Variant.USUAL_NAME, G5, fleet.running(arn, G5), load(name)))
                };
            case "search-synonyms" -> new Variant[] {one.odd(Oddity.NO_MEMORY)};
            case "vision-similarity" -> new Variant[] {one.odd(Oddity.LOST_POINTS)};
            case "fraud-merchant-risk" -> new Variant[] {one.pool()};
            default -> new Variant[] {fixed(name) ? one : one.scaling(scalesToNone(name) ? 0 : 1, 40)};
        };
    }

    /** Whether it has as many instances on each day. */
    private static boolean fixed(String name) {
        return !name.endsWith("-ranking")
                && !name.endsWith("-genai")
                && !name.endsWith("-assistant")
                && !name.contains("-genai-g6")
                && !name.endsWith("-batch-scoring");
    }

    private static boolean scalesToNone(String name) {
        return name.endsWith("-genai") || name.endsWith("-batch-scoring");
    }

    private static Load load(String name) {
        return switch (name) {
            case "recs-user-embeddings" -> Load.steady(0.05, 0.1, 5_400);
            case "recs-email-ranker-v1", "recs-cold-start-trial", "search-legacy-reranker", "vision-ocr-legacy" ->
                Load.NOTHING;
            case "fraud-chargeback-weekly" -> Load.daily(0.45, 0.3, 9_000).with(Rhythm.WEEKLY_HOUR);
            case "search-query-intent" -> Load.daily(0.09, 0.83, 22_000);
            case "recs-product-images" ->
                Load.daily(0.06, 0.08, 3_200).onGpu(0.07, 0.11).lasting(180);
            case "recs-basket-bundles" -> Load.daily(0.68, 0.71, 52_000);
            case "search-autocomplete" -> Load.daily(0.4, 0.35, 70_000).lasting(9);
            default -> general(name);
        };
    }

    private static Load general(String name) {
        var chance = Math.floorMod(name.hashCode(), 20) / 100.0;
        if (name.endsWith("-ranking")) {
            return Load.daily(0.45 + chance, 0.5 + chance, 120_000);
        }
        if (name.endsWith("-batch-scoring")) {
            return Load.daily(0.3 + chance, 0.45, 1_800).onGpu(0.7, 0.6).lasting(2_400);
        }
        if (name.contains("-genai") || name.endsWith("-assistant")) {
            return Load.daily(0.2 + chance, 0.4, 6_500)
                    .onGpu(0.5 + chance, 0.66 + chance)
                    .lasting(900);
        }
        return Load.daily(0.35 + chance, 0.4 + chance, 18_000);
    }

    private static List<Component> components() {
        return List.of(
                new Component("search-embeddings", 2, 4, 1, 8_192, 0.5),
                new Component("search-reranker", 1, 8, 1, 16_384, 0.3),
                new Component("search-answers", 1, 8, 1, 32_768, 0.2));
    }
}
