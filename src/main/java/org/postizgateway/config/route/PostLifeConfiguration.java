package org.postizgateway.config.route;

import java.time.Clock;
import org.postizgateway.ledger.LedgerSettings;
import org.postizgateway.postiz.failure.PostizErrors;
import org.postizgateway.postiz.life.PostChanges;
import org.postizgateway.postiz.life.PostDeletion;
import org.postizgateway.postiz.life.PostDetail;
import org.postizgateway.postiz.life.PostEdit;
import org.postizgateway.postiz.life.PostMove;
import org.postizgateway.postiz.life.PostPeriod;
import org.postizgateway.postiz.life.PostRetry;
import org.postizgateway.postiz.life.PostSettings;
import org.postizgateway.postiz.life.PostStatus;
import org.postizgateway.postiz.life.PostValidation;
import org.postizgateway.postiz.life.PostsById;
import org.postizgateway.postiz.life.listed.FailureNoticeReading;
import org.postizgateway.postiz.platform.PlatformCatalog;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Registers what the tools about existing posts need under the names that routes call it by. */
@Configuration(proxyBeanMethods = false)
public class PostLifeConfiguration {

    /** Tells whether a post is due; tests move it together with that of Postiz. */
    @Bean
    public Clock postClock() {
        return Clock.systemUTC();
    }

    @Bean
    PostPeriod postPeriod(Clock postClock) {
        return new PostPeriod(postClock);
    }

    @Bean
    PostsById postsById(Clock postClock) {
        return new PostsById(postClock);
    }

    @Bean
    PostValidation postValidation(PlatformCatalog catalog) {
        return new PostValidation(catalog);
    }

    @Bean
    PostDetail postDetail(PlatformCatalog catalog) {
        return new PostDetail(catalog);
    }

    @Bean
    PostChanges postChanges(PostizErrors errors) {
        return new PostChanges(errors);
    }

    @Bean
    PostStatus postStatus(PlatformCatalog catalog, Clock postClock) {
        return new PostStatus(catalog, postClock);
    }

    @Bean
    PostSettings postSettings(PlatformCatalog catalog, Clock postClock) {
        return new PostSettings(catalog, postClock);
    }

    @Bean
    PostMove postMove(PlatformCatalog catalog, Clock postClock, LedgerSettings ledger) {
        return new PostMove(catalog, postClock, ledger.repeatWindow());
    }

    @Bean
    PostEdit postEdit(PlatformCatalog catalog, Clock postClock) {
        return new PostEdit(catalog, postClock);
    }

    @Bean
    PostRetry postRetry(PlatformCatalog catalog, Clock postClock) {
        return new PostRetry(catalog, postClock);
    }

    @Bean
    FailureNoticeReading failureNotices() {
        return new FailureNoticeReading();
    }

    @Bean
    PostDeletion postDeletion(PlatformCatalog catalog, Clock postClock) {
        return new PostDeletion(catalog, postClock);
    }
}
