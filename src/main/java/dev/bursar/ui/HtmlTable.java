package dev.bursar.ui;

import com.vaadin.flow.component.ClientCallable;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * A plain HTML table of names and figures, for the short tables that are read and printed whole; docs/ui-tables.md says when to take
 * this one and when Vaadin's Grid. The browser renders it from texts: the session holds one node for all of it.
 */
@Tag("html-table")
@JsModule("./html-table.ts")
public final class HtmlTable extends Component implements HasStyle {
    /** So many lines come with the table. */
    private static final int FIRST = 50;

    private static final int FURTHER = 250;
    /** So many come without being asked for. */
    private static final int MOST = 1_000;

    private static final int ALL_VISIBLE = 40;
    private static final int MOST_SORTED = 20;
    static final int LONGEST_NAME = 120;
    /** So much of an id's end is always shown. */
    private static final int ID_END = 16;

    private final Source source;

    /** What the table shows, in the order in which it is shown. What it is told comes from a browser. */
    public interface Source {
        int size();

        /** @param at less than the size */
        Line line(int at);

        /** What it is sorted by: keys of columns, the one that counts most first, with "-" before those that descend. */
        default List<String> sorted() {
            return List.of();
        }

        /** Sorts it. */
        default void sort(List<String> columns) {}

        /** Opens a line or closes it. */
        default void toggle(int key) {}

        /** Answers a line's question. */
        default void ask(int key) {}
    }

    /** What a column's cells are. */
    public enum Kind {
        NAME,
        FIGURE,
        /** Words, which may take several lines. */
        TEXT,
        BAR,
        DAYS,
        QUESTION
    }

    /**
     * A column.
     *
     * @param foot what stands under it
     * @param width in pixels; zero for the room that the others leave
     * @param wideOnly whether phones leave it out
     * @param quiet whether it stands in secondary colour
     * @param badges words that stand as badges where a cell is one of them, or begins with one and a comma
     */
    public record Column(
            String key,
            Kind kind,
            String head,
            String foot,
            int width,
            boolean sortable,
            boolean wideOnly,
            boolean quiet,
            List<BadgeWord> badges) {
        /** The first column. */
        public static Column name(String key, String head, String foot) {
            return new Column(key, Kind.NAME, head, foot, 0, false, false, false, List.of());
        }

        public static Column figure(String key, String head, int width, String foot) {
            return new Column(key, Kind.FIGURE, head, foot, width, false, false, false, List.of());
        }

        /** Words beside the name: a rule, a reason. */
        public static Column text(String key, String head, int width) {
            return new Column(key, Kind.TEXT, head, "", width, false, false, false, List.of());
        }

        /** Left out on phones and on paper. */
        public static Column bar(String key) {
            return new Column(key, Kind.BAR, "", "", 150, false, true, false, List.of());
        }

        /** The shape of the line's days; left out on phones and on paper. */
        public static Column days(String key, String head) {
            return new Column(key, Kind.DAYS, head, "", 112, false, true, false, List.of());
        }

        /**
         * Left out on paper.
         *
         * @param head for assistive technology
         */
        public static Column question(String key, String head) {
            return new Column(key, Kind.QUESTION, head, "", 52, false, false, false, List.of());
        }

        /** With words that stand as badges. */
        Column badges(List<StatusBadge.Status> statuses) {
            List<BadgeWord> words = statuses.stream()
                    .map(one -> new BadgeWord(
                            one.word(),
                            one.kind().name().toLowerCase(Locale.ROOT),
                            one.icon().symbol()))
                    .toList();
            return new Column(key, kind, head, foot, width, sortable, wideOnly, quiet, words);
        }

        public Column sorts() {
            return new Column(key, kind, head, foot, width, true, wideOnly, quiet, badges);
        }

        /** With something that stands under it. */
        Column under(String words) {
            return new Column(key, kind, head, words, width, sortable, wideOnly, quiet, badges);
        }

        /** Left out on phones; say the same in {@link Name#narrow}. */
        public Column onlyWide() {
            return new Column(key, kind, head, foot, width, sortable, true, quiet, badges);
        }

        /** Left out on phones and in secondary colour. */
        public Column quietOnlyWide() {
            return new Column(key, kind, head, foot, width, sortable, true, true, badges);
        }
    }

