package org.postizgateway.config.setting;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.postizgateway.ledger.OwnerFile;

/**
 * The key of the tenant hash. What is stored about a tenant can be found again only with the same
 * key, so it outlives the process, and replicas that share a ledger must share it.
 */
public final class GatewaySecret {

    static final String FILE = "gateway.secret";
    private static final int GENERATED_BYTES = 32;

    private GatewaySecret() {}

    /**
     * The secret from the settings, else the one kept in the data directory, which is made on the
     * first start, readable by its owner only.
     *
     * @throws InvalidSettingException when there is no secret and none can be kept
     */
    public static byte[] of(GatewaySettings settings) {
        if (!settings.secret().isBlank()) {
            return settings.secret().getBytes(StandardCharsets.UTF_8);
        }
        Path file = file(settings);
        try {
            if (!Files.exists(file)) {
                generate(file);
            }
            String kept = Files.readString(file).strip();
            if (kept.length() < GatewaySettings.SHORTEST_SECRET) {
                throw new InvalidSettingException(
                        "GATEWAY_SECRET",
                        "is not set and " + file + " holds no usable secret",
                        "Delete the file to have a new one made, or set GATEWAY_SECRET.");
            }
            return kept.getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new InvalidSettingException(
                    "GATEWAY_SECRET",
                    "is not set and no secret can be kept in " + file,
                    "Set GATEWAY_SECRET, or make GATEWAY_DATA_DIR a directory that can be written.");
        }
    }

    /**
     * The same, for those who ask what the gateway has named: none is made.
     *
     * @throws InvalidSettingException when there is no secret
     */
    public static byte[] existing(GatewaySettings settings) {
        if (settings.secret().isBlank() && !Files.exists(file(settings))) {
            throw new InvalidSettingException(
                    "GATEWAY_SECRET",
                    "is not set and there is no " + file(settings),
                    "Use the settings of the gateway: its GATEWAY_SECRET, or its GATEWAY_DATA_DIR.");
        }
        return of(settings);
    }

    private static Path file(GatewaySettings settings) {
        return settings.dataDir().resolve(FILE);
    }

    private static void generate(Path file) throws IOException {
        byte[] secret = new byte[GENERATED_BYTES];
        new SecureRandom().nextBytes(secret);
        if (OwnerFile.create(file)) {
            Files.writeString(file, HexFormat.of().formatHex(secret) + "\n");
        }
    }
}
