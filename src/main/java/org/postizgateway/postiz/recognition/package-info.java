/**
 * Recognises in Postiz's listing what became of a create: whether a post is there although its
 * answer was lost, and what Postiz stored differently from what it was sent.
 */
package org.postizgateway.postiz.recognition;
