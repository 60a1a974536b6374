package dev.bursar.list;

import dev.bursar.kernel.rows.RecordMapper;
import dev.bursar.list.ListColumn.Kind;
import module java.base;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

/**
 * A list, described once: its address, by what its rows are filtered and sorted, how they are asked of the database, and what each has in
 * its columns. The page, files and whatever else tells the rows go by it.
 *
 * @param <R> a row
 */
public final class Listing<R> {
    private final Class<R> type;
    private final String key;
    private final String title;
    private final Noun noun;
    private final ListAddress address;
    private final Setting<Sort> sort;
    private final List<ListColumn<R>> columns;
    private final Function<R, @Nullable String> currency;
    private final Map<Setting<?>, String> settings;
    private final Map<Dimension, String> filters;
    private final Map<Dimension, Offer> offers;
    private final Map<Setting<?>, String> counted;
    private final Map<Object, BiPredicate<R, ListState>> tests;
    private final Map<Dimension, HeldOffer<R>> heldOffers;
    private final Map<Setting<?>, Function<R, String>> heldCounted;
    private final Map<String, Order> orders;
    private final String tie;
    private final @Nullable RecordMapper<?> mapper;

    private Listing(Builder<R> from) {
        type = from.type;
        key = from.key;
        title = from.title;
        noun = from.noun;
        columns = List.copyOf(from.columns);
        currency = from.currency;
        settings = Map.copyOf(from.settings);
        filters = from.filters;
        offers = from.offers;
        counted = from.counted;
        tests = from.tests;
        heldOffers = from.heldOffers;
        heldCounted = from.heldCounted;
        orders = from.orders;
        tie = from.tie;
        mapper = from.mapper;
        sort = from.sort;
        Dimensions dimensions = Dimensions.of(filters.keySet().toArray(Dimension[]::new));
        address = new ListAddress(
                from.route,
                dimensions,
                from.inOrder.stream()
                        .map(setting -> setting == null ? dimensions.setting() : setting)
                        .toArray(Setting<?>[]::new));
    }

    /**
     * @param key unique, lower case with dashes: it is stored
     * @param title for people, also of files
     * @param route of its page
     */
    public static <R> Builder<R> of(Class<R> type, String key, String title, String route) {
        return new Builder<>(type, key, title, route);
    }

    /** What a row is called: one, and several. */
    public record Noun(String one, String several) {}

    /** An order both ways, as it stands after {@code order by}. */
    private record Order(String up, String down) {}

    /** A column whose values a filter offers, and the label of {@code c.value}. */
    private record Offer(String column, String label) {}

    /** The same of rows that are worked out in memory. */
    private record HeldOffer<R>(Function<R, String> value, Function<R, String> label) {}

    public String key() {
        return key;
    }

    public String title() {
        return title;
    }

    public Noun noun() {
        return noun;
    }

    public ListAddress address() {
        return address;
    }

    public List<ListColumn<R>> columns() {
        return columns;
    }

    /** Of a row's money; null where it has none. */
    public @Nullable String currency(R row) {
        return currency.apply(row);
    }

    public Setting<Sort> sort() {
        return sort;
    }

    /** The keys of columns that rows can be sorted by. */
    public boolean sorts(String column) {
        return orders.containsKey(column);
    }

    private RecordMapper<?> asked() {
        if (mapper == null) {
            throw new IllegalStateException(key + " isn't asked of the database");
        }
        return mapper;
    }

    /** What to select for a row. */
    String columns(String alias) {
        return asked().columns(alias);
    }

    RowMapper<R> mapper() {
        RecordMapper<?> asked = asked();
        return (row, number) -> type.cast(asked.mapRow(row, number));
    }

    /** The conditions that a person chose, each with its values under the name of its filter or setting. */
    public Conditions conditions(ListState state, Setting<?>... without) {
        var conditions = new Conditions();
        settings.forEach((setting, condition) -> {
            if (!state.isUsual(setting) && !List.of(without).contains(setting)) {
                conditions.add(condition, setting.names().getFirst(), state.word(setting));
            }
        });
        filters.forEach((filter, condition) -> {
            List<String> values = state.values(filter);
            if (!values.isEmpty()) {
                conditions.add(
                        condition, filter.key(), filter.isSearch() ? values.getFirst() : values.toArray(String[]::new));
            }
        });
        return conditions;
    }

