package dev.bursar.list;

import dev.bursar.kernel.rows.Params;
import module java.base;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;

/** Asks the database for rows of listings, whose relation and rights a service gives. */
@Component
public class ListQueries {
    private static final int FETCHED_AT_ONCE = 2_000;

    private final JdbcClient jdbc;

    ListQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Where rows come from.
     *
     * @param with before {@code select}; "" for none
     * @param from a table or what {@code with} names, and what it is called in the listing's conditions and orders: {@code held h}
     * @param params of both
     */
    public record Relation(String with, String from, Params params) {
        private String alias() {
            return from.substring(from.lastIndexOf(' ') + 1);
        }
    }

    /** At most {@code limit} rows from {@code offset} on, in the order that is chosen. */
    public <R> List<R> rows(Listing<R> listing, ListState state, Relation relation, int offset, int limit) {
        return rows(listing, state, relation, " offset :offset limit :limit")
                .param("offset", offset)
                .param("limit", limit)
                .query(listing.mapper())
                .list();
    }

    /** All rows one by one, in the order that is chosen. */
    public <R> void each(Listing<R> listing, ListState state, Relation relation, Consumer<R> each) {
        RowMapper<R> mapper = listing.mapper();
        rows(listing, state, relation, "").withFetchSize(FETCHED_AT_ONCE).query(row -> {
            each.accept(mapper.mapRow(row, 0));
        });
    }

    private <R> StatementSpec rows(Listing<R> listing, ListState state, Relation relation, String end) {
        return statement(
                listing.conditions(state),
                relation,
                listing.columns(relation.alias()),
                " order by " + listing.order(state) + end);
    }

    public long count(Listing<?> listing, ListState state, Relation relation) {
        return statement(listing.conditions(state), relation, "count(*)", "")
                .query(Long.class)
                .single();
    }

    /** What filters offer, in the order of labels, and how many rows there are of what settings can be. */
    public Choices choices(Listing<?> listing, ListState state, Relation relation) {
        Map<String, Map<String, String>> labels = new HashMap<>();
        Map<String, Map<String, Long>> counts = new HashMap<>();
        listing.counted().forEach(setting -> counts.put(setting.names().getFirst(), new HashMap<>()));
        listing.conditions(state)
                .statement(
                        jdbc, relation.with() + listing.choices(state, relation.from()) + "order by kind, label, value")
                .params(relation.params())
                .query(row -> {
                    String kind = row.getString("kind");
                    String value = row.getString("value");
                    Map<String, Long> counted = counts.get(kind);
                    if (counted == null) {
                        labels.computeIfAbsent(kind, any -> new LinkedHashMap<>())
                                .put(value, row.getString("label"));
                    } else {
                        counted.put(value, row.getLong("n"));
                    }
                });
        return new Choices(labels, counts);
    }

    private StatementSpec statement(Conditions conditions, Relation relation, String select, String end) {
        return conditions
                .statement(
                        jdbc,
                        relation.with() + "select " + select + " from " + relation.from() + conditions.where() + end)
                .params(relation.params());
    }
}
