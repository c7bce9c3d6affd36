package org.postizgateway.config;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/**
 * Parts with connections to a database that H2 has closed under them, as after a full disk: H2 goes
 * on to call them valid. The next connection opens the file anew.
 */
public final class EvictClosedDatabase implements SQLExceptionOverride {

    private static final int H2_DATABASE_IS_CLOSED = 90098;

    @java.lang.Override
    public Override adjudicate(SQLException failure) {
        return failure.getErrorCode() == H2_DATABASE_IS_CLOSED
                ? Override.MUST_EVICT
                : Override.CONTINUE_EVICT;
    }
}
