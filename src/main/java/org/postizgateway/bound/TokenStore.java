package org.postizgateway.bound;

/** Where the tokens of owners are counted. One token is one call. */
@FunctionalInterface
public interface TokenStore {

    /**
     * Takes tokens of an owner.
     *
     * @param most 1 or more
     * @return how many there were, from 0 to {@code most}; they are taken now
     */
    long take(String owner, long most);
}
