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
import java.util.function.Consumer;
import java.util.function.Function;

/** The resource types that bootstrapping an account makes and tools then look at. */
record ToolTypes(VirtualClock clock, EmbeddedCloudFormation cloudFormation, EmbeddedS3 s3, ToolCalls tools) {
    void register() {
        put("AWS::S3::Bucket", "BucketName", this::bucket, s3::delete);
        put("AWS::SSM::Parameter", "Name", this::parameter, tools::deleteParameter);
    }

    private void put(String type, String createOnly, Function<Asked, Made> making, Consumer<String> deleting) {
        cloudFormation.register(
                type,
                new ImmediateResourceProvider(
                        clock,
                        Duration.ofSeconds(1),
                        Set.of(createOnly),
                        making,
                        asked -> deleting.accept(asked.physicalId())));
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
