package org.postizgateway.config.ledger.database;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Map;

/**
 * Why the ledger's database cannot be used, in words for operators. Without what the database says,
 * which may name it.
 */
final class LedgerTrouble {

    private static final String CANNOT = "The ledger's database cannot be used";
    private static final String REFUSES = "it refuses the user or the password";

    private static final Map<String, String> BY_SQL_STATE =
            Map.of(
                    "28000", REFUSES,
                    "28P01", REFUSES,
                    "3D000", "there is no such database",
                    "25006", "it takes no writes",
                    "53100", "its disk is full",
                    "53300", "it has no connection left for the gateway",
                    "57P01", "it was stopped",
                    "57P03", "it starts or stops",
                    "90098", "it was closed, as when the disk is full");

    private LedgerTrouble() {}

    /** A sentence that sends its reader to the log for more. */
    static String sentence(Throwable failure) {
        String why = why(failure);
        return CANNOT + (why.isEmpty() ? "" : ": " + why) + "; see the log";
    }

    /** Without a full stop; empty where nothing is known. */
    static String why(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String known = known(cause);
            if (!known.isEmpty()) {
                return known;
            }
        }
        return "";
    }

    private static String known(Throwable cause) {
        if (cause instanceof ConnectException) {
            return "Connection refused";
        }
        if (cause instanceof NoRouteToHostException) {
            return "there is no way to its host";
        }
        if (cause instanceof UnknownHostException) {
            return "the name of its host is unknown";
        }
        if (cause instanceof SocketTimeoutException) {
            return "it does not answer in time";
        }
        if (cause instanceof EOFException) {
            return "it broke the connection";
        }
        // a pool repeats the state of the failure that it tells of
        return cause instanceof SQLException failed && failed.getSQLState() != null
                ? BY_SQL_STATE.getOrDefault(failed.getSQLState(), "")
                : "";
    }
}
