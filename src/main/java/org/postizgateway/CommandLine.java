package org.postizgateway;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postizgateway.config.command.CheckCommand;
import org.postizgateway.config.command.InitCommand;
import org.postizgateway.config.command.TenantHashCommand;
import org.postizgateway.config.command.VerifyAuditCommand;
import org.postizgateway.config.command.doctor.DoctorCommand;
import org.postizgateway.generation.check.EditDistance;
import org.postizgateway.routetest.RouteTestCommand;

/** What can stand behind the jar: nothing, settings, or a command and what it is given. */
final class CommandLine {

    static final String HELP = "--help";

    private static final List<String> COMMANDS =
            List.of(
                    CheckCommand.OPTION,
                    RouteTestCommand.OPTION,
                    DoctorCommand.OPTION,
                    VerifyAuditCommand.OPTION,
                    InitCommand.OPTION,
                    TenantHashCommand.OPTION,
                    HELP);

    /** Those of Spring Boot that have no value. */
    private static final Set<String> SWITCHES = Set.of("--debug", "--trace");

    private static final int MOST_SLIPS = 3;

    private CommandLine() {}

    /** All commands, for people. */
    static String help() {
        return """
                java -jar postiz-mcp-gateway.jar [--PROPERTY=VALUE ...]
                    starts the gateway; docs/settings.md has the properties
                  --check DIR [--format text|json] [--PROPERTY=VALUE ...]
                    tells whether a configuration directory can serve, and why not
                  --test DIR [--junit FILE]
                    runs the tests of a configuration directory
                  --doctor [--format text|json] [--PROPERTY=VALUE ...]
                    tells how Postiz, ledger, certificates and configuration stand
                  --verify-audit [--PROPERTY=VALUE ...]
                    tells whether the audit trail is as it was written
                  --init DIR
                    makes a configuration directory to begin with
                  --tenant-hash [--PROPERTY=VALUE ...]
                    reads a key from the standard input, writes the hash of its tenant
                  --help
                    tells this""";
    }

    /**
     * @param arguments with which the gateway is to start
     * @return what is wrong with them, in a line
     */
    static Optional<String> problem(String... arguments) {
        return Arrays.stream(arguments)
                .filter(argument -> !argument.matches("--[^=\\s]+=(?s:.*)"))
                .filter(argument -> !SWITCHES.contains(argument))
                .findFirst()
                .map(
                        argument ->
                                "\""
                                        + argument
                                        + "\" is "
                                        + (COMMANDS.contains(argument)
                                                ? "a command and has to come first."
                                                : "neither a command nor a setting (--PROPERTY=VALUE). "
                                                        + advice(argument)));
    }

    private static String advice(String argument) {
        return COMMANDS.stream()
                .filter(command -> EditDistance.between(command, argument) <= MOST_SLIPS)
                .min(Comparator.comparingInt(command -> EditDistance.between(command, argument)))
                .map(command -> "Do you mean " + command + "?")
                .orElse("See " + HELP + ".");
    }
}
