package org.postizgateway.postiz.cached;

/**
 * What answers are told apart by.
 *
 * @param step which read it is, in which configuration: no other configuration has the same
 * @param tenant for whom Postiz was asked
 * @param credential hash of the credential with which it was asked: one that is refused meanwhile
 *     lives on nobody else's answers
 * @param inputs of the read, as JSON
 */
record ReadKey(String step, String tenant, String credential, String inputs) {

    int length() {
        return step.length() + tenant.length() + credential.length() + inputs.length();
    }
}
