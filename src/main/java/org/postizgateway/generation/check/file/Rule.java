package org.postizgateway.generation.check.file;

import java.util.function.Consumer;
import org.postizgateway.generation.check.reading.Reading;
import org.postizgateway.generation.set.Problem;

/** Something that must hold in every set. */
@FunctionalInterface
interface Rule {

    void check(Reading reading, Consumer<Problem> problems);
}
