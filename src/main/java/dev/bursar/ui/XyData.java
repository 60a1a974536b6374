package dev.bursar.ui;

import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * What a chart with two axes of numbers shows. Coordinates are for drawing; what a person reads are texts that {@link Formats} made.
 *
 * @param time whether x is milliseconds since 1970, shown as days in UTC
 * @param from least x
 * @param to greatest x
 * @param across what x is; "" for time
 * @param symbol before figures of y, such as {@code $}; "" for none
 * @param top greatest y; null for what the lines reach
 * @param stops where the pointer and arrow keys halt, by x
 */
public record XyData(
        boolean time,
        double from,
        double to,
        String across,
        String symbol,
        @Nullable Double top,
        List<Line> lines,
        List<Stop> stops) {
    public XyData {
        lines = List.copyOf(lines);
        stops = List.copyOf(stops);
    }

    /** How a line is drawn; the last ones are signs without a line. */
    public enum Style {
        SOLID,
        DASHED,
        DOTTED,
        BARS,
        CIRCLES,
        HOLLOW_CIRCLES,
        TRIANGLES,
        HOLLOW_TRIANGLES,
        DIAMOND
    }

    /**
     * A line, bars or signs.
     *
     * @param label at its last point; "" for none
     */
    public record Line(String name, Palette.Colour colour, Style style, String label, List<Point> points) {
        public Line {
            points = List.copyOf(points);
        }
    }

    /** @param y null where there is nothing: a gap */
    public record Point(double x, @Nullable Double y) {}

    /** A place with what is read out there. */
    public record Stop(double x, String title, List<Text> texts) {
        public Stop {
            texts = List.copyOf(texts);
        }
    }

    /** @param line its place in the list of lines */
    public record Text(int line, String text) {}
}
