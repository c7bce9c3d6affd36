package org.postizgateway.config.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.postizgateway.config.setting.SilentLog;
import org.springframework.core.NestedExceptionUtils;

/**
 * {@code --check DIR [--format json] [--PROPERTY=VALUE ...]}: tells whether the gateway would serve
 * a configuration directory, and why not.
 */
public final class CheckCommand {

    public static final String OPTION = "--check";

    private static final int INVALID = 1;
    private static final int MISUSED = 2;

    private CheckCommand() {}

    /**
     * @param out gets the report
     * @param err gets why there is none
     * @param arguments behind the option
     * @return exit code: 0 for a configuration that can serve, 1 for one that cannot, 2 when
     *     nothing could be checked
     */
    public static int run(PrintStream out, PrintStream err, String... arguments) {
        return run(out, err, true, arguments);
    }

    /**
     * @param quiet whether nothing is logged
     */
    static int run(PrintStream out, PrintStream err, boolean quiet, String... arguments) {
        boolean json =
                arguments.length > 2
                        && arguments[1].equals("--format")
                        && List.of("json", "text").contains(arguments[2]);
        String[] settings =
                Arrays.copyOfRange(
                        arguments, Math.min(json ? 3 : 1, arguments.length), arguments.length);
        if (arguments.length == 0
                || arguments[0].startsWith("--")
                || !Arrays.stream(settings).allMatch(setting -> setting.matches("--\\S+=.*"))) {
            err.println(
                    "Name a configuration directory, as in: --check DIR [--format text|json]"
                            + " [--PROPERTY=VALUE ...]");
            return MISUSED;
        }
        Path directory = Path.of(arguments[0]).toAbsolutePath().normalize();
        try (ConfigurationCheck check =
                new ConfigurationCheck(directory, quiet ? SilentLog.with(settings) : settings)) {
            ConfigurationCheck.Result result = check.check(directory);
            out.println(
                    json && arguments[2].equals("json") ? json(result) : text(directory, result));
            return result.isValid() ? 0 : INVALID;
        } catch (IOException | RuntimeException e) {
            err.println(
                    "Nothing could be checked: "
                            + NestedExceptionUtils.getMostSpecificCause(e).getMessage());
            return MISUSED;
        }
    }

    private static String text(Path directory, ConfigurationCheck.Result result) {
        StringBuilder text = new StringBuilder();
        result.warnings().forEach(warning -> text.append("Warning: ").append(warning).append("\n"));
        result.problems().forEach(problem -> text.append(problem).append("\n"));
        int count = result.problems().size();
        return text.append(
                        result.isValid()
                                ? "The configuration in %s can serve. Its hash is %s."
                                        .formatted(directory, result.hash())
                                : "The configuration in %s cannot serve: %d %s."
                                        .formatted(
                                                directory,
                                                count,
                                                count == 1 ? "problem" : "problems"))
                .toString();
    }

    private static String json(ConfigurationCheck.Result result) throws IOException {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("valid", result.isValid());
        report.put("hash", result.hash());
        report.put("problems", result.problems());
        report.put("warnings", result.warnings());
        return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(report);
    }
}
