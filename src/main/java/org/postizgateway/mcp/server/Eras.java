package org.postizgateway.mcp.server;

import java.util.List;
import org.apache.camel.CamelContext;
import org.postizgateway.mcp.handshake.HandshakeEra;
import org.postizgateway.mcp.method.FeatureMethods;
import org.postizgateway.mcp.protocol.ProtocolEra;
import org.postizgateway.mcp.protocol.ServerSettings;
import org.postizgateway.mcp.stateless.StatelessEra;
import org.postizgateway.mcp.task.Tasks;

/** The eras of the protocol in which a server serves its methods. */
record Eras(FeatureMethods methods, StatelessEra stateless, HandshakeEra handshake) {

    /**
     * @param secret with which the state of a call between two requests is signed
     */
    static Eras of(
            ServerSettings settings,
            FeatureMethods methods,
            ServerState state,
            CamelContext context,
            byte[] secret) {
        return new Eras(
                methods,
                new StatelessEra(
                        settings,
                        methods,
                        new Tasks(state.tasks(), context),
                        state.keepAlive(),
                        state.subscriptions(),
                        secret),
                new HandshakeEra(settings, methods, state.sessions(), state.keepAlive()));
    }

    /** In the order in which they are asked whether they speak a request. */
    List<ProtocolEra> all() {
        return List.of(stateless, handshake);
    }
}