    /** The columns whose values filters offer, without their alias: what a statement of one's own has to select. */
    public List<String> offered() {
        return offers.values().stream()
                .map(offer -> offer.column.substring(offer.column.indexOf('.') + 1))
                .toList();
    }

    /** The settings that rows are counted by. */
    Set<Setting<?>> counted() {
        return counted.keySet();
    }

    /** The column whose values a filter offers. */
    public String column(Dimension filter) {
        return Objects.requireNonNull(offers.get(filter)).column;
    }

    /** The label of {@code c.value}, a value that a filter offers. */
    public String label(Dimension filter) {
        return "coalesce(" + Objects.requireNonNull(offers.get(filter)).label + ", '')";
    }

    /**
     * Selects what filters offer, whatever was chosen, and how many rows there are of what each counted setting can be, whatever it is:
     * {@code kind}, {@code value}, {@code label} and {@code n}.
     *
     * @param from what conditions are of: {@code held h}
     */
    public String choices(ListState state, String from) {
        Stream<String> values = offers.entrySet().stream().map(offer ->
                """
                        select '%s' as kind, cast(c.value as text) as value, %s as label, 0 as n
                          from (select distinct %s as value from %s) c
                        """.formatted(offer.getKey().key(), label(offer.getKey()), offer.getValue().column, from));
        Stream<String> settings = counted.entrySet().stream()
                .map(setting -> "select '%s' as kind, %s as value, '' as label, count(*) as n from %s%s group by 2\n"
                        .formatted(
                                setting.getKey().names().getFirst(),
                                setting.getValue(),
                                from,
                                conditions(state, setting.getKey()).where()));
        return Stream.concat(values, settings).collect(Collectors.joining("union all\n"));
    }

    /** The same of rows that are worked out in memory; labels in their order. */
    public Choices choices(List<R> all, ListState state) {
        Map<String, Map<String, String>> labels = new HashMap<>();
        heldOffers.forEach((filter, offer) -> {
            Map<String, String> values = new LinkedHashMap<>();
            all.stream()
                    .filter(row -> !offer.value.apply(row).isEmpty())
                    .sorted(Comparator.comparing(
                                    (R row) -> offer.label.apply(row).toLowerCase(Locale.ROOT))
                            .thenComparing(offer.value))
                    .forEach(row -> values.put(offer.value.apply(row), offer.label.apply(row)));
            labels.put(filter.key(), values);
        });
        Map<String, Map<String, Long>> counts = new HashMap<>();
        heldCounted.forEach((setting, word) -> counts.put(
                setting.names().getFirst(),
                all.stream()
                        .filter(row -> holds(row, state, setting))
                        .collect(Collectors.groupingBy(word, Collectors.counting()))));
        return new Choices(labels, counts);
    }

    private boolean holds(R row, ListState state, Object... without) {
        return tests.entrySet().stream()
                .allMatch(test -> List.of(without).contains(test.getKey())
                        || test.getValue().test(row, state));
    }

    /** As it stands after {@code order by}; rows that are the same in it stand in one order too. */
    public String order(ListState state) {
        Sort by = state.get(sort);
        Order order = orders.get(by.by());
        if (order == null) {
            throw new IllegalStateException(key + " isn't sorted by " + by.by());
        }
        return (by.descending() ? order.down() : order.up()) + ", " + tie;
    }

    /**
     * Those that a person chose of rows that are worked out in memory; rows that are the same in the order, or have none, stay as they are
     * given.
     */
    public List<R> chosen(List<R> all, ListState state) {
        Stream<R> chosen = all.stream().filter(row -> holds(row, state));
        return (orders.isEmpty() ? chosen : chosen.sorted(comparator(state.get(sort)))).toList();
    }

    @SuppressWarnings("unchecked") // rows are sorted by columns whose values can be compared
    private Comparator<R> comparator(Sort by) {
        ListColumn<R> column = columns.stream()
                .filter(one -> one.key().equals(by.by()))
                .findFirst()
                .orElseThrow();
        Comparator<R> order = Comparator.comparing(row ->
                (Comparable<Object>) Objects.requireNonNull(column.value().apply(row)));
        return by.descending() ? order.reversed() : order;
    }

