package org.postizgateway.config.camel;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.spring.boot.CamelConfigurationProperties;
import org.postizgateway.config.setting.GatewaySettings;
import org.postizgateway.config.setting.PathSetting;
import org.postizgateway.generation.ConfigurationWatch;
import org.postizgateway.generation.ContextConfigurer;
import org.postizgateway.generation.ContextFactory;
import org.postizgateway.generation.DesiredConfiguration;
import org.postizgateway.generation.Ending;
import org.postizgateway.generation.GenerationListener;
import org.postizgateway.generation.Generations;
import org.postizgateway.generation.Launcher;
import org.postizgateway.generation.Serving;
import org.postizgateway.generation.SetTests;
import org.postizgateway.generation.Switch;
import org.postizgateway.generation.check.SetCheck;
import org.postizgateway.generation.check.route.DoorSteps;
import org.postizgateway.generation.check.route.RouteRules;
import org.postizgateway.generation.set.SetReader;
import org.postizgateway.generation.set.StoredSets;
import org.postizgateway.ledger.execution.CallRunner;
import org.postizgateway.security.DoorAuthentication;
import org.postizgateway.security.metadata.PublicDocument;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.CustomEditorConfigurer;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;

/** The configuration directory, and the Camel contexts in which what it holds runs. */
@Configuration(proxyBeanMethods = false)
class GenerationConfiguration {

    private static final Duration LOOKS = Duration.ofMillis(500);

    /** Before any setting is read. */
    @Bean
    static CustomEditorConfigurer pathSettings() {
        CustomEditorConfigurer editors = new CustomEditorConfigurer();
        editors.setCustomEditors(Map.of(Path.class, PathSetting.class));
        return editors;
    }

    @Bean
    SetReader setReader() throws IOException {
        return new SetReader(JarCopies.read());
    }

    @Bean
    StoredSets storedSets(GatewaySettings gateway, SetReader reader) {
        return new StoredSets(gateway.dataDir().resolve("configuration"), reader);
    }

    @Bean
    Libraries libraries(GatewaySettings gateway, CamelContext model) {
        return Libraries.of(
                gateway.configDir().toAbsolutePath().normalize(),
                model.getApplicationContextClassLoader());
    }

    @Bean
    ContextConfigurer allowedComponents(GatewaySettings gateway) {
        return new AllowedComponents(gateway.components());
    }

    @Bean
    ContextFactory setContexts(
            ApplicationContext spring,
            ConfigurableEnvironment settings,
            CamelContext model,
            Libraries libraries,
            CamelConfigurationProperties options,
            List<ContextConfigurer> configurers) {
        return new SetContexts(spring, settings, model, libraries, options, configurers);
    }

    @Bean(destroyMethod = "")
    Ending generationsEnding(Switch callers, ObjectProvider<CallRunner> calls) {
        // The ledger asks for the generation that serves, which waits for those before it to end.
        return new Ending(callers, context -> calls.getObject().holds(context), LOOKS);
    }

    @Bean
    Launcher launcher(
            ContextFactory contexts,
            GatewaySettings gateway,
            Switch callers,
            ConfigurableEnvironment settings,
            @Value("${gateway.self-starting:true}") boolean selfStarting) {
        DoorSteps doors =
                new DoorSteps(
                        DoorAuthentication.class::isInstance,
                        PublicDocument.class::isInstance,
                        Set.copyOf(gateway.doorsWithoutAuthentication()));
        return new Launcher(
                contexts,
                new SetCheck(new SetSettings(settings)),
                new RouteRules(doors),
                callers,
                selfStarting);
    }

    @Bean(destroyMethod = "")
    Generations generations(
            Launcher launcher,
            Switch callers,
            StoredSets stored,
            Ending ending,
            ObjectProvider<SetTests> tests,
            ObjectProvider<GenerationListener> listeners) {
        return new Generations(
                launcher,
                callers,
                stored,
                ending,
                Optional.ofNullable(tests.getIfAvailable()),
                outcome -> listeners.forEach(listener -> listener.changed(outcome)));
    }

    /** Sends to the routes that serve when it is asked to. */
    @Bean(destroyMethod = "")
    ProducerTemplate servingTemplate(Serving serving) {
        return ServingTemplate.of(serving);
    }

    @Bean
    DesiredConfiguration desiredConfiguration(
            GatewaySettings gateway, SetReader reader, StoredSets stored, Generations generations) {
        return new DesiredConfiguration(
                gateway.configDir().toAbsolutePath().normalize(), reader, stored, generations);
    }

    /** Ended before Camel is. */
    @Bean(destroyMethod = "")
    @ConditionalOnProperty(name = "gateway.config-watch", matchIfMissing = true)
    ConfigurationWatch configurationWatch(DesiredConfiguration configuration) {
        return new ConfigurationWatch(configuration, LOOKS);
    }

    /** There is none where configurations are only checked. */
    @Bean
    @ConditionalOnProperty(name = "gateway.listening", matchIfMissing = true)
    FirstGeneration firstGeneration(
            ApplicationContext spring,
            DesiredConfiguration configuration,
            ObjectProvider<ConfigurationWatch> watch) {
        return new FirstGeneration(spring, configuration, watch);
    }
}
