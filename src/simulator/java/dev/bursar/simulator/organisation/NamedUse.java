package dev.bursar.simulator.organisation;

import dev.bursar.simulator.files.Data;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint that runs a fixed number of instances, so that its hours are known exactly; the rest of its cell's usage is of the
 * team's main endpoint.
 */
record NamedUse(
        String name, String account, String team, Kind kind, int instances, LocalDateTime from, LocalDateTime to) {

    private static final BigDecimal MINUTES = BigDecimal.valueOf(60);

    private static final LocalDateTime ALWAYS = LocalDateTime.of(2000, 1, 1, 0, 0);
    private static final LocalDateTime NEVER = LocalDateTime.of(2100, 1, 1, 0, 0);

    /** A row of the file, in which moments are told by the days before the stories' and the time. */
    private record Row(
            String name,
            String account,
            String team,
            String kind,
            int instances,
            @Nullable String from,
            @Nullable String to) {
        NamedUse use(LocalDate story) {
            return new NamedUse(
                    name,
                    OrganisationModel.id(account),
                    team,
                    Kind.named(kind),
                    instances,
                    from == null ? ALWAYS : moment(story, from),
                    to == null ? NEVER : moment(story, to));
        }

        private static LocalDateTime moment(LocalDate story, String told) {
            var space = told.indexOf(' ');
            return story.minusDays(Long.parseLong(told.substring(0, space)))
                    .atTime(LocalTime.parse(told.substring(space + 1)));
        }
    }

    /** The endpoints whose stories happen around that day. */
    static List<NamedUse> all(LocalDate story) {
        return Data.rows("endpoints.csv", Row.class).stream()
                .map(row -> row.use(story))
                .toList();
    }

    boolean isOf(Workload workload) {
        var tags = workload.cell().tags();
        return workload.kind().equals(kind)
                && workload.cell().account().equals(account)
                && tags.getOrDefault(Organisation.TEAM_TAG, "").equals(team)
                && tags.getOrDefault(Organisation.PROJECT_TAG, "").endsWith(Resources.MAIN_PROJECT)
                && tags.getOrDefault(Organisation.ENVIRONMENT_TAG, "").equals("prod");
    }

    /** When it runs on a day; empty where it doesn't. */
    List<Run> on(LocalDate day) {
        var midnight = day.atStartOfDay();
        var start = Math.clamp(ChronoUnit.MINUTES.between(midnight, from), 0, Run.DAY);
        var end = Math.clamp(ChronoUnit.MINUTES.between(midnight, to), 0, Run.DAY);
        return start < end ? List.of(new Run(start, end, instances)) : List.of();
    }

    static BigDecimal hours(List<Run> runs) {
        var minutes = runs.stream().mapToInt(run -> run.minutes(0, Run.DAY)).sum();
        return BigDecimal.valueOf(minutes).divide(MINUTES, DayGenerator.DECIMALS, RoundingMode.DOWN);
    }

    String id(Cell cell) {
        return "arn:aws:sagemaker:" + cell.region() + ":" + account + ":endpoint/" + name;
    }
}
