package dev.bursar.ui;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;
import org.threeten.extra.LocalDateRange;

/** The line of facts under a title, in which everything that all amounts of the page share is said once. */
public final class FactLine extends Drawn {
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
        super("fact-line");
        for (var fact : facts) {
            if (!fact.isEmpty()) {
                fact(fact);
            }
        }
    }

    /** Adds {@code 1–23 Nov 2026}, {@code EffectiveCost}, {@code USD} … */
    public FactLine fact(String words) {
        add("span", "fact", words);
        return this;
    }

    /** Adds a fact with something that the drawer says too, shown where that is closed. */
    public FactLine fact(String words, String drawerClosed) {
        add(part("span", "fact", words).appendChild(part("span", "drawer-closed", drawerClosed)));
        return this;
    }

    /** Adds a name that a person or AWS gave; the whole one in a tooltip where it is cut. */
    public FactLine name(String raw) {
        String shown = PlainText.cut(raw, LONGEST_NAME);
        var part = part("span", "fact", shown).addClass("plain-text");
        add(shown.equals(raw) ? part : part.attr("title", PlainText.full(raw)));
        return this;
    }

    /** Adds a link to another page. */
    public FactLine link(String words, String address) {
        add(part("a", "fact", words).attr("href", address).attr("router-link", true));
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
        var part = new Element("span")
                .addClass("fact")
                .addClass("finality")
                .addClass(finality.name().toLowerCase(java.util.Locale.ROOT));
        switch (finality) {
            case ESTIMATED -> part.appendChild(Icons.CIRCLE_DASHED.drawn());
            case INVOICED -> part.appendChild(Icons.FILE_CHECK.drawn());
            case RESTATED -> part.appendChild(Icons.ROTATE_CCW.drawn());
            case SETTLED -> {}
        }
        add(part.appendChild(new Element("span").text(words)));
        return this;
    }
}
