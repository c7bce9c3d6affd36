package org.postizgateway.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicInteger;

/** An identity provider: its metadata and keys over HTTP, and the tokens that it signs. */
public final class TestIssuer implements AutoCloseable {

    private final HttpServer server;
    private final AtomicInteger keysRead = new AtomicInteger();
    private volatile RSAKey key;

    public TestIssuer() throws Exception {
        rotate();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/realm/.well-known/openid-configuration",
                exchange ->
                        answer(
                                exchange,
                                "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/keys\"}"
                                        .formatted(url(), url())));
        server.createContext(
                "/realm/keys",
                exchange -> {
                    keysRead.incrementAndGet();
                    answer(exchange, new JWKSet(key.toPublicJWK()).toString());
                });
        server.start();
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/realm";
    }

    /** How often its keys were asked for. */
    int keysRead() {
        return keysRead.get();
    }

    /** Signs with another key from now on, and knows the one before no more. */
    void rotate() throws JOSEException {
        key = key();
    }

    private static RSAKey key() throws JOSEException {
        return new RSAKeyGenerator(2048).keyIDFromThumbprint(true).generate();
    }

    /** What a right token says, for ten minutes. */
    public JWTClaimsSet.Builder claims(String subject, String audience) {
        return new JWTClaimsSet.Builder()
                .issuer(url())
                .subject(subject)
                .audience(audience)
                .claim("scope", "openid mcp:read mcp:write")
                .expirationTime(Date.from(Instant.now().plusSeconds(600)));
    }

    public String signed(JWTClaimsSet.Builder claims) throws JOSEException {
        return signed(claims, key);
    }

    /** Signed with another key, and said to be signed with the right one. */
    String forged(JWTClaimsSet.Builder claims) throws JOSEException {
        return signed(claims, new RSAKey.Builder(key()).keyID(key.getKeyID()).build());
    }

    private static String signed(JWTClaimsSet.Builder claims, RSAKey key) throws JOSEException {
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(key.getKeyID())
                        .type(new JOSEObjectType("at+jwt"))
                        .build();
        SignedJWT token = new SignedJWT(header, claims.build());
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
