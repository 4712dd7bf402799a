package io.github.cdknat.acceptance.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.jr.ob.JSON;
import io.github.cdknat.NatGatewaySecondaryAddresses;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;

/** What a user's snapshot sees of a release: the handler's bytes, if they have changed, and nothing else. */
class StableTemplateTest {
    @TempDir
    private static Path folder;

    private static byte[] here;

    @BeforeAll
    static void synthesizeHere() {
        AllVariantsApp.synthesize(folder.resolve("here").toString());
        here = new FreshJvm.Run(0, "", folder.resolve("here")).template();
    }

    @Test
    void aReleaseWithTheSameHandlerLeavesEveryTemplateAsItWas() throws Exception {
        byte[] there = new AnotherRelease(UnaryOperator.identity()).synthesize(folder.resolve("construct"));

        assertThat(there).isEqualTo(here);
    }

    @Test
    void anotherHandlerIsAnotherS3KeyAndNothingElse() throws Exception {
        byte[] there = new AnotherRelease(jar -> Arrays.copyOf(jar, jar.length + 1)).synthesize(folder.resolve("all"));

        assertThat(text(there)).isNotEqualTo(text(here));
        assertThat(withoutKeys(there)).isEqualTo(withoutKeys(here));
    }

    /** With the mask of the consumer's own test, which README recommends. */
    @Test
    void theConsumersSnapshotHoldsForTwoBuildsWithDifferentHandlers() throws Exception {
        String one = consumers(UnaryOperator.identity());
        String other = consumers(jar -> Arrays.copyOf(jar, jar.length + 1));

        assertThat(one).isNotEqualTo(other);
        Path snapshot = Path.of("..", "consumer", "egress", "src", "test", "resources", "egress.template.json");
        assertThat(Stream.of(one, other).map(template -> template.replaceAll("[0-9a-f]{64}\\.jar", "handler.jar")))
                .allSatisfy(template ->
                        assertThat(JSON.std.mapFrom(template)).isEqualTo(JSON.std.mapFrom(snapshot.toFile())));
    }

    private static String consumers(UnaryOperator<byte[]> handler) throws Exception {
        App app = new App();
        new AnotherRelease(handler).call("example.Egress", "stack", app);
        return Files.readString(Path.of(app.synth().getStackByName("Egress").getTemplateFullPath()));
    }

    @Test
    void refusesToSynthesizeWithoutTheHandler() {
        assertThatThrownBy(() -> new AnotherRelease(jar -> new byte[0]).synthesize(folder.resolve("none")))
                .rootCause()
                .hasMessage(
                        "Cannot find io/github/cdknat/handler.jar on the class path: the construct library was built"
                                + " without packaging; build it with mvn package.");
    }

    @Test
    void theOrderInWhichPropertiesAreSetChangesNothing() {
        assertThat(template(builder -> builder.natGatewayId("nat-0abc")
                        .secondaryPrivateIpAddressCount(2)
                        .secondaryPrivateIpAddressPool("10.0.1.16/28")
                        .maxDrainDuration(Duration.minutes(1))
                        .addressLimit(9)))
                .isEqualTo(template(builder -> builder.addressLimit(9)
                        .maxDrainDuration(Duration.seconds(60))
                        .secondaryPrivateIpAddressPool("10.0.1.16/28")
                        .secondaryPrivateIpAddressCount(2)
                        .natGatewayId("nat-0abc")));
    }

    private static String template(UnaryOperator<NatGatewaySecondaryAddresses.Builder> change) {
        Stack stack = new Stack(new App(), "Stack");
        change.apply(NatGatewaySecondaryAddresses.Builder.create(stack, "Addresses"))
                .build();
        return Template.fromStack(stack).toJSON().toString();
    }

    private static List<String> withoutKeys(byte[] template) {
        return text(template)
                .lines()
                .filter(line -> !line.contains("\"S3Key\": \""))
                .toList();
    }

    private static String text(byte[] template) {
        return new String(template, StandardCharsets.UTF_8);
    }
}
