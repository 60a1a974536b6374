package dev.bursar.billingdata.read;

import dev.bursar.billingdata.ChargeFileFault;
import dev.bursar.billingdata.ChargeFileFault.Plain;
import dev.bursar.billingdata.ChargeFileRefused;
import module java.base;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a source says of a delivery: AWS Data Exports' Manifest.json, or that of a legacy Cost and Usage Report.
 *
 * @param delivery the id of this delivery, another one for each; "" where the manifest has none
 * @param billingPeriod null where the manifest has none
 * @param chunks keys of the data files, as text: nothing here ever becomes a path
 * @param compression as the source writes it, "" where it says nothing; only a hint, as is {@code contentType}
 * @param columns the names of the columns, as their file would have them
 */
public record Manifest(
        String delivery,
        @Nullable YearMonth billingPeriod,
        List<String> chunks,
        String compression,
        String contentType,
        List<String> columns) {
    private static final int LONGEST_NAME = 1_024;
    private static final Pattern MONTH = Pattern.compile("(\\d{4})-?(\\d{2})");
    private static final Pattern PARTITION = Pattern.compile("(?i)BILLING_PERIOD=(\\d{4}-\\d{2})(?:/|$)");
    private static final Pattern BUCKET = Pattern.compile("s3://[^/]+/");
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(20)
                            .maxDocumentLength(Most.THERE.bytes())
                            .build())
                    .build())
            .build();

    public Manifest {
        chunks = List.copyOf(chunks);
        columns = List.copyOf(columns);
    }

    /**
     * What a manifest may have.
     *
     * @param files that it lists
     */
    public record Most(int bytes, int files) {
        /** Where the files are read here. */
        public static final Most HERE = new Most(8 << 20, 10_000);
        /** Where they are read by an engine. */
        public static final Most THERE = new Most(64 << 20, 100_000);
    }

    /** Reads a manifest whose files are read here. */
    public static Manifest read(String file, InputStream json) throws IOException {
        return read(file, json, Most.HERE);
    }

    /**
     * Reads a manifest.
     *
     * @param file its name, for people
     * @throws ExportRefused when it is none, names no data files, or names one so that it could leave its folder
     */
    public static Manifest read(String file, InputStream json, Most most) throws IOException {
        byte[] bytes = json.readNBytes(most.bytes() + 1);
        if (bytes.length > most.bytes()) {
            throw ChargeFileRefused.file(
                    ChargeFileRefused.Reason.TOO_LARGE,
                    file,
                    new ChargeFileFault.ManifestTooLarge(most.bytes() >> 20, false));
        }
        JsonNode manifest;
        try {
            manifest = JSON.readTree(bytes);
        } catch (JacksonException e) {
            throw none(file, e);
        }
        if (manifest == null || !manifest.isObject()) {
            throw none(file, null);
        }
        List<String> chunks = chunks(file, manifest, most);
        return new Manifest(
                text(manifest, "executionId", text(manifest, "assemblyId", "")),
                period(file, manifest, chunks),
                chunks,
                text(manifest, "compression", ""),
                text(manifest, "contentType", ""),
                columns(manifest));
    }

    private static ChargeFileRefused none(String file, @Nullable Throwable cause) {
        return ChargeFileRefused.file(ChargeFileRefused.Reason.NOT_AN_EXPORT, file, Plain.NO_MANIFEST, cause);
    }

    private static List<String> chunks(String file, JsonNode manifest, Most most) {
        JsonNode named =
                manifest.path("dataFiles").isArray() ? manifest.path("dataFiles") : manifest.path("reportKeys");
        if (!named.isArray() || named.size() > most.files()) {
            throw none(file, null);
        }
        var chunks = new ArrayList<String>();
        for (JsonNode name : named) {
            if (!name.isString() || unsafe(name.stringValue())) {
                throw ChargeFileRefused.file(ChargeFileRefused.Reason.BAD_VALUE, file, Plain.PATH_OUTSIDE);
            }
            chunks.add(name.stringValue());
        }
        return chunks;
    }

    private static boolean unsafe(String name) {
        String inBucket = BUCKET.matcher(name).lookingAt() ? name.substring(name.indexOf('/', 5) + 1) : name;
        // AWS begins the keys of a report without a prefix with a slash
        String key = inBucket.startsWith("/") ? inBucket.substring(1) : inBucket;
        return key.isEmpty()
                || key.length() > LONGEST_NAME
                || key.startsWith("/")
                || key.contains("\\")
                || key.contains("://")
                || key.chars().anyMatch(Character::isISOControl)
                || key.length() > 1 && key.charAt(1) == ':'
                || key.endsWith("/")
                || List.of(key.split("/", -1)).contains("..");
    }

    private static @Nullable YearMonth period(String file, JsonNode manifest, List<String> chunks) {
        JsonNode period = manifest.path("billingPeriod");
        String start = period.isObject() ? text(period, "start", "") : period.isString() ? period.stringValue() : "";
        Matcher month = MONTH.matcher(start);
        try {
            if (month.lookingAt()) {
                return YearMonth.of(Integer.parseInt(month.group(1)), Integer.parseInt(month.group(2)));
            }
            for (String chunk : chunks) {
                Matcher partition = PARTITION.matcher(chunk);
                if (partition.find()) {
                    return YearMonth.parse(partition.group(1));
                }
            }
            return null;
        } catch (DateTimeException e) {
            throw ChargeFileRefused.file(ChargeFileRefused.Reason.BAD_VALUE, file, Plain.PERIOD_IS_NO_MONTH, e);
        }
    }

    private static List<String> columns(JsonNode manifest) {
        var columns = new ArrayList<String>();
        for (JsonNode column : manifest.path("columns")) {
            String name = column.isString() ? column.stringValue() : text(column, "name", "");
            String category = text(column, "category", "");
            if (!name.isEmpty() && columns.size() < Header.MOST_COLUMNS) {
                columns.add(category.isEmpty() ? name : category + "/" + name);
            }
        }
        return columns;
    }

    private static String text(JsonNode object, String field, String otherwise) {
        JsonNode value = object.path(field);
        return value.isString() ? value.stringValue() : otherwise;
    }
}
