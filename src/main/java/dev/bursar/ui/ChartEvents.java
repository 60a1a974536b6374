package dev.bursar.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.UnorderedList;
import module java.base;

/** What happened on the days of a chart: flags under its axis and, as their table, this list of links below it. */
public final class ChartEvents extends UnorderedList {
    private static final int LONGEST = 100;

    private final SpendChart chart;
    private final Function<LocalDate, OptionalInt> bar;
    private List<Event> flagged = List.of();

    /**
     * @param what in words, without the day
     * @param amount that goes back to it
     * @param address of what changed, relative to the portal
     */
    public record Event(LocalDate day, String what, BigDecimal amount, String currency, String address) {
        private String words() {
            return PlainText.cut(what, LONGEST);
        }

        private String change() {
            return Formats.signed(amount, currency);
        }
    }

    /** @param bar index of the day or month that a day is of; empty where the chart doesn't show it */
    public ChartEvents(SpendChart chart, Function<LocalDate, OptionalInt> bar) {
        this.chart = chart;
        this.bar = bar;
        addClassName("happened");
        getElement().setAttribute("aria-label", "What happened on these days");
        setVisible(false);
        chart.onFlag(event -> open(event.place()));
    }

    /** Shows these instead; the dearest first. */
    public void show(List<Event> events) {
        removeAll();
        setVisible(!events.isEmpty());
        events.stream().sorted(Comparator.comparing(Event::day)).forEach(event -> {
            Anchor what = Styled.pageLink(
                    event.address(), Formats.shortDate(event.day()) + ": " + event.words(), "fact-link");
            add(new ListItem(what, Styled.span("number", event.change())));
        });
        flagged = events.stream()
                .filter(event -> bar.apply(event.day()).isPresent())
                .toList();
        chart.flag(flagged.stream()
                .map(event -> new SpendChart.Flag(
                        bar.apply(event.day()).orElseThrow(), event.words() + ", " + event.change()))
                .toList());
    }

    private void open(int flag) {
        if (flag >= 0 && flag < flagged.size()) {
            getUI().ifPresent(ui -> ui.navigate(flagged.get(flag).address()));
        }
    }
}
