package org.postizgateway.config.camel;

import org.apache.camel.CamelContext;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.postizgateway.config.setting.PostizUrl;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Property placeholders in routes and Kamelets. */
@Configuration(proxyBeanMethods = false)
class PlaceholderConfiguration {

    /**
     * Makes placeholders mean what Spring's environment says. Camel would let an environment
     * variable such as {@code POSTIZ_URL} win over {@code postiz.url} as {@link PostizUrl} left it.
     */
    @Bean
    CamelContextConfiguration placeholdersFromSpring() {
        return new CamelContextConfiguration() {
            @Override
            public void beforeApplicationStart(CamelContext context) {
                ((PropertiesComponent) context.getPropertiesComponent())
                        .setEnvironmentVariableMode(
                                PropertiesComponent.ENVIRONMENT_VARIABLES_MODE_FALLBACK);
            }

            @Override
            public void afterApplicationStart(CamelContext context) {}
        };
    }
}
