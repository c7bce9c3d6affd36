package org.postizgateway.generation.check;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.component.platform.http.PlatformHttpConstants;
import org.apache.camel.component.platform.http.PlatformHttpEndpoint;
import org.apache.camel.component.platform.http.spi.PlatformHttpConsumer;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultConsumer;
import org.postizgateway.generation.Generation;
import org.postizgateway.generation.Launcher;
import org.postizgateway.generation.SetResources;
import org.postizgateway.generation.Switch;
import org.postizgateway.generation.check.route.DoorSteps;
import org.postizgateway.generation.check.route.RouteRules;
import org.postizgateway.generation.set.ConfigurationSet;
import org.postizgateway.generation.set.Problem;
import org.postizgateway.generation.set.RefusedSetException;
import org.postizgateway.generation.set.SetReader;

/** A configuration directory of a test, launched without a gateway around it. */
public final class SetOnDisk {

    /** A bean that stands for an authentication step. */
    static final Processor AUTHENTICATION = exchange -> {};

    /** A bean that stands for a public document. */
    static final Processor DOCUMENT = exchange -> {};

    private static final String KAMELET =
            """
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata:
              name: %s
            spec:
              definition:
                title: Own
              template:
                from:
                  uri: kamelet:source
                  steps:
                    - to: %s
            """;

    private final Path directory;
    private Set<String> openDoors = Set.of();

    public SetOnDisk(Path directory) {
        this.directory = directory;
    }

    public SetOnDisk allowing(String door) {
        openDoors = Set.of(door);
        return this;
    }

    public SetOnDisk with(String path, String content) throws Exception {
        Path file = directory.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        return this;
    }

    /**
     * With a Kamelet without properties.
     *
     * @param target what its only step calls
     */
    public SetOnDisk withKamelet(String name, String target) throws Exception {
        return with("kamelets/" + name + ".kamelet.yaml", KAMELET.formatted(name, target));
    }

    /** Why it cannot run; empty when it can. */
    public List<Problem> problems() throws Exception {
        try {
            launch().context().stop();
            return List.of();
        } catch (RefusedSetException e) {
            return e.problems();
        }
    }

    /**
     * What is remarked on although it runs.
     *
     * @throws RefusedSetException when it cannot run
     */
    public List<String> warnings() throws Exception {
        Generation running = launch();
        running.context().stop();
        return running.warnings().stream().map(Problem::toString).toList();
    }

    private Generation launch() throws Exception {
        return launcher(openDoors).launch(new SetReader(List.of()).read(directory));
    }

    /**
     * Starts sets without a gateway around them.
     *
     * @param openDoors ids of doors that need no authentication step
     */
    public static Launcher launcher(Set<String> openDoors) {
        return launcher(openDoors, new Nobody());
    }

    /**
     * Starts sets without a gateway around them.
     *
     * @param callers told of contexts that will not serve
     */
    public static Launcher launcher(Set<String> openDoors, Switch callers) {
        DoorSteps doors =
                new DoorSteps(
                        AUTHENTICATION.getClass()::isInstance,
                        DOCUMENT.getClass()::isInstance,
                        openDoors);
        return new Launcher(
                SetOnDisk::context,
                new SetCheck(any -> List.of()),
                new RouteRules(doors),
                callers,
                true);
    }

    /** The problems as an integrator reads them, one in a line. */
    public String report() throws Exception {
        return new RefusedSetException(problems()).getMessage();
    }

    public String place(String path, int line) {
        return directory.resolve(path) + ", line " + line + ": ";
    }

    private static DefaultCamelContext context(ConfigurationSet set) {
        DefaultCamelContext context = new DefaultCamelContext();
        SetResources resources = new SetResources(set);
        resources.setCamelContext(context);
        context.getRegistry().bind(SetResources.NAME, resources);
        context.getRegistry().bind("authentication", AUTHENTICATION);
        context.getRegistry().bind("document", DOCUMENT);
        context.getRegistry()
                .bind(
                        PlatformHttpConstants.PLATFORM_HTTP_ENGINE_NAME,
                        (PlatformHttpEngine) Requests::new);
        context.getComponent("kamelet", KameletComponent.class).setLocation("classpath:kamelets");
        return context;
    }

    /** Takes no requests. */
    private static final class Requests extends DefaultConsumer implements PlatformHttpConsumer {

        Requests(PlatformHttpEndpoint endpoint, Processor processor) {
            super(endpoint, processor);
        }

        @Override
        public PlatformHttpEndpoint getEndpoint() {
            return (PlatformHttpEndpoint) super.getEndpoint();
        }
    }

    /** Nobody calls the routes of these sets. */
    public static final class Nobody implements Switch {

        @Override
        public void to(CamelContext context) {}

        @Override
        public int entering(CamelContext context) {
            return 0;
        }

        @Override
        public void forget(CamelContext context) {}
    }
}
