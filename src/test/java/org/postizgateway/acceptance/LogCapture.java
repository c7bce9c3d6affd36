package org.postizgateway.acceptance;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** Everything that is logged, ours from DEBUG on, without showing what was not shown before. */
final class LogCapture extends AppenderBase<ILoggingEvent> implements AutoCloseable {

    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private final Logger ours = (Logger) LoggerFactory.getLogger("org.postizgateway");
    private final Level level = ours.getLevel();
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final List<String> errors = new CopyOnWriteArrayList<>();

    LogCapture() {
        setContext(root.getLoggerContext());
        start();
        ours.setLevel(Level.DEBUG);
        root.addAppender(this);
    }

    @Override
    protected void append(ILoggingEvent event) {
        String thrown =
                event.getThrowableProxy() == null
                        ? ""
                        : ThrowableProxyUtil.asString(event.getThrowableProxy());
        String line = event.getLoggerName() + " " + event.getFormattedMessage() + " " + thrown;
        lines.add(line);
        if (event.getLevel().isGreaterOrEqual(Level.ERROR)) {
            errors.add(line);
        }
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    List<String> errors() {
        return List.copyOf(errors);
    }

    @Override
    public void close() {
        root.detachAppender(this);
        ours.setLevel(level);
    }
}
