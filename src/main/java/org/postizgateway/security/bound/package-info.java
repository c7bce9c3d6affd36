/** Bounds on how often and how many at once, with a share per caller's address. */
package org.postizgateway.security.bound;
