package dev.bursar.spend.ui;

import dev.bursar.charges.CostResult.Part;
import dev.bursar.charges.CostResult.Row;
import dev.bursar.ui.Palette.Colour;
import module java.base;
import org.jspecify.annotations.Nullable;

/** A line of the table: a group, one of its parts, or Other, which stands for several groups and opens in place. */
record SpendLine(
        Kind kind,
        String key,
        String label,
        BigDecimal total,
        BigDecimal before,
        Colour colour,
        @Nullable String within,
        List<SpendLine> inside) {
    SpendLine {
        inside = List.copyOf(inside);
    }

    /** What a line stands for. */
    enum Kind {
        ROW,
        PART,
        OTHER
    }

    static SpendLine of(Row row, Colour colour) {
        List<SpendLine> parts =
                row.parts().stream().map(part -> of(row.key(), part, colour)).toList();
        return new SpendLine(Kind.ROW, row.key(), row.label(), row.total(), row.before(), colour, null, parts);
    }

    private static SpendLine of(String row, Part part, Colour colour) {
        return new SpendLine(Kind.PART, part.key(), part.label(), part.total(), part.before(), colour, row, List.of());
    }

    static SpendLine other(String label, TopRows top, List<SpendLine> lines) {
        return new SpendLine(Kind.OTHER, "", label, top.othersTotal(), top.othersBefore(), Colour.OTHER, null, lines);
    }

    BigDecimal change() {
        return total.subtract(before);
    }
}
