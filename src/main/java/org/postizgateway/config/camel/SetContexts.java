package org.postizgateway.config.camel;

import java.util.List;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.DefaultConfigurationConfigurer;
import org.apache.camel.spring.boot.CamelConfigurationProperties;
import org.apache.camel.spring.boot.SpringPropertiesParser;
import org.apache.camel.support.DefaultRegistry;
import org.postizgateway.generation.ContextConfigurer;
import org.postizgateway.generation.ContextFactory;
import org.postizgateway.generation.SetResources;
import org.postizgateway.generation.set.ConfigurationSet;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/** Makes Camel contexts like the one that Spring Boot configures, each for the routes of a set. */
final class SetContexts implements ContextFactory {

    /** Properties by the names of Kamelets, as Camel documents it. */
    private static final String KAMELET_PROPERTIES = "camel.component.kamelet.template-properties";

    private final ConfigurableEnvironment settings;
    private final CamelContext model;
    private final ClassLoader classes;
    private final CamelConfigurationProperties options;
    private final SharedBeans beans;
    private final List<ContextConfigurer> configurers;

    /**
     * @param model whose name they have
     * @param libraries where they find components and classes
     * @param options {@code camel.main.*}
     */
    SetContexts(
            ApplicationContext spring,
            ConfigurableEnvironment settings,
            CamelContext model,
            Libraries libraries,
            CamelConfigurationProperties options,
            List<ContextConfigurer> configurers) {
        this.settings = settings;
        this.model = model;
        this.classes = libraries.classes();
        this.options = options;
        this.beans = new SharedBeans(spring);
        this.configurers = configurers;
    }

    @Override
    public DefaultCamelContext create(ConfigurationSet set) throws Exception {
        DefaultCamelContext context = new SetContext();
        context.getCamelContextExtension().setName(model.getName());
        context.setApplicationContextClassLoader(classes);
        context.getCamelContextExtension().setRegistry(new DefaultRegistry(beans));
        context.build();
        Environment properties = SetProperties.of(set, settings);
        context.setPropertiesComponent(placeholders(properties));
        DefaultConfigurationConfigurer.configure(context, options.getMain());
        DefaultConfigurationConfigurer.afterConfigure(context);
        DefaultConfigurationConfigurer.afterPropertiesSet(context);
        SetResources resources = new SetResources(set);
        resources.setCamelContext(context);
        context.getRegistry().bind(SetResources.NAME, resources);
        context.addComponent("kamelet", kamelets(properties));
        for (ContextConfigurer configurer : configurers) {
            configurer.configure(context);
        }
        return context;
    }

    /**
     * Placeholders mean what Spring's environment says. Camel would let an environment variable
     * such as {@code POSTIZ_URL} win over {@code postiz.url} as the settings' check left it.
     */
    private static PropertiesComponent placeholders(Environment properties) {
        PropertiesComponent placeholders = new PropertiesComponent();
        placeholders.setPropertiesParser(new SpringPropertiesParser(properties));
        placeholders.setEnvironmentVariableMode(
                PropertiesComponent.ENVIRONMENT_VARIABLES_MODE_FALLBACK);
        return placeholders;
    }

    /** A Kamelet fails as one step of the route that calls it, under the policies of that route. */
    private static KameletComponent kamelets(Environment properties) {
        KameletComponent kamelets = new KameletComponent();
        kamelets.setLocation("classpath:" + ConfigurationSet.KAMELETS.replaceFirst("/$", ""));
        kamelets.setNoErrorHandler(true);
        Binder.get(properties)
                .bind(KAMELET_PROPERTIES, Bindable.mapOf(String.class, Properties.class))
                .ifBound(kamelets::setTemplateProperties);
        return kamelets;
    }
}
