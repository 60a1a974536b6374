package dev.bursar.causes.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import dev.bursar.causes.Anomaly;
import dev.bursar.causes.Anomaly.Rated;
import dev.bursar.causes.AnomalyPage;
import dev.bursar.causes.Rating;
import dev.bursar.causes.text.AnomalyText;
import dev.bursar.causes.ui.AnomalyPanel.Told;
import dev.bursar.trail.TrailLinks;
import dev.bursar.ui.DayBars;
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

    /**
     * What was looked up of a row.
     *
     * @param days amounts of the days that end with it; empty where they aren't the person's to see
     */
    record Shown(Optional<Told> cause, List<BigDecimal> days) {}

    /**
     * @param shown by the anomaly's number, of those that were looked at
     * @param events whether the person may open events
     * @param rate rates a row; null for who may not
     */
    AnomalyTable(
            ListPage<?> page,
            AnomalyPage names,
            List<Anomaly> rows,
            Map<Long, Shown> shown,
            boolean events,
            @Nullable BiConsumer<Anomaly, Rating> rate) {
        super("Anomalies", page, AnomalyList.OPEN, Anomaly::id);
        column("Service", 216, 1, row -> what(row, names, shown, rate));
        by("days", wide("Days", 110, 0, AnomalyTable::days));
        onlyAlone(wide("Daily cost", 130, 0, row -> drawn(row, shown.get(row.id()))));
        wide("Cause", 220, 6, row -> cause(shown.get(row.id()), events));
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
        onlyAlone(wide("State", 186, 1, row -> state(row, rate)));
        sort(page, AnomalyList.LISTING.sort());
        show((offset, limit) -> rows.stream().skip(offset).limit(limit).toList(), Anomaly::id, rows.size());
    }

    /** What it costs in 30 days if it stays; a fee doesn't. */
    static String aMonth(Anomaly row) {
        return row.goesOn() ? Formats.forecast(row.aMonth(), row.series().currency()) + " a month" : "";
    }

    private Component what(
            Anomaly row, AnomalyPage names, Map<Long, Shown> shown, @Nullable BiConsumer<Anomaly, Rating> rate) {
        Div cell = name(
                row,
                PlainText.cut(row.series().service(), LONGEST),
                row.series().service(),
                PlainText.cut(AnomalyText.owner(row, names), LONGEST),
                AnomalyText.days(row) + cut(shown.get(row.id())));
        Div act = Styled.div("narrow-line", state(row, rate));
        act.addClassName("narrow-act");
        cell.add(act);
        return cell;
    }

    private static String cut(@Nullable Shown shown) {
        return Optional.ofNullable(shown)
                .flatMap(Shown::cause)
                .map(told -> ". " + PlainText.cut(told.words(), LONGEST_CAUSE))
                .orElse("");
    }

    private static Component drawn(Anomaly row, @Nullable Shown shown) {
        return shown == null || shown.days().isEmpty()
                ? new Span()
                : new DayBars(
                        shown.days(), (int) Math.min(row.length(), shown.days().size()));
    }

    private static Component days(Anomaly row) {
        return Tables.twoLines(
                new Span(AnomalyText.days(row)), row.goesOn() ? "still going on" : AnomalyText.kind(row.kind()));
    }

    private static Component cause(@Nullable Shown shown, boolean events) {
        return Optional.ofNullable(shown)
                .flatMap(Shown::cause)
                .<Component>map(told -> {
                    String words = PlainText.cut(told.words(), LONGEST_CAUSE);
                    UUID event = told.event();
                    return event == null || !events
                            ? PlainText.name(words)
                            : Styled.pageLink(TrailLinks.event(event), PlainText.name(words), "cause-link");
                })
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

    private static Component state(Anomaly row, @Nullable BiConsumer<Anomaly, Rating> rate) {
        if (rate == null || !row.isOpen()) {
            return state(row);
        }
        var menu = new MenuBar();
        menu.addThemeVariants(MenuBarVariant.LUMO_SMALL);
        menu.addClassName("rate");
        var top = menu.addItem("Rate");
        top.setAriaLabel("Rate " + row.series().service() + ", " + AnomalyText.days(row));
        for (Rating rating : Rating.values()) {
            top.getSubMenu()
                    .addItem(
                            AnomalyText.name(rating) + (rating == Rating.PLANNED ? "\u2026" : ""),
                            click -> rate.accept(row, rating));
        }
        return Styled.div("with-note", state(row), menu);
    }

    static Component state(Anomaly row) {
        var badge = row.gone()
                ? new StatusBadge(Kind.NEUTRAL, Icons.CIRCLE_CHECK, badge(row))
                : row.rated() == null
                        ? new StatusBadge(Kind.WARNING, Icons.TRIANGLE_ALERT, badge(row))
                        : row.reopened()
                                ? new StatusBadge(Kind.WARNING, Icons.TRIANGLE_ALERT, badge(row))
                                : new StatusBadge(Kind.NEUTRAL, Icons.CIRCLE_CHECK, badge(row));
        Rated rated = row.rated();
        if (rated == null || rated.by().isEmpty()) {
            return badge;
        }
        String until = rated.until() == null ? "" : "until " + Formats.shortDate(rated.until()) + ", ";
        return Tables.twoLines(badge, PlainText.cut(until + "by " + rated.by(), LONGEST));
    }
}
