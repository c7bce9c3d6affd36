package org.postizgateway.sandbox;

import java.time.Duration;
import org.postizgateway.sandbox.state.PostizVersion;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/**
 * Profile {@code sandbox}: the gateway brings its own Postiz, which listens before the first route
 * starts. {@code application-sandbox.yaml} points the gateway at it.
 */
@Configuration(proxyBeanMethods = false)
@Profile("sandbox")
class SandboxConfiguration {

    @Bean(initMethod = "start", destroyMethod = "stop")
    PostizSandbox postizSandbox(
            @Value("${sandbox.address}") String address,
            @Value("${sandbox.port}") int port,
            @Value("${sandbox.image-duration}") Duration imageDuration,
            @Value("${sandbox.video-duration}") Duration videoDuration,
            @Value("${sandbox.postiz}") String version) {
        return new PostizSandbox(
                SandboxSettings.forTests()
                        .onAddress(address)
                        .onPort(port)
                        .imagesTake(imageDuration)
                        .videosTake(videoDuration)
                        .postiz(PostizVersion.of(version)));
    }

    @Bean
    GettingStarted gettingStarted(
            PostizSandbox sandbox,
            @Value("${gateway.port}") int gatewayPort,
            @Value("${server.port}") int operatorsPort) {
        return new GettingStarted(sandbox, gatewayPort, operatorsPort);
    }
}
