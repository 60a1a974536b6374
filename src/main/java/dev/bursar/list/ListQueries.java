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

    /** How many rows there are with each value of a setting that is called as its column, whatever value was chosen. */
    public <E extends Enum<E>> Map<E, Long> counts(
            Listing<?> listing, ListState state, Relation relation, Setting<Optional<E>> of, Class<E> type) {
        Map<E, Long> counts = new EnumMap<>(type);
        String column = relation.alias() + "." + of.names().getFirst();
        statement(listing.conditions(state, of), relation, column + " as value, count(*) as n", " group by 1")
                .query(row -> {
                    counts.put(
                            AddressReader.constant(type, row.getString("value")).orElseThrow(), row.getLong("n"));
                });
        return counts;
    }

    private StatementSpec statement(Conditions conditions, Relation relation, String select, String end) {
        return conditions
                .statement(
                        jdbc,
                        relation.with() + "select " + select + " from " + relation.from() + conditions.where() + end)
                .params(relation.params());
    }
}
