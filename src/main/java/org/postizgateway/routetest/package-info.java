/**
 * Tests of routes that are written in YAML: a gateway runs the configuration under test in front of
 * a sandbox, and is called as agents call it.
 */
package org.postizgateway.routetest;
