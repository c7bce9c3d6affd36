package org.postizgateway.config.setting;

import java.util.List;
import java.util.stream.Stream;

/** Settings with which a gateway that runs for a command logs nothing: its report says it all. */
public final class SilentLog {

    /** The loggers with a level of their own that would say more than the report. */
    public static final List<String> SETTINGS =
            List.of(
                    "--logging.level.root=off",
                    "--logging.level.org.apache.camel.impl.engine.AbstractCamelContext=off");

    private SilentLog() {}

    /**
     * @param settings as on the gateway's command line
     * @return those, which win, behind the silent ones
     */
    public static String[] with(String... settings) {
        return Stream.concat(SETTINGS.stream(), Stream.of(settings)).toArray(String[]::new);
    }
}
