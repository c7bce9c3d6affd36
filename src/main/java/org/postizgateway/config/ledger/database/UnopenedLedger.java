package org.postizgateway.config.ledger.database;

import java.nio.file.FileSystemException;
import java.sql.SQLException;
import org.h2.api.ErrorCode;
import org.postizgateway.config.setting.InvalidSettingException;
import org.springframework.core.NestedExceptionUtils;

/** Why a ledger could not be opened, in one line that names the setting that says where it is. */
final class UnopenedLedger {

    private UnopenedLedger() {}

    /**
     * @param setting that says where the ledger is
     * @param value of it, without a credential
     * @param fix what to do, as a sentence, unless another process has the ledger
     */
    static InvalidSettingException of(
            String setting, String value, String fix, RuntimeException failure) {
        if (isOpenElsewhere(failure)) {
            return new InvalidSettingException(
                    setting,
                    "names a ledger that another process has open, most likely another gateway ("
                            + value
                            + ")",
                    "Stop that one, or give this one a GATEWAY_DATA_DIR and a ledger of its own;"
                            + " gateways that are to share a ledger need one in PostgreSQL.");
        }
        return new InvalidSettingException(
                setting,
                "names a ledger that cannot be opened (" + value + "): " + reason(failure),
                fix);
    }

    private static boolean isOpenElsewhere(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && sql.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1) {
                return true;
            }
        }
        return false;
    }

    private static String reason(Throwable failure) {
        Throwable cause = NestedExceptionUtils.getMostSpecificCause(failure);
        // The whole message of such an exception is the path.
        String reason =
                cause instanceof FileSystemException
                        ? "no file can be opened or made at " + cause.getMessage()
                        : String.valueOf(cause.getMessage());
        return reason.lines().findFirst().orElse("no reason").replaceAll("\\S+@", "");
    }
}
