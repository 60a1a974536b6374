package dev.bursar.billingdata.read.value;

/**
 * Where a line stands, as it is told at the end of its resource.
 *
 * @param file of the delivery, from 0
 * @param row of the file, from 0
 */
public record LinePlace(int file, long row) {
    /** Separates it from the resource: AWS's names have no control characters. */
    private static final char SEPARATOR = '\u001e';

    /** The place of each line of a file, in SQL. */
    public static String sql(int file) {
        return "chr(" + (int) SEPARATOR + ") || '" + file + ":' || file_row";
    }

    /** Where the resource ends in such a text. */
    public static int end(String text) {
        return text.lastIndexOf(SEPARATOR);
    }

    public static LinePlace of(String text) {
        String place = text.substring(end(text) + 1);
        int colon = place.indexOf(':');
        return new LinePlace(Integer.parseInt(place.substring(0, colon)), Long.parseLong(place.substring(colon + 1)));
    }
}
