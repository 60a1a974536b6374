package dev.bursar.simulator.files;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import module java.base;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads the files that lie in the package of the type that they are read as. What a file leaves out is null, 0 or false. */
public final class Data {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private Data() {}

    /** The rows of a CSV file in their order; the first line names the type's members, and an empty cell is null. */
    public static <T> List<T> rows(String file, Class<T> type) {
        try (var csv = CsvReader.builder().commentStrategy(CommentStrategy.SKIP).ofNamedCsvRecord(text(file, type))) {
            return csv.stream().map(row -> row(row, type)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T row(NamedCsvRecord row, Class<T> type) {
        var cells = new HashMap<>(row.getFieldsAsMap());
        cells.values().removeIf(String::isEmpty);
        return MAPPER.convertValue(cells, type);
    }

    /** The entries of a YAML file that is a list. */
    public static <T> List<T> list(String file, Class<T> type) {
        return MAPPER.convertValue(tree(file, type), MAPPER.getTypeFactory().constructCollectionType(List.class, type));
    }

    /** The entries of a YAML file that is a map, in their order. */
    public static <T> Map<String, T> map(String file, Class<T> type) {
        return MAPPER.convertValue(
                tree(file, type), MAPPER.getTypeFactory().constructMapType(LinkedHashMap.class, String.class, type));
    }

    /** A moment that a file tells in days before a day, and the time: {@code 5 10:00}. */
    public static LocalDateTime moment(LocalDate day, String told) {
        var space = told.indexOf(' ');
        return day.minusDays(Long.parseLong(told.substring(0, space)))
                .atTime(LocalTime.parse(told.substring(space + 1)));
    }

    private static Object tree(String file, Class<?> type) {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(text(file, type));
    }

    private static String text(String file, Class<?> type) {
        try (var stream = type.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalArgumentException("No file " + file + " beside " + type.getName());
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
