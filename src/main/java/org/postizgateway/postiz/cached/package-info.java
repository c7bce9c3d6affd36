/**
 * Reads that change rarely: a Camel policy that keeps their answers for a short while, for each
 * caller by itself.
 */
package org.postizgateway.postiz.cached;
