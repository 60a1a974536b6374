package dev.bursar.causes.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.shared.Tooltip;
import dev.bursar.causes.Change.OfCurrency;
import dev.bursar.causes.ChangeClass;
import dev.bursar.causes.Lengths;
import dev.bursar.causes.text.CauseText;
import dev.bursar.charges.CostResult.DayRange;
import dev.bursar.ui.Formats;
import dev.bursar.ui.KeyFigure;
import dev.bursar.ui.Section;
import dev.bursar.ui.StackedBar;
import dev.bursar.ui.Styled;
import module java.base;
import org.threeten.extra.LocalDateRange;

/** A change as a sum of classes: one bar, what is more to the right of zero and what is less to its left, and each class with its amount. */
final class ChangeBar {
    /** Less would say 0.00. */
    static final BigDecimal LEAST = new BigDecimal("0.005");

    private ChangeBar() {}

    /**
     * @param lengths of both periods; where they differ, a day's cost stands below
     * @param shown the class whose parts alone are listed
     * @param address of the page with the parts of a class, or of all
     */
    static Section of(
            OfCurrency change,
            DayRange now,
            DayRange before,
            Lengths lengths,
            Optional<ChangeClass> shown,
            Function<Optional<ChangeClass>, String> address) {
        var today = new KeyFigure(days(now), Formats.money(change.now(), change.currency()));
        var then = new KeyFigure(days(before), Formats.money(change.before(), change.currency()));
        var difference = new KeyFigure(
                "Change",
                Formats.signed(change.change(), change.currency())
                        + Formats.changePercent(change.now(), change.before())
                                .map(percent -> " (" + percent + ")")
                                .orElse(""));
        if (lengths.differ()) {
            BigDecimal aDayNow = lengths.aDayNow(change.now());
            BigDecimal aDayBefore = lengths.aDayBefore(change.before());
            then.note(aDay(lengths.before(), aDayBefore, change.currency()));
            if (lengths.inPart()) {
                today.note(Formats.count(lengths.now(), "day", "days") + ", the last may be there in part");
                if (lengths.now() > 1) {
                    BigDecimal most = lengths.aDayWithoutLast(change.now());
                    difference.note("a day: "
                            + Formats.signed(aDayNow.min(most).subtract(aDayBefore), change.currency()) + " to "
                            + Formats.signed(aDayNow.max(most).subtract(aDayBefore), change.currency()));
                }
            } else {
                today.note(aDay(lengths.now(), aDayNow, change.currency()));
                difference.note("a day: " + Formats.signed(aDayNow.subtract(aDayBefore), change.currency())
                        + Formats.changePercent(aDayNow, aDayBefore)
                                .map(percent -> " (" + percent + ")")
                                .orElse(""));
            }
        }
        Div sums = Styled.div("change-sum", today, sign("\u2212"), then, sign("="), difference);
        Map<ChangeClass, BigDecimal> classes = change.classes();
        var bar = new StackedBar();
        var list = new UnorderedList();
        list.addClassName("change-classes");
        classes.forEach((of, amount) -> {
            if (amount.abs().compareTo(LEAST) < 0) {
                return;
            }
            bar.piece(amount, word(of));
            list.add(item(of, change, amount, shown, address));
        });
        return new Section().with(sums, bar, ends(classes, change.currency()), list);
    }

    /** What is less and what is more, below their ends of the bar; nothing where one of them is all. */
    private static Div ends(Map<ChangeClass, BigDecimal> classes, String currency) {
        BigDecimal less = sum(classes, -1);
        BigDecimal more = sum(classes, 1);
        Div ends = Styled.div("bar-ends");
        if (less.abs().min(more).compareTo(LEAST) >= 0) {
            ends.add(
                    Styled.span("number", Formats.money(less.negate(), currency) + " less"),
                    Styled.span("number", Formats.money(more, currency) + " more"));
        }
        return ends;
    }

    private static BigDecimal sum(Map<ChangeClass, BigDecimal> classes, int sign) {
        return classes.values().stream()
                .filter(amount -> amount.signum() == sign)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static ListItem item(
            ChangeClass of,
            OfCurrency change,
            BigDecimal amount,
            Optional<ChangeClass> shown,
            Function<Optional<ChangeClass>, String> address) {
        boolean isShown = shown.equals(Optional.of(of));
        var swatch = new Span();
        swatch.addClassNames("class-mark", word(of));
        Span figure = Styled.span("number", Formats.signed(amount, change.currency()));
        var link = new Anchor(
                address.apply(isShown ? Optional.empty() : Optional.of(of)),
                swatch,
                new Span(CauseText.name(of)),
                figure);
        link.addClassName("change-class");
        link.getElement().setAttribute("router-link", true);
        if (isShown) {
            link.getElement().setAttribute("aria-current", "true");
        }
        int events = change.events(of);
        if (events > 0 && (of == ChangeClass.EXPLAINED || of == ChangeClass.CANDIDATE)) {
            link.add(Styled.quiet(Formats.count(events, "event", "events")));
        }
        Tooltip.forComponent(link).setText(CauseText.meaning(of));
        return new ListItem(link);
    }

    static String word(ChangeClass of) {
        return of.name().toLowerCase(java.util.Locale.ROOT);
    }

    private static String days(DayRange days) {
        return Formats.period(LocalDateRange.of(days.from(), days.to()));
    }

    /** {@code 30 days with costs, $1,234.56 a day}. */
    private static String aDay(int days, BigDecimal amount, String currency) {
        return Formats.count(days, "day", "days") + ", " + Formats.money(amount, currency) + " a day";
    }

    private static Span sign(String text) {
        return Styled.span("sign", text);
    }
}
