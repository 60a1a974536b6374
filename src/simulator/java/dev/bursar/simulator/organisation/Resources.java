package dev.bursar.simulator.organisation;

import dev.bursar.simulator.files.Data;
import module java.base;
import org.jspecify.annotations.Nullable;

/** The resources that usage is of, made up from its account, region and team: the same on every day. */
final class Resources {
    /** What the names of projects end with that are a team's usual ones. */
    static final String MAIN_PROJECT = "-main";

    private static final int MOST = 2;

    private static final Map<String, List<Pattern>> PATTERNS =
            Data.rows("resources.csv", Pattern.class).stream().collect(Collectors.groupingBy(Pattern::service));

    private record Pattern(String service, @Nullable String usage, String pattern) {}

    private Resources() {}

    /** Their ids as AWS writes them in exports; one empty text where nothing is used, or nothing that has an id. */
    static List<String> of(Cell cell) {
        if (cell.recordType().equals("SavingsPlanRecurringFee")) {
            return List.of(Plan.of(cell.service()).arn());
        }
        var usage = cell.recordType().equals("Usage") || cell.recordType().equals("SavingsPlanCoveredUsage");
        var pattern = usage ? pattern(cell) : "";
        if (pattern.isEmpty()) {
            return List.of("");
        }
        var team = slug(owner(cell));
        var seed = String.join("/", cell.account(), cell.usageType(), team, String.valueOf(cell.instanceType()));
        var count = 1 + Math.floorMod(seed.hashCode(), MOST);
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> pattern.replace("{arn}", cell.region() + ":" + cell.account())
                        .replace("{account}", cell.account())
                        .replace("{name}", name(cell, team) + "-" + number)
                        .replace("{id}", id(seed + number)))
                .toList();
    }

    /** The project where it is one of its own, else the team. */
    static String owner(Cell cell) {
        return hasOwnProject(cell)
                ? cell.tags().getOrDefault(Organisation.PROJECT_TAG, "")
                : cell.tags().getOrDefault(Organisation.TEAM_TAG, "shared");
    }

    static boolean hasOwnProject(Cell cell) {
        var project = cell.tags().getOrDefault(Organisation.PROJECT_TAG, "");
        return !project.isEmpty() && !project.endsWith(MAIN_PROJECT);
    }

    /** In the sandbox people name what they forget to tag after what it is for. */
    private static String name(Cell cell, String team) {
        if (!cell.account().equals(OrganisationModel.SANDBOX) || !team.equals("shared")) {
            return team;
        }
        return switch (cell.service()) {
            case "Amazon Simple Storage Service" -> "fraud-samples";
            case "AmazonCloudWatch" -> "search-eval";
            default -> team;
        };
    }

    private static String pattern(Cell cell) {
        return PATTERNS.getOrDefault(cell.service(), List.of()).stream()
                .filter(pattern -> pattern.usage == null || cell.usageType().contains(pattern.usage))
                .map(Pattern::pattern)
                .findFirst()
                .orElse("");
    }

    static String slug(String tag) {
        var slug = tag.strip().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        return slug.startsWith("-") ? slug.substring(1) : slug;
    }

    /** Seventeen hexadecimal digits as in i-0123456789abcdef0. */
    static String id(String seed) {
        var hex = UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
        return "0" + hex.substring(0, 16);
    }
}
