package org.postizgateway.generation.check.reading;

import java.util.function.Consumer;
import org.postizgateway.generation.set.Problem;

/** Something that must hold for the files of every set. */
@FunctionalInterface
public interface Rule {

    void check(Reading reading, Consumer<Problem> problems);
}
