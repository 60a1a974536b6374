package dev.bursar.simulator.organisation;

import static dev.bursar.simulator.organisation.Kind.ENDPOINT_COVERED;
import static dev.bursar.simulator.organisation.Kind.ENDPOINT_G5;
import static dev.bursar.simulator.organisation.OrganisationModel.FRAUD;
import static dev.bursar.simulator.organisation.OrganisationModel.ML_PLATFORM;
import static dev.bursar.simulator.organisation.OrganisationModel.RECOMMENDATIONS;
import static dev.bursar.simulator.organisation.OrganisationModel.SEARCH;
import static dev.bursar.simulator.organisation.OrganisationModel.VISION;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/** The endpoints of fixed size: what is idle, too large, new, made anew or resized. */
final class NamedUses {

    private static final LocalDateTime ALWAYS = LocalDateTime.of(2000, 1, 1, 0, 0);
    private static final LocalDateTime NEVER = LocalDateTime.of(2100, 1, 1, 0, 0);

    private final List<NamedUse> uses = new ArrayList<>();

    NamedUses(LocalDate story) {
        var start = story.atStartOfDay();
        recommendations(start);
        search(start);
        vision(start);
        fraud();
    }

    List<NamedUse> all() {
        return List.copyOf(uses);
    }

    private void recommendations(LocalDateTime story) {
        var account = RECOMMENDATIONS;
        var team = "recommendations";
        add("recs-user-embeddings", account, team, 1);
        add("recs-email-ranker-v1", account, team, 1, story.minusDays(120), NEVER);
        add("recs-cold-start-trial", account, team, 1, story.minusDays(9), NEVER);
        add("recs-homepage-ab", account, team, 3);
        add("recs-basket-bundles", account, team, 2);
        add("recs-next-best-offer", ML_PLATFORM, team, 3);
        uses.add(new NamedUse("recs-product-images", account, team, ENDPOINT_G5, 1, ALWAYS, NEVER));
    }

    private void search(LocalDateTime story) {
        var team = "search";
        add("search-query-intent", SEARCH, team, 2);
        add("search-synonyms", SEARCH, team, 1);
        add("search-legacy-reranker", SEARCH, team, 1, story.minusDays(200), NEVER);
        var resized = story.minusDays(5).withHour(10);
        uses.add(new NamedUse("search-autocomplete", SEARCH, team, ENDPOINT_G5, 1, ALWAYS, resized));
        add("search-autocomplete", SEARCH, team, 2, resized, NEVER);
    }

    private void vision(LocalDateTime story) {
        var team = "vision";
        add("vision-ocr-legacy", VISION, team, 2, story.minusDays(150), NEVER);
        add("vision-similarity", VISION, team, 1);
        var again = story.minusDays(6).withHour(15);
        add("vision-thumbnails", VISION, team, 1, ALWAYS, again);
        add("vision-thumbnails", VISION, team, 1, again.plusHours(1), NEVER);
    }

    private void fraud() {
        add("fraud-chargeback-weekly", FRAUD, "fraud", 1);
        add("fraud-merchant-risk", FRAUD, "fraud", 1);
    }

    private void add(String name, String account, String team, int instances) {
        add(name, account, team, instances, ALWAYS, NEVER);
    }

    private void add(String name, String account, String team, int instances, LocalDateTime from, LocalDateTime to) {
        uses.add(new NamedUse(name, account, team, ENDPOINT_COVERED, instances, from, to));
    }
}
