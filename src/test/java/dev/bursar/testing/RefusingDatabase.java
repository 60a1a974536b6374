package dev.bursar.testing;

import module java.base;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * A database that refuses the nth time that its maker's thread asks it something: a connection, a statement, or a commit, whose answer
 * alone may be lost. What other threads ask isn't counted.
 */
public final class RefusingDatabase extends DelegatingDataSource {
    private final Thread watched = Thread.currentThread();
    private int asked;
    private int first = Integer.MAX_VALUE;
    private int last = Integer.MAX_VALUE;
    private boolean committed;

    public RefusingDatabase(DataSource database) {
        super(database);
    }

    /**
     * Begins to count.
     *
     * @param from the first question that it refuses
     * @param to the last one
     * @param done whether it does what it refuses to answer, where that is a commit
     */
    public void refuse(int from, int to, boolean done) {
        asked = 0;
        first = from;
        last = to;
        committed = done;
    }

    /** Answers everything again; returns how often it was asked since it began to count. */
    public int answer() {
        int all = asked;
        refuse(Integer.MAX_VALUE, Integer.MAX_VALUE, false);
        return all;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (refuses()) {
            throw refused();
        }
        Connection real = super.getConnection();
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("commit") && refuses()) {
                        if (committed) {
                            real.commit();
                        }
                        throw refused();
                    }
                    Object result = call(real, method, arguments);
                    return result instanceof PreparedStatement statement ? refusing(statement) : result;
                });
    }

    private PreparedStatement refusing(PreparedStatement real) {
        return (PreparedStatement) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {PreparedStatement.class}, (proxy, method, arguments) -> {
                    if (method.getName().startsWith("execute") && refuses()) {
                        throw refused();
                    }
                    return call(real, method, arguments);
                });
    }

    private boolean refuses() {
        if (Thread.currentThread() != watched) {
            return false;
        }
        asked++;
        return asked >= first && asked <= last;
    }

    private static SQLException refused() {
        return new SQLException("refused by the test", "57P01");
    }

    private static Object call(Object real, java.lang.reflect.Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
