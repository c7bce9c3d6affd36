/**
 * Bounds on what callers can make a server hold. Each bound has a share per owner beside the whole,
 * so that whoever exceeds one is the one who meets it.
 */
package org.postizgateway.mcp.limit;
