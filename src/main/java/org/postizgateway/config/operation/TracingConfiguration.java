package org.postizgateway.config.operation;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.prometheus.metrics.tracer.common.SpanContext;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.opentelemetry2.OpenTelemetryTracer;
import org.postizgateway.config.setting.InvalidSettingException;
import org.postizgateway.generation.ContextConfigurer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Traces, when there is somewhere to send them. The variables are those of the OpenTelemetry
 * specification; what they leave open is set here.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression(
        "!'${OTEL_EXPORTER_OTLP_ENDPOINT:${OTEL_EXPORTER_OTLP_TRACES_ENDPOINT:}}'.isBlank()")
class TracingConfiguration {

    /**
     * @throws InvalidSettingException when a variable has a value that OpenTelemetry refuses
     */
    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean(OpenTelemetry.class)
    OpenTelemetrySdk openTelemetry(@Value("${spring.application.name}") String name) {
        try {
            return AutoConfiguredOpenTelemetrySdk.builder()
                    .addPropertiesSupplier(() -> defaults(name))
                    .disableShutdownHook()
                    .build()
                    .getOpenTelemetrySdk();
        } catch (ConfigurationException e) {
            throw new InvalidSettingException(
                    "A variable OTEL_* cannot be right. "
                            + e.getMessage()
                            + ". Correct the variable, or send no traces by leaving"
                            + " OTEL_EXPORTER_OTLP_ENDPOINT out.");
        }
    }

    private static Map<String, String> defaults(String name) {
        Map<String, String> defaults = new HashMap<>();
        defaults.put("otel.service.name", name);
        defaults.put("otel.exporter.otlp.protocol", "http/protobuf");
        defaults.put("otel.metrics.exporter", "none");
        defaults.put("otel.logs.exporter", "none");
        // Baggage of a caller is not for Postiz to see.
        defaults.put("otel.propagators", "tracecontext");
        // The URI of a tool's endpoint holds its whole description.
        defaults.put("otel.span.attribute.value.length.limit", "256");
        return defaults;
    }

    @Bean
    Tracer tracer(OpenTelemetry telemetry) {
        return telemetry.getTracer("org.postizgateway");
    }

    /** Of the call whose step is measured, for the exemplars of histograms. */
    @Bean
    SpanContext exemplars() {
        return new CurrentSpan();
    }

    @Bean
    ContextPropagators contextPropagators(OpenTelemetry telemetry) {
        return telemetry.getPropagators();
    }

    @Bean
    ContextConfigurer tracesOfRoutes() {
        return context -> {
            OpenTelemetryTracer tracer = new OpenTelemetryTracer();
            tracer.setCamelContext(context);
            tracer.init(context);
        };
    }
}
