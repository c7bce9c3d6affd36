package org.postizgateway.generation;

import org.apache.camel.CamelContext;
import org.apache.camel.impl.engine.DefaultResourceLoader;
import org.apache.camel.impl.engine.DefaultResourceResolvers.ClasspathResolver;
import org.apache.camel.spi.Resource;
import org.apache.camel.spi.ResourceResolver;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.support.service.ServiceSupport;
import org.postizgateway.generation.set.ConfigurationSet;
import org.postizgateway.generation.set.SetFile;

/**
 * Lets {@code classpath:} mean the files of a set first: a schema or a Kamelet is found where it
 * lies, in the configuration directory or in the jar.
 */
public final class SetResources extends ServiceSupport implements ResourceResolver {

    /** Name under which Camel looks for the resolver of the scheme. */
    public static final String NAME =
            DefaultResourceLoader.RESOURCE_LOADER_KEY_PREFIX + ClasspathResolver.SCHEME;

    private final ConfigurationSet set;
    private final ClasspathResolver classpath = new ClasspathResolver();

    public SetResources(ConfigurationSet set) {
        this.set = set;
    }

    /** A file of a set as Camel reads it. */
    static Resource resource(SetFile file) {
        return ResourceHelper.fromBytes(file.path(), file.content());
    }

    @Override
    public String getSupportedScheme() {
        return ClasspathResolver.SCHEME;
    }

    @Override
    public Resource resolve(String location) {
        String path = location.substring(location.indexOf(':') + 1).replaceFirst("^/+", "");
        boolean ofSet =
                path.startsWith(ConfigurationSet.ROUTES)
                        || path.startsWith(ConfigurationSet.KAMELETS)
                        || path.startsWith(ConfigurationSet.SCHEMAS);
        if (!ofSet) {
            return classpath.resolve(location);
        }
        return set.find(path)
                .map(SetResources::resource)
                .orElseGet(() -> classpath.resolve("classpath:not-in-this-set/" + path));
    }

    @Override
    public void setCamelContext(CamelContext context) {
        classpath.setCamelContext(context);
    }

    @Override
    public CamelContext getCamelContext() {
        return classpath.getCamelContext();
    }
}
