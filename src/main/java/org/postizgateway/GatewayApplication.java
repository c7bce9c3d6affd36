package org.postizgateway;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.postizgateway.config.command.CheckCommand;
import org.postizgateway.config.command.InitCommand;
import org.postizgateway.config.command.TenantHashCommand;
import org.postizgateway.config.command.VerifyAuditCommand;
import org.postizgateway.config.command.doctor.DoctorCommand;
import org.postizgateway.routetest.RouteTestCommand;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Starts the gateway: MCP front doors on {@code GATEWAY_PORT}, operators' endpoints on {@code
 * OPS_PORT}.
 */
// Where there are beans: reading all other classes too would make a start longer.
@SpringBootApplication(
        scanBasePackages = {
            "org.postizgateway.config",
            "org.postizgateway.console",
            "org.postizgateway.routetest",
            "org.postizgateway.sandbox"
        })
public class GatewayApplication {

    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    public static void main(String[] args) {
        boolean wantsHelp = Arrays.asList(args).contains(CommandLine.HELP);
        String option = args.length == 0 ? "" : wantsHelp ? CommandLine.HELP : args[0];
        String[] rest = Arrays.copyOfRange(args, Math.min(1, args.length), args.length);
        PrintStream out = System.out;
        switch (option) {
            case TenantHashCommand.OPTION ->
                    report(() -> TenantHashCommand.run(System.in, out, System.err, rest));
            case CheckCommand.OPTION -> report(() -> CheckCommand.run(out, System.err, rest));
            case RouteTestCommand.OPTION ->
                    report(() -> RouteTestCommand.run(out, System.err, rest));
            case DoctorCommand.OPTION -> report(() -> DoctorCommand.run(out, System.err, rest));
            case VerifyAuditCommand.OPTION ->
                    report(() -> VerifyAuditCommand.run(out, System.err, rest));
            case InitCommand.OPTION -> report(() -> InitCommand.run(out, System.err, rest));
            case CommandLine.HELP -> out.println(CommandLine.help());
            default -> start(args);
        }
    }

    /** Whatever is logged meanwhile, the standard output has the report alone. */
    private static void report(IntSupplier command) {
        System.setOut(System.err);
        System.exit(command.getAsInt());
    }

    /** A start that fails ends the process, whatever it has begun by then. */
    private static void start(String... args) {
        Optional<String> problem = CommandLine.problem(args);
        if (problem.isPresent()) {
            System.err.println(problem.get());
            System.exit(MISUSED);
        }
        try {
            SpringApplication.run(GatewayApplication.class, args);
        } catch (RuntimeException | Error e) {
            // Silent about what Spring Boot has reported.
            Thread main = Thread.currentThread();
            main.getUncaughtExceptionHandler().uncaughtException(main, e);
            System.exit(FAILED);
        }
    }
}
