package org.postizgateway.config.route;

import java.time.Clock;
import org.postizgateway.postiz.insight.Analytics;
import org.postizgateway.postiz.insight.ChannelHealth;
import org.postizgateway.postiz.insight.DeliveryReport;
import org.postizgateway.postiz.insight.DueDeliveries;
import org.postizgateway.postiz.insight.FreeTimes;
import org.postizgateway.postiz.insight.Notifications;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Registers what the tools of the toolset {@code insight} need under the names of the routes. */
@Configuration(proxyBeanMethods = false)
class InsightConfiguration {

    @Bean
    DeliveryReport deliveryReport(Clock postClock) {
        return new DeliveryReport(postClock);
    }

    @Bean
    DueDeliveries dueDeliveries(Clock postClock) {
        return new DueDeliveries(postClock);
    }

    @Bean
    Analytics analytics() {
        return new Analytics();
    }

    @Bean
    ChannelHealth channelHealth() {
        return new ChannelHealth();
    }

    @Bean
    Notifications notifications() {
        return new Notifications();
    }

    @Bean
    FreeTimes freeTimes(Clock postClock) {
        return new FreeTimes(postClock);
    }
}
