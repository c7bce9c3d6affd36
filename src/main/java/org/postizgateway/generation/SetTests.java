package org.postizgateway.generation;

import java.util.List;
import org.postizgateway.generation.set.ConfigurationSet;
import org.postizgateway.generation.set.Problem;

/** Runs the tests that a set brings along, before it takes its place. */
@FunctionalInterface
public interface SetTests {

    /**
     * @return a problem for each test that fails; empty when all pass, and when there are none
     */
    List<Problem> failures(ConfigurationSet set);
}
