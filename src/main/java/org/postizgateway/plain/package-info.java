/** What the JDK does in many words, in few. Knows nothing of the gateway. */
package org.postizgateway.plain;
