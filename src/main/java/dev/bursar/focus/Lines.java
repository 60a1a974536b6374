package dev.bursar.focus;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * The lines of a checked delivery, ready for their format's statement.
 *
 * @param view the query that the view lines stands for
 * @param tagText the SQL of the function tag_text, of its parameter t
 * @param listedTags tag keys of a format that lists only the values
 * @param columns which of the format's columns there are
 * @param totals by currency and cost, read from the lines
 */
record Lines(
        LineFormat format,
        String view,
        String tagText,
        List<String> listedTags,
        Set<String> columns,
        long rows,
        SortedMap<String, Map<String, BigDecimal>> totals) {}