    /** The listing with a service that asks for its rows one by one. */
    public ListSource<R> source(Function<ListState, ListSource.Found> found, BiConsumer<ListState, Consumer<R>> rows) {
        return new ListSource<>(
                this, state -> new ListSource.Answer<>(found.apply(state), each -> rows.accept(state, each)));
    }

    /** The listing with who works out its rows in memory, and gives those that are chosen. */
    public ListSource<R> source(Function<ListState, List<R>> chosen) {
        return new ListSource<>(this, state -> {
            List<R> rows = chosen.apply(state);
            return new ListSource.Answer<>(
                    new ListSource.Found(rows.size(), Optional.empty(), Map.of()), rows::forEach);
        });
    }

    /** Builds a listing; settings and filters stand in the address in the order in which they are named. */
    public static final class Builder<R> {
        private final Class<R> type;
        private final String key;
        private final String title;
        private final String route;
        private final List<ListColumn<R>> columns = new ArrayList<>();
        /** Null for where the filters stand. */
        private final List<@Nullable Setting<?>> inOrder = new ArrayList<>();

        private final Map<Setting<?>, String> settings = new LinkedHashMap<>();
        private final Map<Dimension, String> filters = new LinkedHashMap<>();
        private final Map<Dimension, Offer> offers = new LinkedHashMap<>();
        private final Map<Setting<?>, String> counted = new LinkedHashMap<>();
        private final Map<Object, BiPredicate<R, ListState>> tests = new LinkedHashMap<>();
        private final Map<Dimension, HeldOffer<R>> heldOffers = new LinkedHashMap<>();
        private final Map<Setting<?>, Function<R, String>> heldCounted = new LinkedHashMap<>();
        private final Map<String, Order> orders = new LinkedHashMap<>();
        private Noun noun = new Noun("row", "rows");
        private Function<R, @Nullable String> currency = row -> null;
        private Setting<Sort> sort = Setting.sort(orders.keySet(), new Sort("", false));
        private String tie = "";
        private @Nullable RecordMapper<?> mapper;

        private Builder(Class<R> type, String key, String title, String route) {
            this.type = type;
            this.key = key;
            this.title = title;
            this.route = route;
        }

        public Builder<R> called(String one, String several) {
            noun = new Noun(one, several);
            return this;
        }

        /** Something that can be chosen and is no condition on rows by itself. */
        public Builder<R> setting(Setting<?> setting) {
            inOrder.add(setting);
            return this;
        }

        /** @param condition written by a programmer; the value stands under the setting's name: {@code h.state = :state} */
        public Builder<R> setting(Setting<?> setting, String condition) {
            settings.put(setting, condition);
            return setting(setting);
        }

        /** Rows with what is chosen in this column; rows are counted by it. */
        public <T> Builder<R> counted(Setting<Optional<T>> setting, String column) {
            counted.put(setting, column);
            return setting(setting, column + " = :" + setting.names().getFirst());
        }

        /** The same of rows that are worked out in memory. */
        public <T> Builder<R> counted(Setting<Optional<T>> setting, Function<R, T> value) {
            heldCounted.put(setting, row -> setting.word(Optional.of(value.apply(row))));
            return setting(setting, (row, chosen) -> chosen.stream().allMatch(value.apply(row)::equals));
        }

        /** @param holds of a row that is worked out in memory and what is chosen */
        public <T> Builder<R> setting(Setting<T> setting, BiPredicate<R, T> holds) {
            tests.put(setting, (row, state) -> holds.test(row, state.get(setting)));
            return setting(setting);
        }

        /** @param condition of a row, with an array under the filter's key, {@code h.account = any(:account)}, or the text that is searched for */
        public Builder<R> filter(Dimension filter, String condition) {
            if (filters.isEmpty()) {
                inOrder.add(null);
            }
            filters.put(filter, condition);
            return this;
        }

        /** Rows with a chosen value in this column, {@code h.region}; its values are offered. */
        public Builder<R> among(Dimension filter, String column) {
            return among(filter, column, "c.value");
        }

