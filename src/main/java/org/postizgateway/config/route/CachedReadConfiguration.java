package org.postizgateway.config.route;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.postizgateway.postiz.cached.CachedReads;
import org.postizgateway.postiz.cached.KnownReads;
import org.postizgateway.postiz.failure.PostizErrors;
import org.postizgateway.security.credential.TenantHash;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.system.JavaVersion;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.VirtualThreadTaskExecutor;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.util.unit.DataSize;

/** What the policies of {@code routes/cached.yaml} share. */
@Configuration(proxyBeanMethods = false)
class CachedReadConfiguration {

    private static final String THREADS = "after-cached-read-";

    @Bean(destroyMethod = "close")
    KnownReads knownReads(@Value("${policies.cached.size:8MB}") DataSize size) {
        return new KnownReads(size.toBytes());
    }

    /** Go on with calls that have waited for the request of another. */
    @Bean(destroyMethod = "shutdownNow")
    ExecutorService afterCachedReads() {
        return Executors.newCachedThreadPool(
                JavaVersion.getJavaVersion().isEqualOrNewerThan(JavaVersion.TWENTY_ONE)
                        ? new VirtualThreadTaskExecutor(THREADS).getVirtualThreadFactory()
                        : new CustomizableThreadFactory(THREADS));
    }

    @Bean
    CachedReads cachedReads(
            KnownReads known,
            TenantHash hash,
            PostizErrors errors,
            MeterRegistry registry,
            @Qualifier("afterCachedReads") ExecutorService goingOn) {
        return new CachedReads(
                known,
                hash::of,
                failure -> errors.explain(failure).temporary(),
                (read, result) ->
                        registry.counter("postiz.cached.reads", "read", read, "result", result)
                                .increment(),
                goingOn);
    }

    @Bean
    MeterBinder cachedReadsKept(KnownReads known) {
        return registry -> CaffeineCacheMetrics.monitor(registry, known.cache(), "reads");
    }
}
