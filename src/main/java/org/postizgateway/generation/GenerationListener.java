package org.postizgateway.generation;

/** Is told of sets of configuration that take their place, and of those that are refused. */
@FunctionalInterface
public interface GenerationListener {

    void changed(Outcome outcome);
}
