package dev.bursar.efficiency.fact;

import module java.base;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** A sealed fact as it is stored: which one, and its figures as JSON. */
public final class FactCodec<T> {
    /** Money stays exact within a tree too. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final Map<String, Class<?>> kinds;
    private final Class<T> sealed;

    private FactCodec(Class<T> sealed) {
        this.sealed = sealed;
        kinds = Arrays.stream(sealed.getPermittedSubclasses())
                .collect(Collectors.toMap(FactCodec::code, Function.identity()));
    }

    /** @param sealed an interface that only records implement */
    public static <T> FactCodec<T> of(Class<T> sealed) {
        return new FactCodec<>(sealed);
    }

    /** Which fact it is, such as {@code not-opened}. */
    public String code(T fact) {
        return code(fact.getClass());
    }

    private static String code(Class<?> kind) {
        return kind.getSimpleName().replaceAll("(?<=.)(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    /** Its figures. */
    public String figures(T fact) {
        return JSON.writeValueAsString(fact);
    }

    public T of(String code, String figures) {
        return sealed.cast(JSON.readValue(figures, kind(code)));
    }

    private Class<?> kind(String code) {
        Class<?> kind = kinds.get(code);
        if (kind == null) {
            throw new IllegalArgumentException(code);
        }
        return kind;
    }

    /** Several facts in one column, each with its code. */
    public String all(List<T> facts) {
        return JSON.writeValueAsString(facts.stream()
                .map(fact -> new Coded(code(fact), JSON.valueToTree(fact)))
                .toList());
    }

    public List<T> ofAll(String json) {
        return Arrays.stream(JSON.readValue(json, Coded[].class))
                .map(one -> sealed.cast(JSON.treeToValue(one.figures(), kind(one.is()))))
                .toList();
    }

    private record Coded(String is, JsonNode figures) {}
}
