package io.github.cdknat.acceptance.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.github.cdknat.rehearsal.template.LenientJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The template is the same in every JVM, whatever flags are set, at the lowest version of aws-cdk-lib and at the newest; and
 * neither CDK's own validation nor cdk-nag's AwsSolutions finds anything in it.
 */
class EveryJvmTest {
    /** The flags that {@code cdk init} of aws-cdk@2.1148.1 writes. */
    private static final String CDK_JSON =
            Path.of("..", "..", "cdk.json").toAbsolutePath().normalize().toString();

    /** The jars of aws-cdk-lib 2.240.0 and of what it needs, put here by the build. */
    private static final Path LOWEST_VERSION = Path.of("target", "lowest-cdk").toAbsolutePath();

    @TempDir
    private static Path folder;

    private static byte[] here;

    @BeforeAll
    static void synthesizeHere() {
        Path cloudAssembly = folder.resolve("here");
        AllVariantsApp.synthesize(cloudAssembly.toString());
        here = new FreshJvm.Run(0, "", cloudAssembly).template();
    }

    @Test
    void allRecommendedFlagsChangeNothingAndNothingIsFound() throws Exception {
        FreshJvm.Run run = FreshJvm.run(folder.resolve("flags"), CDK_JSON);

        assertThat(run.template()).isEqualTo(here);
        assertThat(findings(run)).as(run.output()).isEqualTo(controls());
    }

    @Test
    void theLowestVersionOfCdkWritesAnEqualTemplate() throws Exception {
        FreshJvm.Run run = FreshJvm.runWith(LOWEST_VERSION, folder.resolve("lowest"));

        assertThat(JSON.std.mapFrom(run.template())).isEqualTo(JSON.std.mapFrom(here));
    }

    /** What somebody sees first who runs {@code cdk synth} in a checkout. */
    @Test
    void theExampleAppHasNoFindingEither() throws Exception {
        FreshJvm.Run run = FreshJvm.runExample(folder.resolve("example"));

        assertThat(run.exitCode()).as(run.output()).isZero();
        assertThat(findings(run)).as(run.output()).isEmpty();
    }

    private record Finding(String plugin, String rule, String path) {}

    /** What both checks find in the control stack, and that is all. */
    private static List<Finding> controls() {
        return List.of(
                new Finding(
                        "AwsSolutions",
                        "AwsSolutions-IAM4[Policy::arn:aws:iam::aws:policy/AdministratorAccess]",
                        "Control/Minded"),
                new Finding("CloudFormation Validate", "E3530", "Control/Minded"));
    }

    private static List<Finding> findings(FreshJvm.Run run) throws IOException {
        List<Finding> findings = new ArrayList<>();
        Map<String, Object> report = JSON.std.mapFrom(run.read("validation-report.json"));
        for (Object plugin : LenientJson.list(report.get("pluginReports"))) {
            for (Object violation : LenientJson.list(LenientJson.object(plugin).get("violations"))) {
                for (Object construct :
                        LenientJson.list(LenientJson.object(violation).get("violatingConstructs"))) {
                    findings.add(new Finding(
                            (String) LenientJson.object(plugin).get("pluginName"),
                            (String) LenientJson.object(violation).get("ruleName"),
                            (String) LenientJson.object(construct).get("constructPath")));
                }
            }
        }
        return findings;
    }
}
