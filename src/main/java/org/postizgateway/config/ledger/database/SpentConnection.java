package org.postizgateway.config.ledger.database;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.util.Set;
import org.h2.api.ErrorCode;

/**
 * Makes the pool part with a connection that nothing can be done with any more, although its
 * database takes it for open.
 *
 * <p>An H2 closes itself when its file cannot grow. Only when the last connection is gone, it lets
 * go of the file and the next one opens it again; the pool on its own keeps them, because it takes
 * H2's codes for those of a single statement. A session of PostgreSQL keeps the read-only mode in
 * which it began, after the database takes writes again.
 */
public final class SpentConnection implements SQLExceptionOverride {

    private static final String READ_ONLY = "25006";

    private static final Set<Integer> CLOSED =
            Set.of(
                    ErrorCode.DATABASE_IS_CLOSED,
                    ErrorCode.DATABASE_CALLED_AT_SHUTDOWN,
                    ErrorCode.OBJECT_CLOSED,
                    ErrorCode.CONNECTION_BROKEN_1,
                    ErrorCode.IO_EXCEPTION_1,
                    ErrorCode.IO_EXCEPTION_2,
                    ErrorCode.FILE_CORRUPTED_1,
                    ErrorCode.GENERAL_ERROR_1);

    @java.lang.Override
    public Override adjudicate(SQLException thrown) {
        return CLOSED.contains(thrown.getErrorCode()) || READ_ONLY.equals(thrown.getSQLState())
                ? Override.MUST_EVICT
                : Override.CONTINUE_EVICT;
    }
}
