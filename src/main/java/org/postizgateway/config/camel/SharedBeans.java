package org.postizgateway.config.camel;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.ConsumerTemplate;
import org.apache.camel.FluentProducerTemplate;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.TypeConverter;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.component.properties.PropertiesParser;
import org.apache.camel.spi.BeanRepository;
import org.apache.camel.spi.PropertiesComponent;
import org.apache.camel.spring.spi.ApplicationContextBeanRepository;
import org.springframework.context.ApplicationContext;

/**
 * Spring's beans as every Camel context sees them, without those that belong to one context, and
 * without the database of the ledger, which {@code sql:} would take for its own. What is found by
 * type is remembered: contexts ask for the same types again and again.
 */
final class SharedBeans implements BeanRepository {

    private static final List<Class<?>> HIDDEN =
            List.of(
                    CamelContext.class,
                    Component.class,
                    PlatformHttpEngine.class,
                    VertxPlatformHttpServer.class,
                    VertxPlatformHttpServerConfiguration.class,
                    ProducerTemplate.class,
                    FluentProducerTemplate.class,
                    ConsumerTemplate.class,
                    TypeConverter.class,
                    PropertiesComponent.class,
                    PropertiesParser.class,
                    DataSource.class);

    private final BeanRepository beans;
    private final Map<Class<?>, Map<String, ?>> byType = new ConcurrentHashMap<>();

    SharedBeans(ApplicationContext spring) {
        this.beans = new ApplicationContextBeanRepository(spring);
    }

    private static boolean isShared(Object bean) {
        return HIDDEN.stream().noneMatch(type -> type.isInstance(bean));
    }

    @Override
    public Object lookupByName(String name) {
        Object bean = beans.lookupByName(name);
        return isShared(bean) ? bean : null;
    }

    @Override
    public <T> T lookupByNameAndType(String name, Class<T> type) {
        T bean = beans.lookupByNameAndType(name, type);
        return isShared(bean) ? bean : null;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> Map<String, T> findByTypeWithName(Class<T> type) {
        return new LinkedHashMap<>((Map<String, T>) byType.computeIfAbsent(type, this::find));
    }

    private Map<String, ?> find(Class<?> type) {
        Map<String, Object> found = new LinkedHashMap<>(beans.findByTypeWithName(type));
        found.values().removeIf(bean -> !isShared(bean));
        return found;
    }

    @Override
    public <T> Set<T> findByType(Class<T> type) {
        return new LinkedHashSet<>(findByTypeWithName(type).values());
    }
}