        /** @param label of {@code c.value} in SQL; nobody's and what has none is "" */
        public Builder<R> among(Dimension filter, String column, String label) {
            offers.put(filter, new Offer(column, label));
            String chosen = filter.isNumber() ? "cast(:" + filter.key() + " as int[])" : ":" + filter.key();
            return filter(filter, column + " = any(" + chosen + ")");
        }

        /**
         * The same of rows that are worked out in memory.
         *
         * @param value "" where there is none to offer
         */
        public Builder<R> among(Dimension filter, Function<R, String> value, Function<R, String> label) {
            heldOffers.put(filter, new HeldOffer<>(value, label));
            tests.put(filter, (row, state) -> {
                List<String> wanted = state.values(filter);
                return wanted.isEmpty() || wanted.contains(value.apply(row));
            });
            return filter(filter, "");
        }

        /** The order that nobody has to choose, by a column that rows can be sorted by. */
        public Builder<R> sorted(String column, boolean descending) {
            sort = Setting.sort(orders.keySet(), new Sort(column, descending));
            return setting(sort);
        }

        /** What rows are made of and, after the order that is chosen, sorted by. */
        public Builder<R> rows(RecordMapper<?> rows, String then) {
            mapper = rows;
            tie = then;
            return this;
        }

        public Builder<R> text(String column, String head, Function<R, @Nullable String> text) {
            return column(column, head, Kind.TEXT, text);
        }

        /** @param words as people read a constant */
        public <E extends Enum<E>> Builder<R> word(
                String column, String head, Function<R, @Nullable E> constant, Function<R, String> words) {
            return column(column, head, Kind.WORD, constant, words);
        }

        /** What a row has to say that each way out puts into words of its own. */
        public Builder<R> told(String column, String head, Function<R, ? extends @Nullable Object> facts) {
            return column(column, head, Kind.WORD, facts);
        }

        public Builder<R> number(String column, String head, Function<R, @Nullable Number> number) {
            return column(column, head, Kind.NUMBER, number);
        }

        public Builder<R> moment(String column, String head, Function<R, @Nullable Instant> moment) {
            return column(column, head, Kind.MOMENT, moment);
        }

        public Builder<R> day(String column, String head, Function<R, @Nullable LocalDate> day) {
            return column(column, head, Kind.DAY, day);
        }

        public Builder<R> money(String column, String head, Function<R, @Nullable BigDecimal> amount) {
            return column(column, head, Kind.MONEY, amount);
        }

        /** @param share of 1 */
        public Builder<R> percent(String column, String head, Function<R, @Nullable BigDecimal> share) {
            return column(column, head, Kind.PERCENT, share);
        }

        private Builder<R> column(
                String column, String head, Kind kind, Function<R, ? extends @Nullable Object> value) {
            return column(column, head, kind, value, value);
        }

        private Builder<R> column(
                String column,
                String head,
                Kind kind,
                Function<R, ? extends @Nullable Object> value,
                Function<R, ? extends @Nullable Object> cell) {
            columns.add(new ListColumn<>(column, head, kind, value::apply, cell::apply));
            return this;
        }

        /** @param of a row's money; null where it has none */
        public Builder<R> currency(Function<R, @Nullable String> of) {
            currency = of;
            return this;
        }

        /** Rows can be sorted by the column before; what isn't known stands last. */
        public Builder<R> by(String sql) {
            return by(sql + " nulls last", sql + " desc nulls last");
        }

        /** The same by the order in which constants are declared. */
        public <E extends Enum<E>> Builder<R> by(Class<E> constants, String sql) {
            return by(Arrays.stream(constants.getEnumConstants())
                    .map(AddressReader::word)
                    .collect(Collectors.joining("', '", "array_position(array['", "'], " + sql + ")")));
        }

        /** Rows that are worked out in memory can be sorted by the column before; each has a value in it. */
        public Builder<R> by() {
            return by("", "");
        }

        public Builder<R> by(String up, String down) {
            orders.put(columns.getLast().key(), new Order(up, down));
            return this;
        }

        public Listing<R> build() {
            return new Listing<>(this);
        }
    }
}
