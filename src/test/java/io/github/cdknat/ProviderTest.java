package io.github.cdknat;

import static io.github.cdknat.SynthesizedStack.map;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;

/** What stands behind the declarations of one stack. */
class ProviderTest {
    private static final String PREFIX = "NatGatewaySecondaryAddresses";

    private final App app = new App();
    private final Stack stack = new Stack(app, "Stack");

    @Test
    void eachFurtherDeclarationAddsItselfAndItsRights() {
        declare(stack, "First", "nat-0abc");
        declare(stack, "Second", "nat-0abc");
        declare(stack, "Third", "nat-0def");

        Template template = Template.fromStack(stack);
        template.resourceCountIs(SynthesizedStack.TYPE, 3);
        template.resourceCountIs("AWS::IAM::RolePolicy", 3);
        assertThat(SynthesizedStack.of(stack).resources()).hasSize(8 + 6);
    }

    /** The same jar is the same asset on every machine; CDK hashes the hash that it is given. */
    @Test
    void bothFunctionsRunFromOneAssetThatIsNamedByTheJarsBytes() throws Exception {
        declare(stack, "Addresses", "nat-0abc");
        Map<String, Object> code =
                map(SynthesizedStack.of(stack).properties(PREFIX + "Converge").get("Code"));
        assertThat(SynthesizedStack.of(stack).properties(PREFIX + "OnEvent")).containsEntry("Code", code);

        try (InputStream jar = NatGatewaySecondaryAddresses.class.getResourceAsStream("handler.jar")) {
            String hash = sha256(jar.readAllBytes());
            assertThat(code).containsEntry("S3Key", sha256(hash.getBytes(StandardCharsets.UTF_8)) + ".jar");
        }
    }

    private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static void declare(Stack stack, String id, String gatewayId) {
        new NatGatewaySecondaryAddresses(stack, id, gatewayId, List.of());
    }
}
