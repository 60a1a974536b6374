package gallery;

import dev.bursar.ui.ChartData;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Palette;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Invented figures that look like an organisation's. */
final class Figures {
    static final List<String> TEAMS = List.of(
            "Research",
            "Recommendations",
            "Vision",
            "Search",
            "Data Lake",
            "Fraud",
            "Platform",
            "Checkout",
            "Growth",
            "Shared pools");
    static final Palette PALETTE = Palette.of(TEAMS);

    private Figures() {}

    static ChartData teams(int days, boolean compare) {
        return teams(LocalDate.of(2026, 11, 1), days, compare);
    }

    static ChartData teams(LocalDate first, int days, boolean compare) {
        var random = new Random(7);
        var categories = IntStream.range(0, days)
                .mapToObj(day -> new ChartData.Category(
                        Formats.shortDate(first.plusDays(day)), Formats.weekday(first.plusDays(day)), day >= days - 3))
                .toList();
        var series = new ArrayList<ChartData.Series>();
        var sizes = new int[] {4000, 3200, 2300, 2000, 1800, 1500, 1400, 800, 350, 1200, 430};
        for (var i = 0; i <= TEAMS.size(); i++) {
            var size = sizes[i];
            var amounts = random.ints(days, size * 70, size * 130)
                    .mapToObj(cents -> BigDecimal.valueOf(cents, 2))
                    .toList();
            series.add(
                    i < TEAMS.size()
                            ? new ChartData.Series(TEAMS.get(i), TEAMS.get(i), PALETTE.colour(TEAMS.get(i)), amounts)
                            : new ChartData.Series("-", "Unallocated", Palette.Colour.UNALLOCATED, amounts));
        }
        var other = compare
                ? new ChartData.Compare(
                        "Total, 1–23 Oct",
                        IntStream.range(0, days)
                                .mapToObj(day -> new ChartData.Day(
                                        Formats.weekday(first.minusMonths(1).plusDays(day)),
                                        BigDecimal.valueOf(1_600_000 + random.nextInt(500_000), 2)))
                                .toList())
                : null;
        return new ChartData(ChartData.Kind.BARS, "USD", categories, series, other, "Click to see the day’s resources");
    }

    record Row(String name, Palette.Colour colour, BigDecimal now, BigDecimal before) {}

    static List<Row> rows(ChartData data) {
        var random = new Random(3);
        return data.series().stream()
                .map(series -> {
                    var now = series.amounts().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
                    return new Row(
                            series.name(),
                            series.colour(),
                            now,
                            now.multiply(BigDecimal.valueOf(80 + random.nextInt(35), 2)));
                })
                .toList();
    }
}
