package org.postizgateway.config.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.postizgateway.postiz.upload.UploadUrlGuard;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class PostizConfigurationTest {

    private final ApplicationContextRunner runner =
            new ApplicationContextRunner().withUserConfiguration(PostizConfiguration.class);

    @Test
    void registers_beans_under_the_names_that_routes_use() {
        runner.run(
                context ->
                        assertThat(context.getBeanDefinitionNames())
                                .contains(
                                        "postPreflight",
                                        "scheduleResult",
                                        "postReconciler",
                                        "postizErrors",
                                        "postizMcpAnswer",
                                        "channelList",
                                        "postList",
                                        "keyValuePairs",
                                        "platformSchema",
                                        "uploadUrlGuard"));
    }

    @Test
    void lets_the_operator_name_several_hosts_to_fetch_from() {
        runner.withPropertyValues("postiz.upload.allowed-hosts=media.internal,localhost:1")
                .run(
                        context ->
                                assertThat(context.getBean(UploadUrlGuard.class))
                                        .extracting("allowedHosts")
                                        .asInstanceOf(InstanceOfAssertFactories.COLLECTION)
                                        .containsExactlyInAnyOrder(
                                                "media.internal", "localhost:1"));
        runner.withPropertyValues("postiz.upload.allowed-hosts=")
                .run(
                        context ->
                                assertThat(context.getBean(UploadUrlGuard.class))
                                        .hasFieldOrPropertyWithValue("allowedHosts", Set.of()));
    }
}
