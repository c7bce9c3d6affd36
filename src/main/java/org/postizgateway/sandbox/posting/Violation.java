package org.postizgateway.sandbox.posting;

/**
 * A message of Postiz's validator.
 *
 * @param path where, from the validated object; empty for the object itself
 */
public record Violation(String path, String message) {

    /** The message as Nest prints it: with its path in front. */
    public String below(String parent) {
        String where = path.isEmpty() ? parent : parent.isEmpty() ? path : parent + "." + path;
        return where.isEmpty() ? message : where + "." + message;
    }
}
