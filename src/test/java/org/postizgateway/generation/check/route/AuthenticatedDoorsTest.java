package org.postizgateway.generation.check.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.generation.check.SetOnDisk;

/** No caller comes past a door that nobody has asked who they are, unless a setting says so. */
class AuthenticatedDoorsTest {

    private static final String FILE = "routes/door.yaml";
    private static final String REFUSED = "The door mine (platform-http:/mine) ";

    private static final String DOOR =
            """
            - route:
                id: mine
                from:
                  uri: platform-http:/mine
                  steps:
            STEPS
            - route:
                from:
                  uri: direct:serve
                  steps:
                    - to: mcp-server:mine
            - route:
                from:
                  uri: direct:authenticate
                  steps:
                    - process: {ref: authentication}
            """;

    /** Its name, where it begins, and where it leads. */
    private static final String KAMELET =
            """
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata: {name: %s}
            spec:
              definition: {title: Mine, type: object}
              template:
                from:
                  uri: %s
                  steps:
                    - to: %s
            """;

    @TempDir private Path directory;

    private SetOnDisk door(String steps) throws Exception {
        return new SetOnDisk(directory).with(FILE, DOOR.replace("STEPS\n", steps.indent(8)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- process: {ref: authentication}\n- to: direct:serve",
                "- bean: {ref: authentication}\n- to: mcp-server:mine",
                "- process: {ref: '#bean:authentication'}\n- to: mcp-server:mine",
                "- to: bean:authentication\n- to: mcp-server:mine",
                "- log: called\n- to: log:called\n- process: {ref: authentication}\n- to: seda:x",
                "- to: direct:authenticate\n- to: mcp-server:mine",
                "- pipeline: {steps: [{process: {ref: authentication}}]}\n- to: direct:serve",
                "- process: {ref: document}"
            })
    void a_door_with_an_authentication_step_before_all_else_serves(String steps) throws Exception {
        assertThat(door(steps).problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- to: mcp-server:mine",
                "- to: direct:serve",
                "- to: direct:serve\n- process: {ref: authentication}",
                "- process: {ref: authentication, disabled: true}\n- to: direct:serve",
                "- toD: mcp-server:${header.name}",
                "- wireTap: {uri: seda:x}\n- process: {ref: authentication}",
                "- enrich: {simple: 'seda:x'}\n- process: {ref: authentication}",
                "- filter: {simple: '${header.x}', steps: [{process: {ref: authentication}}]}\n"
                        + "- to: direct:serve",
                "- filter: {simple: '${header.x}', steps: [{to: direct:serve}]}\n"
                        + "- process: {ref: authentication}",
                "- setBody: {constant: pong}"
            })
    void a_door_that_passes_on_what_nobody_was_asked_for_is_refused(String steps) throws Exception {
        assertThat(door(steps).problems())
                .singleElement()
                .satisfies(
                        problem -> {
                            assertThat(problem.file()).endsWith(FILE);
                            assertThat(problem.line()).isPositive();
                            assertThat(problem.message())
                                    .startsWith(REFUSED)
                                    .contains("GATEWAY_DOORS_WITHOUT_AUTHENTICATION");
                        });
    }

    @Test
    void the_line_is_that_of_the_step_that_comes_too_early() throws Exception {
        SetOnDisk set = door("- log: called\n- to: mcp-server:mine");

        assertThat(set.report())
                .startsWith(set.place(FILE, 7) + REFUSED + "comes to this step before");
    }

    @Test
    void a_setting_allows_one_door_by_name_and_no_other() throws Exception {
        assertThat(door("- to: direct:serve").allowing("mine").problems()).isEmpty();
        assertThat(door("- to: direct:serve").allowing("yours").problems()).hasSize(1);
    }

    @Test
    void a_door_made_from_a_template_is_a_door() throws Exception {
        SetOnDisk set =
                new SetOnDisk(directory)
                        .with(
                                FILE,
                                """
                                - routeTemplate:
                                    id: door
                                    parameters: [{name: path}, {name: target}]
                                    from:
                                      uri: platform-http:/{{path}}
                                      steps:
                                        - to: "{{target}}"
                                - templatedRoute:
                                    routeTemplateRef: door
                                    routeId: mine
                                    parameters:
                                      - {name: path, value: mine}
                                      - {name: target, value: "mcp-server:mine"}
                                """);

        assertThat(set.report()).contains(REFUSED);
    }

    @Test
    void a_door_that_begins_with_a_kamelet_is_a_door() throws Exception {
        String route =
                """
                - route:
                    id: hook
                    from:
                      uri: kamelet:hook-source/mine
                      steps:
                        - process: {ref: authentication}
                        - to: seda:x
                """;
        SetOnDisk set =
                new SetOnDisk(directory)
                        .with(
                                "kamelets/hook-source.kamelet.yaml",
                                KAMELET.formatted(
                                        "hook-source", "platform-http:/mine", "kamelet:sink"))
                        .with(FILE, route);
        assertThat(set.problems()).isEmpty();

        set.with(FILE, route.replace("        - process: {ref: authentication}\n", ""));
        assertThat(set.report()).contains(REFUSED);
    }

    @Test
    void rest_takes_requests_too() throws Exception {
        SetOnDisk set =
                new SetOnDisk(directory)
                        .with(
                                FILE,
                                """
                                - rest:
                                    path: /mine
                                    get:
                                      - id: mine
                                        path: /
                                        to: direct:mine
                                - route:
                                    from:
                                      uri: direct:mine
                                      steps:
                                        - to: seda:x
                                """);

        assertThat(set.report()).contains("comes to this step before any authentication step");
    }

    @Test
    void what_leads_to_an_mcp_server_is_a_door_wherever_it_begins() throws Exception {
        assertThat(
                        door("- to: direct:serve")
                                .with(
                                        FILE,
                                        DOOR.replace("STEPS\n", "        - to: direct:serve\n")
                                                .replace("platform-http:/mine", "seda:mine"))
                                .report())
                .contains("The door mine (seda:mine) ");
    }

    private SetOnDisk elsewhere(String steps) throws Exception {
        return new SetOnDisk(directory)
                .with(
                        FILE,
                        DOOR.replace("STEPS\n", steps.indent(8))
                                .replace("platform-http:/mine", "seda:mine?pollTimeout=10"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- toD: mcp-server:mine",
                "- toD: mcp-server:${header.name}",
                "- toD: direct:serve",
                "- wireTap: {uri: mcp-server:mine}",
                "- wireTap: {uri: direct:serve}",
                "- enrich: {constant: mcp-server:mine}",
                "- enrich: {simple: 'mcp-server:${header.name}'}",
                "- recipientList: {constant: 'log:x;direct:serve', delimiter: ';'}",
                "- routingSlip: {constant: 'log:x,mcp-server:mine'}",
                "- filter: {simple: '${header.x}', steps: [{toD: mcp-server:mine}]}"
            })
    void whatever_step_leads_to_an_mcp_server_makes_a_door(String steps) throws Exception {
        assertThat(elsewhere(steps).report()).contains("The door mine (seda:mine) ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- toD: ${header.target}",
                "- toD: direct:${header.target}",
                "- wireTap: {uri: '${header.target}'}",
                "- enrich: {header: target}",
                "- recipientList: {header: targets}",
                "- routingSlip: {simple: '${header.targets}'}",
                "- dynamicRouter: {method: {ref: authentication}}",
                "- log: called\n- recipientList: {simple: 'log:x,${header.target}'}"
            })
    void a_step_whose_target_is_not_known_may_lead_to_an_mcp_server(String steps) throws Exception {
        assertThat(elsewhere(steps).report())
                .contains("The route mine (seda:mine) comes to this step without")
                .contains("GATEWAY_DOORS_WITHOUT_AUTHENTICATION");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- toD: log:${header.name}",
                "- toD: 'log:x?marker=${header.name}'",
                "- enrich: {constant: direct:other}",
                "- recipientList: {constant: '{{sinks:}}'}",
                "- recipientList: {simple: 'log:x,file:${header.name}'}",
                "- pollEnrich: {header: target}",
                "- toD: {uri: '${header.target}', disabled: true}"
            })
    void a_step_that_sends_elsewhere_makes_no_door(String steps) throws Exception {
        String other = "- route: {from: {uri: 'direct:other', steps: [{log: called}]}}";

        assertThat(elsewhere(steps).with("routes/other.yaml", other).problems()).isEmpty();
    }

    @Test
    void a_route_that_may_lead_to_an_mcp_server_serves_once_it_authenticates_or_is_allowed()
            throws Exception {
        String steps = "- toD: ${header.target}";

        assertThat(elsewhere("- process: {ref: authentication}\n" + steps).problems()).isEmpty();
        assertThat(elsewhere(steps).allowing("mine").problems()).isEmpty();
    }

    @Test
    void a_kamelet_that_takes_requests_is_a_door_when_what_it_begins_leads_to_a_server()
            throws Exception {
        SetOnDisk set =
                new SetOnDisk(directory)
                        .with(
                                "kamelets/mine-source.kamelet.yaml",
                                KAMELET.formatted("mine-source", "seda:mine", "kamelet:sink"))
                        .with(
                                "kamelets/mine-action.kamelet.yaml",
                                KAMELET.formatted(
                                        "mine-action", "kamelet:source", "mcp-server:mine"))
                        .with(
                                FILE,
                                """
                                - route:
                                    id: hook
                                    from:
                                      uri: kamelet:mine-source/mine
                                      steps:
                                        - to: kamelet:mine-action/action
                                """);

        assertThat(set.report()).contains("The door mine (seda:mine) ");
    }
}
