package io.github.cdknat.internal;

import io.github.cdknat.NatGatewaySecondaryAddresses;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import software.amazon.awscdk.AssetHashType;
import software.amazon.awscdk.services.s3.assets.Asset;
import software.constructs.Construct;

/** The nested file with both functions' code; its asset hash is that of its bytes and of nothing else. */
final class HandlerAsset {
    private HandlerAsset() {}

    static Asset in(Construct scope) {
        try (InputStream in = NatGatewaySecondaryAddresses.class.getResourceAsStream("handler.jar")) {
            if (in == null) {
                throw new IllegalStateException(
                        "Cannot find io/github/cdknat/handler.jar on the class path: the construct library was built"
                                + " without packaging; build it with mvn package.");
            }
            return asset(scope, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file asset is staged in the constructor, so the copy can go right after. */
    private static Asset asset(Construct scope, byte[] bytes) throws IOException {
        Path copy = Files.createTempFile("cdk-nat-handler", ".jar");
        try {
            Files.write(copy, bytes);
            return Asset.Builder.create(scope, "Code")
                    .path(copy.toString())
                    .assetHash(sha256(bytes))
                    .assetHashType(AssetHashType.CUSTOM)
                    .build();
        } finally {
            Files.delete(copy);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
