package io.github.cdknat.acceptance.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.github.cdknat.NatGatewaySecondaryAddresses;
import io.github.cdknat.emulator.cloudformation.Template;
import io.github.cdknat.rehearsal.template.LenientJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.NestedStack;
import software.amazon.awscdk.PermissionsBoundary;
import software.amazon.awscdk.RemovalPolicies;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Stage;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.pipelines.CodePipeline;
import software.amazon.awscdk.pipelines.CodePipelineSource;
import software.amazon.awscdk.pipelines.ShellStep;
import software.amazon.awscdk.services.s3.Bucket;

/** One app with everything that apps do around a construct: each template is whole, and has what a stack needs once. */
class EveryPlaceTest {
    private static final String PREFIX = "NatGatewaySecondaryAddresses";

    private static final String PIPELINE = "Pipeline";

    @TempDir
    private static Path folder;

    /** By the name of the stack. */
    private static final Map<String, Map<String, Object>> RESOURCES = new TreeMap<>();

    @BeforeAll
    static void synthesize() throws IOException {
        App app = new App(AppProps.builder().outdir(folder.toString()).build());
        List.of("eu-central-1", "cn-north-1", "us-gov-west-1")
                .forEach(region -> declare(in(new Stage(app, "Stage-" + region), region)));
        declare(new NestedStack(declare(new Stack(app, "Parent")).getStack(), "Nested"));
        CfnResource renamed = declare(new Stack(app, "Renamed"));
        renamed.overrideLogicalId("Mine");
        Stack moved = new Stack(app, "Moved");
        moved.renameLogicalId("Addresses02DFC07F", "Theirs");
        declare(moved);
        Stack retained = declare(new Stack(app, "Retained")).getStack();
        RemovalPolicies.of(retained).retain();
        Tags.of(retained).add("team", "network");
        Aspects.of(retained).add(node -> node.getNode().addMetadata("seen", "by an aspect"));
        declare(new Stack(
                app,
                "Bounded",
                StackProps.builder()
                        .permissionsBoundary(PermissionsBoundary.fromName("Boundary"))
                        .build()));
        pipeline(new Stack(app, PIPELINE));
        app.synth();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".template.json"))
                    .toList()) {
                Map<String, Object> template = JSON.std.mapFrom(file.toFile());
                refersToNothingThatIsNotThere(file, template);
                RESOURCES.put(
                        file.getFileName().toString().replaceAll("\\.template\\.json|\\.nested", ""),
                        LenientJson.object(template.get("Resources")));
            }
        }
    }

    /** Returns the owner; with drain waiters, which name it. */
    private static CfnResource declare(Stack stack) {
        return NatGatewaySecondaryAddresses.Builder.create(stack, "Addresses")
                .natGatewayId("nat-" + stack.getNode().getPath().replaceAll("[^A-Za-z0-9]", ""))
                .secondaryPrivateIpAddresses(List.of("10.0.1.20"))
                .maxDrainDuration(Duration.seconds(4000))
                .build()
                .getResource();
    }

    private static Stack in(Stage stage, String region) {
        Environment there =
                Environment.builder().account("123456789012").region(region).build();
        return new Stack(stage, "Stack", StackProps.builder().env(there).build());
    }

    private static void pipeline(Stack stack) {
        CodePipeline pipeline = CodePipeline.Builder.create(stack, "Pipeline")
                .synth(ShellStep.Builder.create("Synth")
                        .input(CodePipelineSource.s3(Bucket.fromBucketName(stack, "Source", "source"), "source.zip"))
                        .commands(List.of("cdk synth"))
                        .build())
                .build();
        Stage stage = new Stage(stack, "Production");
        declare(new Stack(stage, "Stack"));
        pipeline.addStage(stage);
    }

    @Test
    void everyStackHasWhatTheFunctionsNeedOnce() {
        assertThat(RESOURCES).hasSize(11).allSatisfy((stack, resources) -> {
            assertThat(resources.keySet().stream().filter(id -> id.startsWith(PREFIX)))
                    .hasSize(stack.equals(PIPELINE) ? 0 : 8);
            assertThat(owners(resources)).allMatch(resources::containsKey).hasSize(stack.equals(PIPELINE) ? 0 : 1);
        });
    }

    @Test
    void otherLogicalIdsReachTheDrainWaiters() {
        assertThat(owners(RESOURCES.get("Renamed"))).containsExactly("Mine");
        assertThat(owners(RESOURCES.get("Moved"))).containsExactly("Theirs");
    }

    @Test
    void aspectsReachEverything() {
        assertThat(RESOURCES.get("Retained").values())
                .allSatisfy(resource -> assertThat(LenientJson.object(resource))
                        .containsEntry("DeletionPolicy", "Retain")
                        .containsEntry("UpdateReplacePolicy", "Retain"));
        assertThat(RESOURCES.get("Bounded").values().stream()
                        .map(LenientJson::object)
                        .filter(resource -> resource.get("Type").equals("AWS::IAM::Role")))
                .hasSize(3)
                .allSatisfy(role ->
                        assertThat(LenientJson.object(role.get("Properties"))).containsKey("PermissionsBoundary"));
    }

    /** Which resource the drain waiters wait for. */
    private static Set<Object> owners(Map<String, Object> resources) {
        Set<Object> owners = new LinkedHashSet<>();
        resources.values().stream()
                .map(resource -> LenientJson.object(LenientJson.object(resource).getOrDefault("Properties", Map.of())))
                .filter(properties -> properties.containsKey("DrainWaiter"))
                .forEach(properties -> owners.add(
                        LenientJson.object(properties.get("DrainWaiter")).get("Owner")));
        return owners;
    }

    /** Neither within the template nor in one partition only. */
    private static void refersToNothingThatIsNotThere(Path file, Map<String, Object> template) throws IOException {
        Set<String> named = new LinkedHashSet<>();
        LenientJson.object(template.get("Resources")).values().forEach(resource -> {
            Template.references(LenientJson.object(resource).get("Properties"), named);
            ((List<?>) LenientJson.object(resource).getOrDefault("DependsOn", List.of()))
                    .forEach(id -> named.add(String.valueOf(id)));
        });
        named.removeIf(name -> name.startsWith("AWS::"));
        named.removeAll(LenientJson.object(template.getOrDefault("Parameters", Map.of()))
                .keySet());
        assertThat(LenientJson.object(template.get("Resources")).keySet())
                .as(file.toString())
                .containsAll(named);
        assertThat(Files.readString(file)).doesNotContain("arn:aws:");
    }
}
