package dev.bursar.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.threeten.extra.LocalDateRange;

/** The line of facts under a title, in which everything that all amounts of the page share is said once. */
public final class FactLine extends Div {
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

    /** Adds {@code 1–23 Nov 2026}, {@code EffectiveCost}, {@code USD} … */
    public FactLine fact(String words) {
        return fact(new Span(words));
    }

    /** Adds a link, a time with a tooltip … */
    public FactLine fact(Component fact) {
        fact.getElement().getClassList().add("fact");
        add(fact);
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
        var part = new Span();
        part.addClassNames("finality", finality.name().toLowerCase(java.util.Locale.ROOT));
        switch (finality) {
            case ESTIMATED -> part.add(Icons.CIRCLE_DASHED.create());
            case INVOICED -> part.add(Icons.FILE_CHECK.create());
            case RESTATED -> part.add(Icons.ROTATE_CCW.create());
            case SETTLED -> {}
        }
        part.add(new Span(words));
        return fact(part);
    }
}
