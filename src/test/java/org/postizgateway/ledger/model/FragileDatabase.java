package org.postizgateway.ledger.model;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import javax.sql.DataSource;

/**
 * The way of one gateway to the database, which can be cut at any statement. What a cut connection
 * had not committed is rolled back, as a database does.
 */
public final class FragileDatabase extends HikariDataSource {

    /** Decides about each statement and each commit. */
    public interface Fault {

        /**
         * @throws SQLException when it does not reach the database
         */
        void before() throws SQLException;

        /**
         * @throws SQLException when its answer is lost, although it was carried out
         */
        default void after() throws SQLException {}
    }

    private static final Set<String> EXECUTING =
            Set.of(
                    "execute",
                    "executeQuery",
                    "executeUpdate",
                    "executeLargeUpdate",
                    "executeBatch");

    private final DataSource real;
    private final String url;
    private volatile Fault fault = () -> {};

    /**
     * @param url JDBC URL of the database, which tells of what kind it is
     */
    public FragileDatabase(DataSource real, String url) {
        this.real = real;
        this.url = url;
    }

    /** From now on. */
    public void breakWith(Fault fault) {
        this.fault = fault;
    }

    public void heal() {
        fault = () -> {};
    }

    /** What the driver says of a connection that is gone. */
    public static SQLException lost() {
        return new SQLException("The connection to the database is lost", "08006");
    }

    @Override
    public String getJdbcUrl() {
        return url;
    }

    @Override
    public Connection getConnection() throws SQLException {
        fault.before();
        Connection connection = real.getConnection();
        return proxy(Connection.class, new Guard(connection));
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private final class Guard implements InvocationHandler {

        private final Connection connection;
        private boolean cut;

        private Guard(Connection connection) {
            this.connection = connection;
        }

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            switch (method.getName()) {
                case "close":
                    connection.close();
                    return null;
                case "isClosed":
                    return connection.isClosed();
                case "rollback":
                    if (!cut) {
                        connection.rollback();
                    }
                    return null;
                case "commit":
                    return passing(() -> call(connection, method, arguments));
                default:
                    requireWhole();
                    Object made = call(connection, method, arguments);
                    return made instanceof Statement
                            ? proxy(
                                    method.getReturnType().asSubclass(Statement.class),
                                    (p, m, a) -> statement(made, m, a))
                            : made;
            }
        }

        private Object statement(Object statement, Method method, Object[] arguments)
                throws Throwable {
            return EXECUTING.contains(method.getName())
                    ? passing(() -> call(statement, method, arguments))
                    : call(statement, method, arguments);
        }

        private Object passing(Execution execution) throws Throwable {
            requireWhole();
            try {
                fault.before();
            } catch (SQLException e) {
                cut();
                throw e;
            }
            Object result = execution.run();
            try {
                fault.after();
            } catch (SQLException e) {
                cut();
                throw e;
            }
            return result;
        }

        private void requireWhole() throws SQLException {
            if (cut) {
                throw lost();
            }
        }

        private void cut() throws SQLException {
            cut = true;
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    @FunctionalInterface
    private interface Execution {
        Object run() throws Throwable;
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
