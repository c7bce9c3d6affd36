package org.postizgateway.generation.check.route;

import java.util.Set;
import java.util.function.Predicate;

/**
 * What is known of the steps of doors; the beans that they call are made elsewhere.
 *
 * @param authenticates whether a bean ends the route unless it knows who is calling
 * @param isPublic whether a bean answers with something that everybody may know
 * @param allowed ids of routes that may let in whoever comes
 */
public record DoorSteps(
        Predicate<Object> authenticates, Predicate<Object> isPublic, Set<String> allowed) {}
