package org.postizgateway.config.setting;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.server.Ssl;
import org.springframework.util.unit.DataSize;

/** What the value of a setting can be, and how to say so to an operator. */
enum SettingKind {
    PORT(Integer.class, port -> port >= 0 && port <= 65535, "a number from 0 to 65535"),
    COUNT(Integer.class, count -> count >= 1, "a whole number of at least 1"),
    /** One is taken while a call is written down; heartbeats and health must get through beside. */
    CONNECTIONS(Integer.class, count -> count >= 2, "a whole number of at least 2"),
    NUMBER(Integer.class, number -> number >= 0, "a whole number of at least 0"),
    PERCENTAGE(Float.class, share -> share > 0 && share <= 100, "a number above 0, at most 100"),
    TIME(
            Duration.class,
            time -> !time.isNegative() && !time.isZero(),
            "a length of time above 0 with its unit, such as 500ms, 20s or 5m"),
    TIME_OR_NONE(
            Duration.class,
            time -> !time.isNegative(),
            "a length of time with its unit, such as 0s, 500ms, 20s or 5m"),
    TIMES(
            Duration[].class,
            times -> times.length > 0 && Arrays.stream(times).noneMatch(Duration::isNegative),
            "lengths of time with their units, separated by commas, such as 1s,2s,4s"),
    SIZE(DataSize.class, size -> size.toBytes() >= 1, "a size such as 512KB or 4MB"),
    FLAG(Boolean.class, flag -> true, "true or false"),
    OPEN_METRICS(OpsSettings.OpenMetrics.class, choice -> true, "auto, true or false"),
    DEPENDENCIES(
            OpsSettings.Dependency[].class,
            dependencies -> true,
            "upstream, ledger, both separated by a comma, or nothing"),
    CLIENT_AUTH(Ssl.ClientAuth.class, choice -> true, "none, want or need"),
    LOG_FORMAT(
            String.class,
            format -> format.isEmpty() || format.matches("(?i)ecs|gelf|logstash|.+\\..+"),
            "ecs, gelf, logstash or the name of a class"),
    POSTIZ_VERSION(String.class, month -> month.matches("2026-(08|11)"), "2026-08 or 2026-11"),
    ADDRESS(
            InetAddress.class,
            address -> true,
            "an IP address or host name of this machine, such as 127.0.0.1, or 0.0.0.0 for all");

    private static final Set<SettingKind> OF_TIME = EnumSet.of(TIME, TIME_OR_NONE, TIMES);

    /** Spring would take it for milliseconds. */
    private static final Pattern WITHOUT_UNIT = Pattern.compile("[+-]?\\d+");

    private static final Pattern NOTHING = Pattern.compile("[+-]?0+");

    private final BiPredicate<Binder, String> check;
    private final String wanted;

    <T> SettingKind(Class<T> type, Predicate<T> allowed, String wanted) {
        this.check =
                (binder, property) -> binder.bind(property, type).map(allowed::test).orElse(false);
        this.wanted = wanted;
    }

    /** Whether the property has a value of this kind. */
    boolean holds(Binder binder, String property) {
        try {
            return check.test(binder, property);
        } catch (BindException e) {
            return false;
        }
    }

    /** Whether a value is, or has among others, a length of time of which nobody says the unit. */
    boolean lacksUnit(String value) {
        return OF_TIME.contains(this)
                && Arrays.stream(value.split(","))
                        .map(String::strip)
                        .anyMatch(
                                time ->
                                        WITHOUT_UNIT.matcher(time).matches()
                                                && !NOTHING.matcher(time).matches());
    }

    /** What to set it to, completing "Set it to". */
    String wanted() {
        return wanted;
    }
}
