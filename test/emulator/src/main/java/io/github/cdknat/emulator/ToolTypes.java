package io.github.cdknat.emulator;

import io.github.cdknat.emulator.cloudformation.EmbeddedCloudFormation;
import io.github.cdknat.emulator.cloudformation.ResourceProvider.Asked;
import io.github.cdknat.emulator.cloudformation.ResourceProvider.Made;
import io.github.cdknat.emulator.core.VirtualClock;
import io.github.cdknat.emulator.s3.EmbeddedS3;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The resource types that bootstrapping an account makes and tools then look at. */
record ToolTypes(VirtualClock clock, EmbeddedCloudFormation cloudFormation, EmbeddedS3 s3, ToolCalls tools) {
    void register() {
        cloudFormation.register(
                "AWS::S3::Bucket",
                new ImmediateResourceProvider(
                        clock,
                        Duration.ofSeconds(1),
                        Set.of("BucketName"),
                        this::bucket,
                        asked -> s3.delete(asked.physicalId())));
        cloudFormation.register(
                "AWS::SSM::Parameter",
                new ImmediateResourceProvider(
                        clock,
                        Duration.ofSeconds(1),
                        Set.of("Name"),
                        this::parameter,
                        asked -> tools.deleteParameter(asked.physicalId())));
    }

    private static String name(Asked asked, String property) {
        Object given = asked.properties().get(property);
        return !asked.physicalId().isEmpty()
                ? asked.physicalId()
                : given != null ? given.toString() : asked.stackName() + "-" + asked.logicalId();
    }

    private Made bucket(Asked asked) {
        String name = name(asked, "BucketName").toLowerCase(Locale.ROOT);
        if (!s3.create(name) && asked.physicalId().isEmpty()) {
            throw new ImmediateResourceProvider.RefusedException(name + " already exists");
        }
        return new Made(name, Map.of("Arn", "arn:aws:s3:::" + name, "RegionalDomainName", name + ".s3.amazonaws.com"));
    }

    private Made parameter(Asked asked) {
        String name = name(asked, "Name");
        tools.putParameter(name, String.valueOf(asked.properties().get("Value")));
        return new Made(
                name,
                Map.of(
                        "Type",
                        "String",
                        "Value",
                        String.valueOf(asked.properties().get("Value"))));
    }
}
