package io.github.metrckeys.testkit.store;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A data source that hands everything on to another one, and in between does what a test wants. */
abstract class InterceptingDataSource {

    /** A connection is about to be handed out. */
    void given(Connection connection) throws SQLException {}

    /** A statement is about to be prepared. */
    void preparing(String sql) throws SQLException {}

    /** A change is about to be made. */
    void changing(String sql) throws SQLException {}

    /** A change was made. */
    void changed(String sql, Connection connection) throws SQLException {}

    /** A connection is about to be given back. */
    void closing(Connection connection) throws SQLException {}

    final DataSource over(DataSource source) {
        return proxy(DataSource.class, (self, method, arguments) -> {
            Object answer = call(source, method, arguments);
            if (answer instanceof Connection connection) {
                given(connection);
                return intercepted(connection);
            }
            return answer;
        });
    }

    private Connection intercepted(Connection connection) {
        return proxy(Connection.class, (self, method, arguments) -> {
            if (method.getName().equals("close")) {
                closing(connection);
            }
            if (!method.getName().equals("prepareStatement")) {
                return call(connection, method, arguments);
            }
            String sql = (String) arguments[0];
            preparing(sql);
            return intercepted((PreparedStatement) call(connection, method, arguments), sql, connection);
        });
    }

    private PreparedStatement intercepted(PreparedStatement statement, String sql, Connection connection) {
        return proxy(PreparedStatement.class, (self, method, arguments) -> {
            if (method.getName().equals("executeUpdate")) {
                changing(sql);
            }
            Object answer = call(statement, method, arguments);
            if (method.getName().equals("executeUpdate")) {
                changed(sql, connection);
            }
            return answer;
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(InterceptingDataSource.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
