package dev.bursar.causes.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Span;
import dev.bursar.causes.Anomaly;
import dev.bursar.causes.AnomalyPage;
import dev.bursar.causes.text.AnomalyText;
import dev.bursar.ui.Formats;
import dev.bursar.ui.Icons;
import dev.bursar.ui.ListGrid;
import dev.bursar.ui.ListPage;
import dev.bursar.ui.PlainText;
import dev.bursar.ui.StatusBadge;
import dev.bursar.ui.StatusBadge.Kind;
import dev.bursar.ui.Styled;
import dev.bursar.ui.Tables;
import module java.base;
import org.jspecify.annotations.Nullable;

/** The columns of anomalies on the page. */
final class AnomalyTable extends ListGrid<Anomaly, Long> {
    private static final int LONGEST = 60;
    private static final int LONGEST_CAUSE = 120;

    /** @param causes in words, of those whose change was looked at */
    AnomalyTable(ListPage<?> page, AnomalyPage names, List<Anomaly> rows, Map<Long, String> causes) {
        super("Anomalies", page, AnomalyList.OPEN, Anomaly::id);
        column("Service", 190, 2, row -> what(row, names, causes));
        by("days", wide("Days", 110, 0, AnomalyTable::days));
        wide("Cause", 220, 6, row -> cause(row, causes));
        by(
                "excess",
                figure(
                        "Above expected",
                        140,
                        0,
                        row -> figure(
                                Formats.signed(row.excess(), row.series().currency()),
                                "of " + Formats.money(row.actual(), row.series().currency()))));
        onlyAlone(Tables.wideOnly(figure("If it stays", 140, 0, row -> Styled.span("number", aMonth(row)))));
        onlyAlone(wide("State", 150, 1, AnomalyTable::state));
        sort(page, AnomalyList.LISTING.sort());
        show((offset, limit) -> rows.stream().skip(offset).limit(limit).toList(), Anomaly::id, rows.size());
    }

    /** What it costs in 30 days if it stays; a fee doesn't. */
    static String aMonth(Anomaly row) {
        return row.goesOn() ? Formats.forecast(row.aMonth(), row.series().currency()) + " a month" : "";
    }

    private Component what(Anomaly row, AnomalyPage names, Map<Long, String> causes) {
        return name(
                row,
                PlainText.cut(row.series().service(), LONGEST),
                row.series().service(),
                PlainText.cut(AnomalyText.owner(row, names), LONGEST),
                AnomalyText.days(row) + ", " + badge(row) + cut(causes.get(row.id())));
    }

    private static String cut(@Nullable String cause) {
        return cause == null ? "" : ". " + PlainText.cut(cause, LONGEST_CAUSE);
    }

    private static Component days(Anomaly row) {
        return Tables.twoLines(
                new Span(AnomalyText.days(row)), row.goesOn() ? "still going on" : AnomalyText.kind(row.kind()));
    }

    private static Component cause(Anomaly row, Map<Long, String> causes) {
        return Optional.ofNullable(causes.get(row.id()))
                .<Component>map(words -> PlainText.name(PlainText.cut(words, LONGEST_CAUSE)))
                .orElseGet(() -> Styled.quiet("Open it to see why"));
    }

    private static Component figure(String first, String second) {
        return Tables.twoLines(Styled.span("number", first), second);
    }

    static String badge(Anomaly row) {
        return row.gone()
                ? "Costs changed"
                : row.rated() == null
                        ? "Open"
                        : row.reopened()
                                ? "Goes on"
                                : AnomalyText.name(row.rated().rating());
    }

    static Component state(Anomaly row) {
        var badge = row.gone()
                ? new StatusBadge(Kind.NEUTRAL, Icons.CIRCLE_CHECK, badge(row))
                : row.rated() == null
                        ? new StatusBadge(Kind.WARNING, Icons.TRIANGLE_ALERT, badge(row))
                        : row.reopened()
                                ? new StatusBadge(Kind.WARNING, Icons.TRIANGLE_ALERT, badge(row))
                                : new StatusBadge(Kind.NEUTRAL, Icons.CIRCLE_CHECK, badge(row));
        String by = AnomalyText.rated(row);
        return by.isEmpty() ? badge : Tables.twoLines(badge, PlainText.cut(by, LONGEST));
    }
}
