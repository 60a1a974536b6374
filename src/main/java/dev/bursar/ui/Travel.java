package dev.bursar.ui;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.NavigationTrigger;
import dev.bursar.kernel.Visibility;
import dev.bursar.list.Preset;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.threeten.extra.LocalDateRange;

/**
 * The period, cost and team that a person last looked at: a page that is opened plainly, as the menu does, begins with them. An address
 * that says anything is taken as it is, and what it says travels on. It is kept with the tab, never stored: another tab's choice
 * changes nothing here.
 *
 * @param preset a period that moves on with time, or null
 * @param days a period that doesn't, or null; without both it is the page's own
 * @param cost as addresses write it; null for the page's own
 * @param team its number, 0 for what no team owns; null for no team in particular
 */
public record Travel(
        @Nullable Preset preset,
        @Nullable LocalDateRange days,
        @Nullable String cost,
        @Nullable Integer team) {
    public static final Travel NOTHING = new Travel(null, null, null, null);

    public static Travel in(UI tab) {
        return Optional.ofNullable(ComponentUtil.getData(tab, Travel.class)).orElse(NOTHING);
    }

    public void keepIn(UI tab) {
        ComponentUtil.setData(tab, Travel.class, this);
    }

    /** Whether a page was opened plainly; going back and forward shows what was there. */
    public static boolean joins(AfterNavigationEvent event) {
        return event.getLocation().getQueryParameters().getParameters().isEmpty()
                && event.getLocationChangeEvent().getTrigger() != NavigationTrigger.HISTORY;
    }

    public Travel with(@Nullable Preset named, @Nullable LocalDateRange range) {
        return new Travel(named, range, cost, team);
    }

    /** With a whole month; without a period where there is none. */
    public Travel with(Optional<YearMonth> month) {
        return with(
                null,
                month.map(one -> LocalDateRange.of(
                                one.atDay(1), one.plusMonths(1).atDay(1)))
                        .orElse(null));
    }

    public Travel withCost(@Nullable String other) {
        return new Travel(preset, days, other, team);
    }

    public Travel withTeam(@Nullable Integer other) {
        return new Travel(preset, days, cost, other);
    }

    /** Without the team where the person never led it and doesn't see all. */
    public Travel seenBy(Visibility visibility) {
        boolean seen = visibility.everything()
                || visibility.spans().stream().map(span -> span.team().value()).anyMatch(led -> led.equals(team));
        return seen ? this : withTeam(null);
    }

    /** The month in which the period ends, for pages of one month; empty without a period. */
    public Optional<YearMonth> month(LocalDate lastDay) {
        return Optional.ofNullable(preset)
                .map(named -> named.days(lastDay))
                .or(() -> Optional.ofNullable(days))
                .map(range -> YearMonth.from(range.getEndInclusive()));
    }
}
