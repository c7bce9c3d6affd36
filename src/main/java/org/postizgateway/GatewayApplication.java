package org.postizgateway;

import java.util.Arrays;
import org.postizgateway.config.command.CheckCommand;
import org.postizgateway.config.command.TenantHashCommand;
import org.postizgateway.routetest.RouteTestCommand;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Starts the gateway: MCP front doors on {@code GATEWAY_PORT}, operators' endpoints on {@code
 * OPS_PORT}.
 */
@SpringBootApplication
public class GatewayApplication {

    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals(TenantHashCommand.OPTION)) {
            String[] settings = Arrays.copyOfRange(args, 1, args.length);
            System.exit(TenantHashCommand.run(System.in, System.out, System.err, settings));
        }
        if (args.length > 0 && args[0].equals(RouteTestCommand.OPTION)) {
            String[] rest = Arrays.copyOfRange(args, 1, args.length);
            System.exit(RouteTestCommand.run(System.out, System.err, rest));
        }
        if (args.length > 0 && args[0].equals(CheckCommand.OPTION)) {
            String[] rest = Arrays.copyOfRange(args, 1, args.length);
            System.exit(CheckCommand.run(System.out, System.err, rest));
        }
        SpringApplication.run(GatewayApplication.class, args);
    }
}
