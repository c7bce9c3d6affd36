package org.postizgateway.cases;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/**
 * Shows what the Postiz of August 2026 does and the newer one does differently; left out where the
 * system property {@code sandbox.postiz} has the tests run against that.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@DisabledIfSystemProperty(
        named = "sandbox.postiz",
        matches = "2026-11",
        disabledReason = "Only the Postiz of August 2026 does so")
public @interface AugustPostiz {}
