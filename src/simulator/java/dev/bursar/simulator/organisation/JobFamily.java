package dev.bursar.simulator.organisation;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** Jobs of a cell that run once a night under names of their own, in the weeks around the stories. */
record JobFamily(String prefix, String account, String team, Kind kind, int hour, LocalDate from, LocalDate to) {

    private static final int DAYS = 45;

    static List<JobFamily> all(LocalDate story) {
        var from = story.minusDays(DAYS);
        var to = story.plusDays(DAYS);
        return List.of(
                new JobFamily(
                        "fraud-train", OrganisationModel.FRAUD, "fraud", Kind.named("training-covered"), 3, from, to),
                new JobFamily(
                        "search-embed",
                        OrganisationModel.SEARCH,
                        "search",
                        Kind.named("training-covered"),
                        1,
                        from,
                        to),
                new JobFamily(
                        "research-features",
                        OrganisationModel.RESEARCH,
                        "research",
                        Kind.named("processing"),
                        2,
                        from,
                        to));
    }

    boolean isOf(Workload workload) {
        return workload.kind().equals(kind)
                && workload.cell().account().equals(account)
                && workload.cell()
                        .tags()
                        .getOrDefault(Organisation.TEAM_TAG, "")
                        .equals(team);
    }

    boolean runsOn(LocalDate day) {
        return !day.isBefore(from) && day.isBefore(to);
    }

    /** Such as fraud-train-2026-11-27-03-00-00-123. */
    String id(Cell cell, LocalDate day) {
        var type = kind.is("processing") ? "processing-job/" : "training-job/";
        return "arn:aws:sagemaker:" + cell.region() + ":" + account + ":" + type
                + "%s-%s-%02d-00-00-%03d"
                        .formatted(prefix, day, hour, Math.floorMod(day.toEpochDay() * 37, 1_000L))
                        .toLowerCase(Locale.ROOT);
    }
}
