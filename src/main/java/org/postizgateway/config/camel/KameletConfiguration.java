package org.postizgateway.config.camel;

import java.util.Properties;
import org.apache.camel.component.kamelet.KameletComponent;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The component {@code kamelet}, which has no starter that would read its settings. */
@Configuration(proxyBeanMethods = false)
class KameletConfiguration {

    /** Properties by the names of Kamelets, as Camel documents it. */
    private static final String PROPERTIES = "camel.component.kamelet.template-properties";

    /** A Kamelet fails as one step of the route that calls it, under the policies of that route. */
    @Bean("kamelet-component")
    KameletComponent kameletComponent(
            @Value("${" + ConfigurationDirectory.KAMELETS + "}") String location,
            Environment environment) {
        KameletComponent component = new KameletComponent();
        component.setLocation(location);
        Binder.get(environment)
                .bind(PROPERTIES, Bindable.mapOf(String.class, Properties.class))
                .ifBound(component::setTemplateProperties);
        component.setNoErrorHandler(true);
        return component;
    }
}
