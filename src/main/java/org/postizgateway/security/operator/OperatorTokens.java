package org.postizgateway.security.operator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/** The tokens of the operators, compared in constant time. */
public final class OperatorTokens {

    private final byte[] operate;
    private final Optional<byte[]> read;

    /**
     * @param operate token of those who may change something
     * @param read token of those who may only look; empty for none
     */
    public OperatorTokens(String operate, Optional<String> read) {
        this.operate = bytes(operate);
        this.read = read.map(OperatorTokens::bytes);
    }

    /** What a token allows; empty when it is none of the operators'. */
    public Optional<OperatorRight> right(String token) {
        byte[] given = bytes(token);
        boolean operates = MessageDigest.isEqual(operate, given);
        boolean reads = read.map(known -> MessageDigest.isEqual(known, given)).orElse(false);
        if (operates) {
            return Optional.of(OperatorRight.OPERATE);
        }
        return reads ? Optional.of(OperatorRight.READ) : Optional.empty();
    }

    private static byte[] bytes(String token) {
        return token.getBytes(StandardCharsets.UTF_8);
    }
}
