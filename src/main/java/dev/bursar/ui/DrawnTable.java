package dev.bursar.ui;

import com.vaadin.flow.component.ClientCallable;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table of names and figures that the browser draws from texts. It asks for its lines by the fifty, and the session keeps one
 * node for all of it, where a grid keeps one of 6 kB for each column.
 */
@Tag("vaadin-grid")
public final class DrawnTable extends Component implements HasStyle {
    private static final int PAGE = 50;
    private static final int ALL_VISIBLE = 40;
    private static final int MOST_SORTED = 20;
    private static final int LONGEST_NAME = 120;
    /** So much of an id's end is always shown. */
    private static final int ID_END = 16;

    private final Source source;

    /** What the table shows, in the order in which it is shown. What it is told comes from a browser. */
    public interface Source {
        int size();

        /** Some of the lines; the range is within the size. */
        List<Line> lines(int from, int to);

        /** Sorts it: keys of columns, the one that counts most first, with "-" before those that descend. */
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
        BAR,
        DAYS,
        QUESTION
    }

    /**
     * A column.
     *
     * @param foot what stands under it
     * @param width its least, {@code 118px}
     * @param grow its share of the room that is left
     * @param wideOnly whether phones leave it out
     * @param quiet whether it stands in secondary colour
     */
    public record Column(
            String key,
            Kind kind,
            String head,
            String foot,
            String width,
            int grow,
            boolean sortable,
            boolean wideOnly,
            boolean quiet) {
        /** The first column. */
        public static Column name(String key, String head, String foot) {
            return new Column(key, Kind.NAME, head, foot, "96px", 12, false, false, false);
        }

        public static Column figure(String key, String head, String width, String foot) {
            return new Column(key, Kind.FIGURE, head, foot, width, 1, false, false, false);
        }

        /** Left out on phones. */
        public static Column bar(String key) {
            return new Column(key, Kind.BAR, "", "", "120px", 2, false, true, false);
        }

        /** The shape of the line's days; left out on phones. */
        public static Column days(String key, String head) {
            return new Column(key, Kind.DAYS, head, "", "112px", 0, false, true, false);
        }

        /** @param head for assistive technology */
        public static Column question(String key, String head) {
            return new Column(key, Kind.QUESTION, head, "", "52px", 0, false, false, false);
        }

        public Column sorts() {
            return new Column(key, kind, head, foot, width, grow, true, wideOnly, quiet);
        }

        /** Left out on phones; say the same in {@link Name#narrow}. */
        public Column onlyWide() {
            return new Column(key, kind, head, foot, width, grow, sortable, true, quiet);
        }

        /** Left out on phones and in secondary colour. */
        public Column quietOnlyWide() {
            return new Column(key, kind, head, foot, width, grow, sortable, true, true);
        }
    }

    /**
     * A line, as the browser gets it.
     *
     * @param key by which the browser tells it, the same however the table is sorted
     * @param place {@code part} or {@code inside} below another line, else empty
     * @param colour of its bar, a class of the palette
     * @param square whether its name has a square of this colour
     * @param opener what its button to open or close it is called; empty for none
     * @param figures for the columns of figures, in their order
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

        /** Cut in its middle. */
        public static Name ofId(String raw, String address, String narrow) {
            String text = PlainText.cutMiddle(raw, LONGEST_NAME);
            int end = text.length() > 2 * ID_END ? text.offsetByCodePoints(text.length(), -ID_END) : text.length();
            return new Name(text.substring(0, end), text.substring(end), PlainText.full(raw), address, narrow);
        }
    }

    /** Some lines, and how many there are in all. */
    record Page(int size, List<Line> lines) {}

    private record Table(
            List<Column> columns,
            Collection<String> hidden,
            List<String> sorted,
            int pageSize,
            int allVisible,
            Page first) {}

    /**
     * @param name for assistive technology
     * @param hidden keys of columns that are not shown
     * @param sorted what it is sorted by, as {@link Source#sort} is told
     */
    public DrawnTable(
            String name, List<Column> columns, Collection<String> hidden, List<String> sorted, Source source) {
        this.source = source;
        addClassName("drawn-table");
        getElement().setAttribute("aria-label", name);
        getElement()
                .executeJs(
                        "window.bursarTable.show(this, $0)",
                        new Table(columns, hidden, sorted, PAGE, ALL_VISIBLE, page(0)));
    }

    /** Shows all columns but these from now on. */
    public void hide(Collection<String> columns) {
        getElement().executeJs("window.bursarTable.hide(this, $0)", List.copyOf(columns));
    }

    /** All lines, as they are shown now. */
    public List<Line> lines() {
        return source.lines(0, source.size());
    }

    @ClientCallable
    Page page(int number, String sorted) {
        source.sort(Arrays.stream(sorted.split(","))
                .filter(word -> !word.isEmpty())
                .limit(MOST_SORTED)
                .toList());
        return page(number);
    }

    @ClientCallable
    Page toggle(int key) {
        source.toggle(key);
        return page(0);
    }

    @ClientCallable
    void ask(int key) {
        source.ask(key);
    }

    private Page page(int number) {
        int size = source.size();
        int from = (int) Math.clamp((long) number * PAGE, 0, size);
        return new Page(size, source.lines(from, Math.min(size, from + PAGE)));
    }
}
