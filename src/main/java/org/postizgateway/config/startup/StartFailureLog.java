package org.postizgateway.config.startup;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.Set;
import org.apache.camel.impl.engine.AbstractCamelContext;
import org.apache.camel.spring.boot.SpringBootCamelContext;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.boot.context.event.SpringApplicationEvent;
import org.springframework.boot.web.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.context.ApplicationListener;

/**
 * Leaves what keeps the gateway from starting to the report at the end of the start. Camel, Spring
 * and Tomcat log the same before, Camel with its stack trace.
 */
public class StartFailureLog extends TurboFilter
        implements ApplicationListener<SpringApplicationEvent> {

    private static final Set<String> LOGGERS =
            Set.of(
                    AbstractCamelContext.class.getName(),
                    SpringBootCamelContext.class.getName(),
                    AnnotationConfigServletWebServerApplicationContext.class.getName(),
                    // Has the failure of a bean in the middle of its own start.
                    "org.springframework.boot.web.embedded.tomcat.TomcatStarter",
                    // Tells of threads that are about to end.
                    "org.apache.catalina.loader.WebappClassLoaderBase");

    @Override
    public void onApplicationEvent(SpringApplicationEvent event) {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext log)) {
            return;
        }
        if (event instanceof ApplicationPreparedEvent) {
            log.addTurboFilter(this);
        } else if (event instanceof ApplicationStartedEvent
                || event instanceof ApplicationFailedEvent) {
            log.getTurboFilterList().remove(this);
        }
    }

    @Override
    public FilterReply decide(
            Marker marker,
            Logger logger,
            Level level,
            String format,
            Object[] arguments,
            Throwable thrown) {
        return level.isGreaterOrEqual(Level.WARN) && LOGGERS.contains(logger.getName())
                ? FilterReply.DENY
                : FilterReply.NEUTRAL;
    }
}
