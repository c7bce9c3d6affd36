/** Bounds on how often, how much and how many at once, with a share per owner. */
package org.postizgateway.bound;
