package org.postizgateway.config.route;

import java.time.Clock;
import org.postizgateway.postiz.life.PostDetail;
import org.postizgateway.postiz.life.PostValidation;
import org.postizgateway.postiz.life.PostsById;
import org.postizgateway.postiz.platform.PlatformCatalog;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Registers what the tools about existing posts need under the names that routes call it by. */
@Configuration(proxyBeanMethods = false)
class PostLifeConfiguration {

    @Bean
    PostsById postsById() {
        return new PostsById(Clock.systemUTC());
    }

    @Bean
    PostValidation postValidation(PlatformCatalog catalog) {
        return new PostValidation(catalog);
    }

    @Bean
    PostDetail postDetail(PlatformCatalog catalog) {
        return new PostDetail(catalog);
    }
}
