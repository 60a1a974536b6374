package dev.bursar.spend;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Puts services of Cost Explorer and of exports under one name, so that what both say can be held against each other. The map is a
 * file with a version: another version may give other sums by service.
 */
public final class ServiceNames {
    /** The file's version. */
    public static final int VERSION = 1;

    private static final String FILE = "service-names.csv";
    private static final Map<String, String> COMMON = read();

    private ServiceNames() {}

    /**
     * The name in common; a service that has one name everywhere keeps it. Tax is a service of its own in Cost Explorer, and a record
     * type of the taxed service in exports.
     *
     * @param service as a charge of either has it
     * @param recordType AWS's, or FOCUS's charge category where an export has no other
     */
    public static String common(String service, String recordType) {
        return recordType.equals("Tax") ? "Tax" : COMMON.getOrDefault(service, service);
    }

    private static Map<String, String> read() {
        var file = Objects.requireNonNull(ServiceNames.class.getResourceAsStream(FILE), FILE);
        try (CsvReader<CsvRecord> lines = CsvReader.builder()
                .commentStrategy(CommentStrategy.SKIP)
                .ofCsvRecord(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return lines.stream()
                    .collect(Collectors.toUnmodifiableMap(line -> line.getField(0), line -> line.getField(1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
