package org.postizgateway.sandbox.remote;

/** An answer from the web: its status and what came with it. */
public record RemoteFile(int status, byte[] body) {}
