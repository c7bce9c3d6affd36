package org.postizgateway.config;

import org.apache.camel.component.kamelet.KameletComponent;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The component {@code kamelet}, which has no starter that would read its settings. */
@Configuration(proxyBeanMethods = false)
class KameletConfiguration {

    /** A Kamelet fails as one step of the route that calls it, under the policies of that route. */
    @Bean("kamelet-component")
    KameletComponent kameletComponent(
            @Value("${" + ConfigurationDirectory.KAMELETS + "}") String location) {
        KameletComponent component = new KameletComponent();
        component.setLocation(location);
        component.setNoErrorHandler(true);
        return component;
    }
}
