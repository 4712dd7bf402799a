package io.github.cdknat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.cxapi.CloudAssembly;
import software.amazon.awscdk.services.ec2.Subnet;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.IBucket;

/** The functions' code, when it is not to come from this library. */
class HandlerCodeTest {
    private final Stack stack = SynthesizedStack.emptyStack();

    @Test
    void bothFunctionsRunWhatIsGivenAndNoAssetOfOursIsPublished() {
        declare("Addresses", Code.fromBucketV2(bucket(), "nat/0.1.0.jar"));

        assertThat(code("OnEvent")).isEqualTo(Map.of("S3Bucket", "scanned", "S3Key", "nat/0.1.0.jar"));
        assertThat(code("Converge")).isEqualTo(code("OnEvent"));
        assertThat(assembly().getStackByName("Stack").getAssets()).isEmpty();
    }

    @Test
    void aVersionOfAnObjectIsKept() {
        declare("Addresses", Code.fromBucket(bucket(), "nat.jar", "v3"));

        assertThat(code("Converge")).containsEntry("S3ObjectVersion", "v3");
    }

    @Test
    void anAssetOfOnesOwnIsPublishedOnce(@TempDir Path folder) throws Exception {
        Path jar = Files.writeString(folder.resolve("handler.jar"), "signed by somebody");
        declare("Addresses", Code.fromAsset(jar.toString()));

        assertThat(code("OnEvent")).isEqualTo(code("Converge")).containsKeys("S3Bucket", "S3Key");
        assertThat(assembly().getStackByName("Stack").getAssets()).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void allConstructsOfAStackShareOneObject() {
        Code code = Code.fromBucketV2(bucket(), "nat.jar");
        declare("First", code);
        PrivateNatGateway.Builder.create(stack, "Second")
                .subnet(Subnet.fromSubnetId(stack, "Subnet", "subnet-1"))
                .handlerCode(code)
                .build();

        assertThat(code("Converge")).containsEntry("S3Key", "nat.jar");
    }

    private IBucket bucket() {
        return Bucket.fromBucketName(stack, "Bucket", "scanned");
    }

    private void declare(String id, Code code) {
        NatGatewaySecondaryAddresses.Builder.create(stack, id)
                .natGatewayId("nat-0abc")
                .secondaryPrivateIpAddresses(List.of())
                .handlerCode(code)
                .build();
    }

    private Map<String, Object> code(String function) {
        return SynthesizedStack.map(SynthesizedStack.of(stack)
                .properties("NatGatewaySecondaryAddresses" + function)
                .get("Code"));
    }

    private CloudAssembly assembly() {
        return ((software.amazon.awscdk.App) stack.getNode().getRoot()).synth();
    }
}
