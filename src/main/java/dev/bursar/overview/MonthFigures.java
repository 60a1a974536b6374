package dev.bursar.overview;

import dev.bursar.forecast.Forecast;
import dev.bursar.forecast.text.ForecastText;
import dev.bursar.spend.Outlook;
import dev.bursar.spend.Projection;
import dev.bursar.spend.SpendLinks;
import dev.bursar.ui.FigureStrip;
import dev.bursar.ui.Formats;
import dev.bursar.ui.KeyFigure;
import dev.bursar.ui.Styled;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Optional;
import org.threeten.extra.LocalDateRange;

/** The month in two or three figures: what is spent, where it is heading, and what nobody owns. */
final class MonthFigures {
    private final Overview overview;
    private final Month month;

    MonthFigures(Overview overview, Month month) {
        this.overview = overview;
        this.month = month;
    }

    FigureStrip strip() {
        var figures = new ArrayList<KeyFigure>();
        figures.add(spend());
        forecast().or(this::next).ifPresent(figure -> {
            if (outlook().isPresent()) {
                figure.add(Styled.pageLink(SpendLinks.thisQuarter(overview.cost()), "See the quarter", "fact-link"));
            }
            figures.add(figure);
        });
        if (overview.everything()) {
            figures.add(unallocated());
        }
        var strip = new FigureStrip(figures.toArray(KeyFigure[]::new));
        strip.addClassName("figures-" + figures.size());
        return strip;
    }

    private KeyFigure spend() {
        var figure = new KeyFigure(
                named(overview.current() ? "Spend to date" : "Spend"), Formats.money(month.now(), month.currency()));
        return month.before()
                .map(before -> figure.change(
                        Formats.change(month.now(), month.earlier(), month.currency()), Formats.shortRange(before)))
                .orElseGet(() -> figure.note(noComparison(overview)));
    }

    /** {@code No comparison: no data before 1 Nov 2026}. */
    static String noComparison(Overview overview) {
        return "No comparison: no data before " + Formats.date(overview.firstDay());
    }

    private Optional<KeyFigure> forecast() {
        return month.projection().map(projection -> {
            var figure = new KeyFigure(
                    named("Month-end projection"), Formats.forecast(projection.projected(), month.currency()));
            Optional<Forecast> whole = projection.whole();
            whole.flatMap(one -> ForecastText.range(one, month.currency())).ifPresent(figure::note);
            whole.flatMap(ForecastText::past).ifPresent(figure::note);
            projection.aws().map(this::forecast).ifPresent(figure::note);
            if (whole.isEmpty() && projection.aws().isEmpty()) {
                figure.note(ForecastText.plain(projection.wholeDays()));
            }
            return figure;
        });
    }

    private Optional<Outlook> outlook() {
        return overview.outlook().stream()
                .filter(one -> one.currency().equals(month.currency()))
                .findFirst();
    }

    /** Until the present month has costs, the last one is shown, and beside it where the present one is heading. */
    private Optional<KeyFigure> next() {
        return outlook().stream()
                .flatMap(outlook -> outlook.months().stream())
                .filter(ahead -> ahead.spent().isEmpty() && ahead.forecast().isPresent())
                .findFirst()
                .map(ahead -> {
                    var figure = new KeyFigure(
                            named(Formats.month(ahead.month()) + ", projected"),
                            Formats.forecast(ahead.expected(), month.currency()));
                    ahead.forecast()
                            .flatMap(one -> ForecastText.range(one, month.currency()))
                            .ifPresent(figure::note);
                    return figure;
                });
    }

    /** {@code AWS forecast, 27 Nov: $565,300 ($553,000 to $581,000, 80% range)}. */
    private String forecast(Projection.Aws aws) {
        BigDecimal lower = aws.lower();
        BigDecimal upper = aws.upper();
        String range = lower == null || upper == null
                ? ""
                : " (" + Formats.forecast(lower, month.currency()) + " to " + Formats.forecast(upper, month.currency())
                        + ", 80% range)";
        return "AWS forecast, " + Formats.shortDate(aws.askedOn()) + ": "
                + Formats.forecast(aws.mean(), month.currency()) + range;
    }

    private KeyFigure unallocated() {
        Optional<Month.Team> row = month.unallocated();
        BigDecimal now = row.map(Month.Team::now).orElse(BigDecimal.ZERO);
        var figure = new KeyFigure(named("Unallocated"), Formats.money(now, month.currency()));
        if (row.isEmpty()) {
            return figure.note("Every cost has an owner");
        }
        String share =
                Formats.share(now, month.now()).map(part -> part + " of spend").orElse("");
        Optional<LocalDateRange> before = month.before();
        String change = before.flatMap(
                        days -> Formats.changePercent(now, row.get().before())
                                .map(percent -> (share.isEmpty() ? "" : " \u00B7 ") + percent + " vs "
                                        + Formats.shortRange(days)))
                .orElse("");
        return figure.note(share + change);
    }

    private String named(String name) {
        return overview.months().size() > 1 ? name + ", " + month.currency() : name;
    }
}
