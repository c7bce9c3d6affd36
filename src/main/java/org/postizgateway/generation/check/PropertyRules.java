package org.postizgateway.generation.check;

import java.io.IOException;
import java.util.List;
import org.postizgateway.generation.set.ConfigurationSet;
import org.postizgateway.generation.set.Problem;

/** Looks for properties of a set that cannot be right. */
@FunctionalInterface
public interface PropertyRules {

    /**
     * @throws IOException when the properties cannot be read at all
     */
    List<Problem> problems(ConfigurationSet set) throws IOException;

    /**
     * What is probably not what is meant.
     *
     * @throws IOException when the properties cannot be read at all
     */
    default List<Problem> warnings(ConfigurationSet set) throws IOException {
        return List.of();
    }
}
