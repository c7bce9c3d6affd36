/** What is known about a call with a side effect, in the words that all parts share. */
package org.postizgateway.outcome;
