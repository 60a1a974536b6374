package dev.bursar.simulator.exports;

import dev.bursar.simulator.http.Json;
import module java.base;
import org.jspecify.annotations.Nullable;

/**
 * A column of an export.
 *
 * @param value a row's value as text, null where it has none
 */
public record ExportColumn<R>(String name, Type type, Function<R, @Nullable String> value) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** Types by the names that manifests have for them. */
    public enum Type {
        STRING("varchar", "%s"),
        DOUBLE("double", "cast(%s as double)"),
        TIMESTAMP("timestamp", "cast(%s as timestamp_ms)"),
        MAP("map", "cast(cast(%s as json) as map(varchar, varchar))");

        final String inManifest;
        public final String fromText;

        Type(String inManifest, String fromText) {
            this.inManifest = inManifest;
            this.fromText = fromText;
        }
    }

    static <R> ExportColumn<R> text(String name, Function<R, @Nullable String> value) {
        return new ExportColumn<>(name, Type.STRING, value);
    }

    static <R> ExportColumn<R> number(String name, Function<R, @Nullable BigDecimal> value) {
        return new ExportColumn<>(name, Type.DOUBLE, row -> {
            var number = value.apply(row);
            return number == null ? null : plain(number);
        });
    }

    static <R> ExportColumn<R> time(String name, Function<R, Instant> value) {
        return new ExportColumn<>(name, Type.TIMESTAMP, row -> TIME.format(value.apply(row)));
    }

    static <R> ExportColumn<R> map(String name, Function<R, Map<String, String>> value) {
        return new ExportColumn<>(
                name, Type.MAP, row -> Json.MAPPER.writeValueAsString(new TreeMap<>(value.apply(row))));
    }

    /** A column of AWS's schema that has no value here. */
    static <R> ExportColumn<R> none(String name, Type type) {
        return new ExportColumn<>(name, type, row -> null);
    }

    /** Small numbers come with an exponent, as AWS writes them. */
    private static String plain(BigDecimal number) {
        if (number.signum() == 0) {
            return "0.0";
        }
        var stripped = number.stripTrailingZeros();
        return (stripped.scale() < 1 ? stripped.setScale(1) : stripped).toString();
    }
}
