package dev.bursar.simulator.reports;

import dev.bursar.simulator.exports.Bucket;
import dev.bursar.simulator.organisation.Organisation;
import module java.base;
import org.jspecify.annotations.Nullable;

/** The demo's bucket for reports of others than AWS, of each month up to yesterday. */
public final class ReportsBucket implements Bucket {
    public static final String BUCKET = "acme-usage-reports";

    private final Organisation organisation;

    public ReportsBucket(Organisation organisation) {
        this.organisation = organisation;
    }

    /** The text of a report of some days; {@code end} is excluded. */
    private interface Text {
        String of(Organisation organisation, LocalDate first, LocalDate end);
    }

    /** Which report an object is. */
    private enum Report {
        SPEND(
                "litellm/spend-report-%1$s.json",
                (organisation, first, end) -> new GatewayReport(organisation, first, end).json()),
        TEAMS(
                "litellm/team-usage-%1$s.csv",
                (organisation, first, end) -> new GatewayReport(organisation, first, end).csv()),
        FOCUS(
                "litellm/focus/date=%2$s/usage_%4$sT000000Z_%5$sT000000Z.csv",
                (organisation, first, end) -> new GatewayReport(organisation, first, end).focus()),
        HYPERPOD(
                "hyperpod/summary-report-%2$s-%3$s.csv",
                (organisation, first, end) -> HyperPodReport.csv(organisation, first, end.minusDays(1)));

        private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

        private final String pattern;
        private final Text text;

        Report(String pattern, Text text) {
            this.pattern = pattern;
            this.text = text;
        }

        String key(YearMonth month, LocalDate last) {
            var first = month.atDay(1);
            return pattern.formatted(month, first, last, DAY.format(first), DAY.format(last.plusDays(1)));
        }
    }

    private record Place(Report report, YearMonth month, LocalDate last) {}

    private SortedMap<String, Place> places() {
        var places = new TreeMap<String, Place>();
        for (var month : organisation.months()) {
            var last = organisation.state(month).through();
            for (var report : Report.values()) {
                places.put(report.key(month, last), new Place(report, month, last));
            }
        }
        return places;
    }

    @Override
    public String name() {
        return BUCKET;
    }

    @Override
    public List<String> keys(String prefix) {
        return places().keySet().stream().filter(key -> key.startsWith(prefix)).toList();
    }

    @Override
    public @Nullable Content content(String key) {
        var place = places().get(key);
        if (place == null) {
            return null;
        }
        var first = place.month.atDay(1);
        var text = place.report.text.of(organisation, first, place.last.plusDays(1));
        var since = organisation.state(place.month).since();
        return Content.of(key, text.getBytes(StandardCharsets.UTF_8), since);
    }
}
