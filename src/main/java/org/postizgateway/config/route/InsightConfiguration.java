package org.postizgateway.config.route;

import java.time.Clock;
import java.time.Duration;
import org.postizgateway.postiz.insight.Analytics;
import org.postizgateway.postiz.insight.BestTimes;
import org.postizgateway.postiz.insight.ChannelHealth;
import org.postizgateway.postiz.insight.DeliveryReport;
import org.postizgateway.postiz.insight.DueDeliveries;
import org.postizgateway.postiz.insight.FreeTimes;
import org.postizgateway.postiz.insight.Notifications;
import org.postizgateway.postiz.insight.SuggestedDates;
import org.postizgateway.postiz.platform.PlatformCatalog;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Registers what the tools of the toolset {@code insight} need under the names of the routes. */
@Configuration(proxyBeanMethods = false)
class InsightConfiguration {

    /** One more question may take 15 s after that, and a call has 50 s. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

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
    BestTimes bestTimes(Analytics analytics, Clock postClock) {
        return new BestTimes(analytics, postClock, PATIENCE);
    }

    @Bean
    ChannelHealth channelHealth(PlatformCatalog catalog) {
        return new ChannelHealth(catalog);
    }

    @Bean
    Notifications notifications() {
        return new Notifications();
    }

    @Bean
    FreeTimes freeTimes(Clock postClock) {
        return new FreeTimes(postClock);
    }

    /** Completes arguments of prompts. */
    @Bean
    SuggestedDates suggestedDates(Clock postClock) {
        return new SuggestedDates(postClock);
    }
}
