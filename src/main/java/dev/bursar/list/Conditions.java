package dev.bursar.list;

import module java.base;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** What a question asks, as a statement's conditions with bound parameters. Only what is asked for becomes one: a plan for all fits none. */
public class Conditions {
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> parameters = new HashMap<>();

    /**
     * Values that a question names, as a copy.
     *
     * @throws IllegalArgumentException when there are more than so many
     */
    public static <T> List<T> values(List<T> values, int most) {
        if (values.size() > most) {
            throw new IllegalArgumentException("A question names at most " + most + " values of a kind");
        }
        return List.copyOf(values);
    }

    /** @param condition written by a programmer; values come as parameters */
    public final void add(String condition) {
        conditions.add(condition);
    }

    public final void add(String condition, String parameter, Object value) {
        add(condition);
        put(parameter, value);
    }

    public final void put(String parameter, Object value) {
        parameters.put(parameter, value);
    }

    /** One of these values; no condition where there are none. */
    public final void anyOf(String column, String parameter, List<String> values) {
        if (!values.isEmpty()) {
            add(column + " = any(:" + parameter + ")", parameter, values.toArray(String[]::new));
        }
    }

    /** {@code where …}; empty where nothing is asked. */
    public final String where() {
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }

    /** The statement with the conditions' parameters. */
    public final StatementSpec statement(JdbcClient jdbc, String sql) {
        return jdbc.sql(sql).params(parameters);
    }
}
