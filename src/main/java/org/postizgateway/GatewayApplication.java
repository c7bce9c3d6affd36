package org.postizgateway;

import java.util.Arrays;
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

    public static void main(String[] args) {
        String option = args.length == 0 ? "" : args[0];
        String[] rest = Arrays.copyOfRange(args, Math.min(1, args.length), args.length);
        switch (option) {
            case TenantHashCommand.OPTION ->
                    System.exit(TenantHashCommand.run(System.in, System.out, System.err, rest));
            case CheckCommand.OPTION -> System.exit(CheckCommand.run(System.out, System.err, rest));
            case RouteTestCommand.OPTION ->
                    System.exit(RouteTestCommand.run(System.out, System.err, rest));
            case DoctorCommand.OPTION ->
                    System.exit(DoctorCommand.run(System.out, System.err, rest));
            case VerifyAuditCommand.OPTION ->
                    System.exit(VerifyAuditCommand.run(System.out, System.err, rest));
            case InitCommand.OPTION -> System.exit(InitCommand.run(System.out, System.err, rest));
            default -> start(args);
        }
    }

    /** A start that fails ends the process, whatever it has begun by then. */
    private static void start(String... args) {
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