    /**
     * A word that stands as a badge.
     *
     * @param kind a class of {@link StatusBadge}
     * @param icon its symbol
     */
    public record BadgeWord(String word, String kind, String icon) {}

    /**
     * A line, as the browser gets it.
     *
     * @param key by which the browser tells it, the same however the table is sorted
     * @param place {@code part} or {@code inside} below another line, else empty
     * @param colour of its bar, a class of the palette
     * @param square whether its name has a square of this colour
     * @param opener what its button to open or close it is called; empty for none
     * @param figures for the columns of figures and of words, in their order
     * @param share of the largest line, 0 to 1
     * @param days null for none
     * @param question what its question's button is called; empty for none
     */
    public record Line(
            int key,
            String place,
            String colour,
            boolean square,
            Name name,
            String opener,
            boolean opened,
            List<String> figures,
            BigDecimal share,
            @Nullable Sparkline days,
            String question) {}

    /**
     * A line's name.
     *
     * @param end its end, which is shown even where there is no room for all of it
     * @param whole for a tooltip, where this is not the whole name; else empty
     * @param address what a click opens; empty for nothing
     * @param narrow what a phone shows below it, in place of the columns that it leaves out
     */
    public record Name(String text, String end, String whole, String address, String narrow) {
        /** Cut at its end. */
        public static Name of(String raw, String address, String narrow) {
            String text = PlainText.cut(raw, LONGEST_NAME);
            String whole = PlainText.full(raw);
            return new Name(text, "", whole.equals(text) ? "" : whole, address, narrow);
        }

        /** With other words in its tooltip; empty for the same as before. */
        public Name whole(String words) {
            return words.isEmpty() ? this : new Name(text, end, PlainText.full(words), address, narrow);
        }

        /** Cut in its middle. */
        public static Name ofId(String raw, String address, String narrow) {
            String text = PlainText.cutMiddle(raw, LONGEST_NAME);
            int end = text.length() > 2 * ID_END ? text.offsetByCodePoints(text.length(), -ID_END) : text.length();
            return new Name(text.substring(0, end), text.substring(end), PlainText.full(raw), address, narrow);
        }
    }

    /**
     * Some lines.
     *
     * @param size of all lines
     * @param more how many follow, in words; empty for none
     */
    record Page(int size, List<Line> lines, String more, List<String> sorted) {}

    private record Table(
            String name, List<Column> columns, Collection<String> hidden, int allVisible, int most, Page first) {}

    /**
     * @param name for assistive technology
     * @param hidden keys of columns that are not shown
     */
    public HtmlTable(String name, List<Column> columns, Collection<String> hidden, Source source) {
        this.source = source;
        addClassName("html-table");
        getElement().callJsFunction("show", new Table(name, columns, hidden, ALL_VISIBLE, MOST, page(0, FIRST)));
    }

    /** Shows all columns but these from now on. */
    public void hide(Collection<String> columns) {
        getElement().callJsFunction("hide", List.copyOf(columns));
    }

    /** All lines, as they are shown now. */
    public List<Line> lines() {
        return IntStream.range(0, source.size()).mapToObj(source::line).toList();
    }

    /** @param from the first; from another than zero more come at once */
    @ClientCallable
    Page lines(int from, String sorted) {
        source.sort(Arrays.stream(sorted.split(","))
                .filter(word -> !word.isEmpty())
                .limit(MOST_SORTED)
                .toList());
        return page(from, from > 0 ? FURTHER : FIRST);
    }

    /** @param shown how many lines there were; so many come, and some more */
    @ClientCallable
    Page toggle(int key, int shown) {
        source.toggle(key);
        return page(0, Math.clamp(shown, 0, source.size()) + FIRST);
    }

    @ClientCallable
    void ask(int key) {
        source.ask(key);
    }

    private Page page(int from, int most) {
        int size = source.size();
        int first = Math.clamp(from, 0, size);
        int end = (int) Math.min(size, (long) first + most);
        return new Page(
                size,
                IntStream.range(first, end).mapToObj(source::line).toList(),
                end < size ? "and " + Formats.count(size - end) + " more; export the table to see them all" : "",
                source.sorted());
    }
}
