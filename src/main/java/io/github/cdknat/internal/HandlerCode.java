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
import software.amazon.awscdk.services.lambda.CfnFunction;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.CodeConfig;
import software.amazon.awscdk.services.lambda.ResourceBindOptions;
import software.amazon.awscdk.services.s3.Location;
import software.amazon.awscdk.services.s3.assets.AssetOptions;
import software.constructs.Construct;

/** Where both functions' code is: this library's jar as an asset, unless a construct says otherwise. */
record HandlerCode(Code code, CfnFunction.CodeProperty property) {
    static HandlerCode of(Construct provider, Declaration first) {
        Code given = first.handler().props().getHandlerCode().orElse(null);
        return given == null ? librarys(provider, first.path()) : bound(provider, first.path(), given);
    }

    private static HandlerCode bound(Construct provider, ConstructPath path, Code code) {
        CodeConfig bound = code.bind(provider);
        Location place = bound.getS3Location();
        if (place == null) {
            throw path.invalid(
                    "handlerCode",
                    (bound.getInlineCode() == null ? "an image" : "inline code")
                            + " (a jar in S3 or an asset, because the functions run on Lambda's Java runtime); pass"
                            + " Code.fromBucketV2 or Code.fromAsset, or leave it out.");
        }
        return new HandlerCode(
                code,
                CfnFunction.CodeProperty.builder()
                        .s3Bucket(place.getBucketName())
                        .s3Key(place.getObjectKey())
                        .s3ObjectVersion(place.getObjectVersion())
                        .build());
    }

    /** Writes into a function's Metadata where an asset comes from, for tools that run functions on one's own machine. */
    void noteOrigin(CfnFunction function) {
        code.bindToResource(
                function, ResourceBindOptions.builder().resourceProperty("Code").build());
    }

    /** Its hash is that of the jar's bytes and of nothing else. A file asset is staged when it is bound, so the copy can go right after. */
    private static HandlerCode librarys(Construct provider, ConstructPath path) {
        byte[] bytes = packaged("handler.jar");
        AssetOptions options = AssetOptions.builder()
                .assetHash(sha256(bytes))
                .assetHashType(AssetHashType.CUSTOM)
                .deployTime(false)
                .build();
        try {
            Path copy = Files.createTempFile("cdk-nat-handler", ".jar");
            try {
                Files.write(copy, bytes);
                return bound(provider, path, Code.fromAsset(copy.toString(), options));
            } catch (RuntimeException e) {
                throw String.valueOf(e.getMessage()).contains("BootstraplessSynthesizer")
                        ? path.invalid(
                                "handlerCode",
                                "the stack's BootstraplessSynthesizer takes no assets (the library's own code is one); set it to Code.fromBucketV2.")
                        : e;
            } finally {
                Files.delete(copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file that comes with this library. */
    static byte[] packaged(String name) {
        try (InputStream in = NatGatewaySecondaryAddresses.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(
                        "Cannot find io/github/cdknat/" + name
                                + " on the class path: the construct library was built without packaging; build it with mvn package.");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
