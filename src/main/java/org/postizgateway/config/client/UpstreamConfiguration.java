package org.postizgateway.config.client;

import java.time.Duration;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.postizgateway.config.setting.InvalidSettingException;
import org.postizgateway.mcp.limit.LimitListener;
import org.springframework.beans.factory.ObjectProvider;
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
            @Value("${postiz.answers:20MB}") DataSize answers,
            @Value("${postiz.longest-answer:3m}") Duration longestAnswer,
            ObjectProvider<LimitListener> listeners) {
        if (answers.compareTo(maxAnswerSize) < 0) {
            throw new InvalidSettingException(
                    "POSTIZ_ANSWERS",
                    "is less than one answer may have, POSTIZ_MAX_ANSWER_SIZE",
                    "Set it to at least as much.");
        }
        AnswerBytes inAll =
                new AnswerBytes(answers.toBytes(), LimitListener.all(listeners)::exceeded);
        return new BoundedAnswers(maxAnswerSize.toBytes(), inAll, longestAnswer);
    }
}
