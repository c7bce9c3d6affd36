package org.postizgateway.ledger.cost;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Notes the statements that reach a database, with their parameters. */
final class StatementLog extends DelegatingDataSource {

    /** As it was prepared, and what its parameters were set to, in their order. */
    record Executed(String sql, List<Object> parameters) {}

    private final List<Executed> executed = new CopyOnWriteArrayList<>();
    private volatile boolean notes;

    StatementLog(DataSource database) {
        super(database);
    }

    /** Notes from now on. */
    void begin() {
        notes = true;
    }

    List<Executed> end() {
        notes = false;
        return List.copyOf(executed);
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = super.getConnection();
        return proxy(
                Connection.class,
                (method, arguments) -> {
                    Object made = call(connection, method, arguments);
                    return method.getName().equals("prepareStatement")
                            ? noted((PreparedStatement) made, arguments[0].toString())
                            : made;
                });
    }

    private PreparedStatement noted(PreparedStatement statement, String sql) {
        Map<Integer, Object> parameters = new TreeMap<>();
        return proxy(
                PreparedStatement.class,
                (method, arguments) -> {
                    if (method.getName().startsWith("set") && arguments[0] instanceof Integer at) {
                        parameters.put(
                                at, method.getName().equals("setNull") ? null : arguments[1]);
                    }
                    if (notes && method.getName().startsWith("execute")) {
                        executed.add(new Executed(sql, new ArrayList<>(parameters.values())));
                    }
                    return call(statement, method, arguments);
                });
    }

    @FunctionalInterface
    private interface Handler {
        Object handle(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Handler handler) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) -> handler.handle(method, arguments)));
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
