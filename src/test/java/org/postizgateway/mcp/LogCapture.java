package org.postizgateway.mcp;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** What is logged that an operator would be woken by: errors, and anything with a stack trace. */
public final class LogCapture extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private LogCapture() {
        setContext(root.getLoggerContext());
        start();
        root.addAppender(this);
    }

    /** From now on. */
    public static LogCapture errors() {
        return new LogCapture();
    }

    @Override
    protected void append(ILoggingEvent event) {
        boolean trace =
                event.getThrowableProxy() != null && event.getLevel().isGreaterOrEqual(Level.INFO);
        if (trace || event.getLevel().isGreaterOrEqual(Level.ERROR)) {
            lines.add(
                    event.getLoggerName()
                            + " "
                            + event.getFormattedMessage()
                            + (trace
                                    ? "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy())
                                    : ""));
        }
    }

    /** One for each event. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void close() {
        root.detachAppender(this);
    }
}
