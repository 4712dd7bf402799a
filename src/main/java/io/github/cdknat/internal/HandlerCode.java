package io.github.cdknat.internal;

import java.util.function.Consumer;
import software.amazon.awscdk.services.lambda.CfnFunction;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.CodeConfig;
import software.amazon.awscdk.services.lambda.ResourceBindOptions;
import software.amazon.awscdk.services.s3.Location;
import software.amazon.awscdk.services.s3.assets.Asset;
import software.constructs.Construct;

/**
 * Where both functions' code is: this library's jar as an asset, unless a construct says otherwise.
 *
 * @param property the functions' property Code
 * @param metadata writes into a function's Metadata where an asset comes from, for tools that run functions on one's own machine
 */
record HandlerCode(CfnFunction.CodeProperty property, Consumer<CfnFunction> metadata) {
    static HandlerCode of(Construct provider, Declaration first) {
        return first.handler()
                .code()
                .map(code -> given(provider, first.path(), code))
                .orElseGet(() -> librarys(HandlerAsset.in(provider)));
    }

    private static HandlerCode librarys(Asset jar) {
        return new HandlerCode(
                CfnFunction.CodeProperty.builder()
                        .s3Bucket(jar.getS3BucketName())
                        .s3Key(jar.getS3ObjectKey())
                        .build(),
                function -> jar.addResourceMetadata(function, "Code"));
    }

    private static HandlerCode given(Construct provider, ConstructPath path, Code code) {
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
                CfnFunction.CodeProperty.builder()
                        .s3Bucket(place.getBucketName())
                        .s3Key(place.getObjectKey())
                        .s3ObjectVersion(place.getObjectVersion())
                        .build(),
                function -> code.bindToResource(
                        function,
                        ResourceBindOptions.builder().resourceProperty("Code").build()));
    }
}
