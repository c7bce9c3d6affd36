package org.postizgateway.sandbox.state.organization;

/** A customer: a label that bundles channels of one client. */
public record ChannelGroup(String id, String name) {}
