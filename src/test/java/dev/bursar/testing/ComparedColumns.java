package dev.bursar.testing;

import dev.bursar.kernel.rows.RecordMapper;
import module java.base;
import java.lang.reflect.Proxy;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.MappedQuerySpec;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Compares the columns of each statement that a test runs with those that its record needs, even where no row is found. */
public final class ComparedColumns implements BeanPostProcessor {
    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof JdbcClient client ? of(client) : bean;
    }

    public static JdbcClient of(JdbcClient client) {
        return proxy(
                JdbcClient.class,
                client,
                (own, method, arguments) -> method.invoke(client, arguments) instanceof StatementSpec statement
                        ? statement(statement)
                        : null);
    }

    private static StatementSpec statement(StatementSpec statement) {
        return proxy(StatementSpec.class, statement, (own, method, arguments) -> {
            if (method.getName().equals("query") && arguments != null && arguments[0] instanceof RecordMapper<?> rows) {
                return new Compared<>(statement, rows);
            }
            Object answer = method.invoke(statement, arguments);
            return answer == statement ? own : answer;
        });
    }

    private static <T> T proxy(Class<T> type, T behind, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (own, method, arguments) -> {
                    try {
                        return method.getDeclaringClass() == Object.class
                                ? method.invoke(behind, arguments)
                                : handler.invoke(own, method, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private record Compared<R extends Record>(StatementSpec statement, RecordMapper<R> mapper)
            implements MappedQuerySpec<R> {
        @Override
        public List<R> list() {
            return statement.query((ResultSetExtractor<List<R>>) rows -> {
                compare(rows);
                List<R> all = new ArrayList<>();
                while (rows.next()) {
                    all.add(mapper.mapRow(rows, all.size()));
                }
                return all;
            });
        }

        @Override
        public Stream<R> stream() {
            return list().stream();
        }

        private void compare(ResultSet rows) throws SQLException {
            var missing = new TreeSet<>(mapper.needs());
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                missing.remove(rows.getMetaData().getColumnLabel(i));
            }
            if (!missing.isEmpty()) {
                throw new AssertionError("The statement has no " + String.join(", ", missing) + " for " + mapper);
            }
        }
    }
}
