package org.postizgateway.config.client;

import java.time.Duration;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/** What holds for all HTTP calls that routes make. */
@Configuration(proxyBeanMethods = false)
class UpstreamConfiguration {

    /** Used by the settings {@code camel.component.http(s).http-client-configurer}. */
    @Bean
    HttpClientConfigurer boundedAnswers(
            @Value("${postiz.max-answer-size:10MB}") DataSize maxAnswerSize,
            @Value("${postiz.longest-answer:3m}") Duration longestAnswer) {
        return new BoundedAnswers(maxAnswerSize.toBytes(), longestAnswer);
    }
}
