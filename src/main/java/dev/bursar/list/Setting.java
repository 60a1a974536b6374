package dev.bursar.list;

import module java.base;
import org.threeten.extra.LocalDateRange;

/**
 * One thing that a person chooses on a list page: how it is read from the page's address and written into it. What isn't there, or can't be
 * read, is as usual.
 *
 * @param <T> what is chosen; it has an {@code equals}
 */
public final class Setting<T> {
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final List<String> names;
    private final T usual;
    private final boolean panel;
    private final Function<AddressReader, T> reading;
    private final Function<T, Map<String, List<String>>> writing;

    private Setting(
            List<String> names,
            T usual,
            boolean panel,
            Function<AddressReader, T> reading,
            Function<T, Map<String, List<String>>> writing) {
        this.names = names;
        this.usual = usual;
        this.panel = panel;
        this.reading = reading;
        this.writing = writing;
    }

    /**
     * One value of its own.
     *
     * @param read empty for what is none
     * @param whyNot said of what is none: {@code unknown column}
     */
    public static <T> Setting<T> single(
            String name, T usual, Function<String, Optional<T>> read, Function<T, String> write, String whyNot) {
        return new Setting<>(
                List.of(name),
                usual,
                false,
                address -> address.single(name, read, whyNot).orElse(usual),
                value -> Map.of(name, List.of(write.apply(value))));
    }

    /** A constant by its word. */
    public static <E extends Enum<E>> Setting<E> choice(String name, Class<E> type, E usual) {
        return single(name, usual, text -> AddressReader.constant(type, text), AddressReader::word, "unknown value");
    }

    /**
     * A constant by its word, or none.
     *
     * @param what {@code group}
     */
    public static <E extends Enum<E>> Setting<Optional<E>> optional(String name, Class<E> type, String what) {
        return optional(name, text -> AddressReader.constant(type, text), AddressReader::word, "unknown " + what);
    }

    /** A value or none. */
    public static <V> Setting<Optional<V>> optional(
            String name, Function<String, Optional<V>> read, Function<V, String> write, String whyNot) {
        return single(
                name,
                Optional.empty(),
                text -> read.apply(text).map(Optional::of),
                value -> write.apply(value.orElseThrow()),
                whyNot);
    }

    /** The number of a thing, from 0 on. */
    public static Setting<Optional<Long>> number(String name) {
        return optional(
                name,
                text -> text.matches("[0-9]{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty(),
                String::valueOf,
                "expected a number");
    }

    public static Setting<Optional<UUID>> id(String name, String whyNot) {
        return optional(
                name,
                text -> ID.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty(),
                UUID::toString,
                whyNot);
    }

    /** Off, or on as {@code true}. */
    public static Setting<Boolean> flag(String name) {
        return single(
                name,
                false,
                text -> text.equals("true") ? Optional.of(true) : Optional.empty(),
                any -> "true",
                "the only value is true");
    }

    /** On as {@code 1} and off as {@code 0}. */
    public static Setting<Boolean> onOff(String name, boolean usual) {
        return single(
                name,
                usual,
                text -> switch (text) {
                    case "1" -> Optional.of(true);
                    case "0" -> Optional.of(false);
                    default -> Optional.empty();
                },
                on -> on ? "1" : "0",
                "expected 1 or 0");
    }

    /** A text to search for; "" for none. */
    public static Setting<String> search(String name) {
        return new Setting<>(
                List.of(name),
                "",
                false,
                address -> address.single(name)
                        .filter(text -> {
                            Optional<String> wrong = Dimension.wrongSearch(text);
                            wrong.ifPresent(why -> address.ignore(name + "=" + text, why));
                            return wrong.isEmpty();
                        })
                        .orElse(""),
                text -> Map.of(name, List.of(text)));
    }

    public static <E extends Enum<E>> Setting<Sort> sort(Class<E> type, E usual, boolean descending) {
        return sort(
                Arrays.stream(type.getEnumConstants()).map(AddressReader::word).toList(),
                new Sort(AddressReader.word(usual), descending));
    }

    /** @param keys of columns that rows can be sorted by */
    static Setting<Sort> sort(Collection<String> keys, Sort usual) {
        return single(
                "sort",
                usual,
                text -> Optional.of(Sort.of(text)).filter(sort -> keys.contains(sort.by())),
                Sort::word,
                "unknown column");
    }

    /** A billing month, or all. */
    public static Setting<Optional<YearMonth>> month(String name) {
        return new Setting<>(
                List.of(name),
                Optional.empty(),
                false,
                address -> address.month(name),
                month -> Map.of(name, List.of(month.orElseThrow().toString())));
    }

    /** @param withAll whether everything that is kept can be asked for */
    public static Setting<Period> period(Preset usual, boolean withAll) {
        return new Setting<>(
                List.of("period", "from", "to"),
                Period.of(usual),
                false,
                address -> {
                    Optional<LocalDateRange> days = address.days();
                    Period named = address.single("period", word -> Period.ofWord(word, withAll), "unknown period")
                            .orElse(Period.of(usual));
                    return days.<Period>map(Period.Fixed::new).orElse(named);
                },
                period -> switch (period) {
                    case Period.Moving(var preset) -> Map.of("period", List.of(preset.word()));
                    case Period.All all -> Map.of("period", List.of(Period.ALL_WORD));
                    case Period.Fixed(var days) -> {
                        var both = new LinkedHashMap<String, List<String>>();
                        both.put("from", List.of(days.getStart().toString()));
                        both.put("to", List.of(days.getEnd().toString()));
                        yield both;
                    }
                });
    }

    /** Two days, the first included and the last not, or none. */
    public static Setting<Optional<LocalDateRange>> days(String from, String to) {
        return new Setting<>(List.of(from, to), Optional.empty(), false, address -> address.days(from, to), days -> {
            var both = new LinkedHashMap<String, List<String>>();
            both.put(from, List.of(days.orElseThrow().getStart().toString()));
            both.put(to, List.of(days.orElseThrow().getEnd().toString()));
            return both;
        });
    }

    /** Filters under {@code f}, at most one of a dimension. */
    static Setting<List<Filter>> filters(Dimensions dimensions) {
        return new Setting<>(
                List.of("f"),
                List.of(),
                false,
                address -> {
                    Set<String> seen = new HashSet<>();
                    return address.filters(dimensions.example(), dimensions::has).stream()
                            .filter(filter -> {
                                Optional<String> wrong = dimensions.wrong(filter, seen);
                                wrong.ifPresent(why -> address.ignore("f=" + FilterAddress.write(filter), why));
                                return wrong.isEmpty();
                            })
                            .toList();
                },
                filters ->
                        Map.of("f", filters.stream().map(FilterAddress::write).toList()));
    }

    /** The same as the setting that says which row's details are open: it changes no row, and any other choice closes it. */
    public Setting<T> opensPanel() {
        return new Setting<>(names, usual, true, reading, writing);
    }

    boolean isPanel() {
        return panel;
    }

    boolean isSort() {
        return usual instanceof Sort;
    }

    public List<String> names() {
        return names;
    }

    /** How a value stands in the address where it is one word. */
    String word(T value) {
        return write(value).values().iterator().next().getFirst();
    }

    T usual() {
        return usual;
    }

    T read(AddressReader address) {
        return reading.apply(address);
    }

    Map<String, List<String>> write(T value) {
        return writing.apply(value);
    }
}
