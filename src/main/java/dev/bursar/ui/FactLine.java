package dev.bursar.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import module java.base;
import org.threeten.extra.LocalDateRange;

/** The line of facts under a title, in which everything that all amounts of the page share is said once. */
public final class FactLine extends Div {
    private static final int LONGEST_NAME = 80;

    /** Whether AWS may still change the days in question. */
    public enum Finality {
        ESTIMATED,
        SETTLED,
        INVOICED,
        RESTATED
    }

    /** @param facts those that are empty are left out */
    public FactLine(String... facts) {
        addClassName("fact-line");
        for (var fact : facts) {
            if (!fact.isEmpty()) {
                fact(fact);
            }
        }
    }

    /** Adds {@code 1–23 Nov 2026}, {@code EffectiveCost}, {@code USD} …; a term with its meaning. */
    public FactLine fact(String words) {
        var fact = span("fact", "");
        Term.linked(words).forEach(fact::add);
        add(fact);
        return this;
    }

    /** Adds a fact with something that the drawer says too, shown where that is closed. */
    public FactLine fact(String words, String drawerClosed) {
        var fact = span("fact", "");
        fact.add(new Span(words), span("drawer-closed", drawerClosed));
        add(fact);
        return this;
    }

    /** Adds a name that a person or AWS gave; the whole one in a tooltip where it is cut. */
    public FactLine name(String raw) {
        String shown = PlainText.cut(raw, LONGEST_NAME);
        var name = span("fact", shown);
        name.addClassName("plain-text");
        if (!shown.equals(raw)) {
            name.setTitle(PlainText.full(raw));
        }
        add(name);
        return this;
    }

    /** Adds a link to another page. */
    public FactLine link(String words, String address) {
        Anchor link = Styled.pageLink(address, words, "fact");
        add(link);
        return this;
    }

    /** {@code 3 Sep, 21–23 Nov}; of many the first three. */
    public static String days(List<LocalDateRange> ranges) {
        int more = ranges.size() - 3;
        return ranges.stream().limit(3).map(Formats::shortRange).collect(Collectors.joining(", "))
                + (more > 0 ? " and " + Formats.count(more) + " more" : "");
    }

    /** Adds {@code ◌ 21–23 Nov estimated} or {@code settled}: which days, and never one word for a mixed range. */
    public FactLine finality(List<LocalDateRange> estimated, List<LocalDateRange> restated) {
        words(estimated, restated).forEach(this::finality);
        return this;
    }

    /** What {@link #finality(List, List)} adds, in its order; never empty. */
    public static Map<Finality, String> words(List<LocalDateRange> estimated, List<LocalDateRange> restated) {
        var words = new EnumMap<Finality, String>(Finality.class);
        if (!estimated.isEmpty()) {
            words.put(Finality.ESTIMATED, days(estimated) + " estimated");
        }
        if (!restated.isEmpty()) {
            words.put(Finality.RESTATED, days(restated) + " restated");
        }
        return words.isEmpty() ? Map.of(Finality.SETTLED, "settled") : words;
    }

    /** Adds one word of finality with its days. */
    public FactLine finality(Finality finality, String words) {
        var fact = span("fact", "");
        fact.addClassNames("finality", finality.name().toLowerCase(java.util.Locale.ROOT));
        switch (finality) {
            case ESTIMATED -> fact.add(Icons.CIRCLE_DASHED.create());
            case INVOICED -> fact.add(Icons.FILE_CHECK.create());
            case RESTATED -> fact.add(Icons.ROTATE_CCW.create());
            case SETTLED -> {}
        }
        var text = new Span();
        Term.linked(words).forEach(text::add);
        fact.add(text);
        add(fact);
        return this;
    }

    private static Span span(String className, String words) {
        return Styled.span(className, words);
    }
}
