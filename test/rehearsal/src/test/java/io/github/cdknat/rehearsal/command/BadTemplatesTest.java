package io.github.cdknat.rehearsal.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.example.ExampleStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Stage;

/** Templates and assemblies that cannot be read or deployed, and stacks that are not in them. */
class BadTemplatesTest {
    private final CommandRun command;

    BadTemplatesTest(@TempDir Path folder) {
        command = new CommandRun(folder);
    }

    @Test
    void refusesAFileThatIsNotThere() {
        command.refusesOffline(
                "Cannot read nowhere.json: it does not exist; pass a template in JSON or a cloud assembly (cdk.out).",
                "nowhere.json");
    }

    @Test
    void refusesWhatIsNotJson() {
        String file = command.file("t.yaml", "Resources:\n");
        command.refusesOffline(
                "Cannot read " + file + ": it is not JSON, as a CloudFormation template from cdk synth is; pass the"
                        + " .template.json file, or the folder cdk.out.",
                file);
    }

    @Test
    void refusesWhatIsNoTemplate() {
        String file = command.json("t.json", Map.of("Parameters", Map.of()));
        command.refusesOffline(
                "Cannot read " + file + ": it is no CloudFormation template (there is no section Resources); pass a"
                        + " synthesized template.",
                file);
    }

    @Test
    void refusesAGatewayIdThatIsNone() throws IOException {
        String file = command.template("new.json", 20);
        Files.writeString(Path.of(file), Files.readString(Path.of(file)).replace(CommandRun.GATEWAY, "main"));
        command.refusesOffline(
                "Invalid NatGatewayId of Addresses02DFC07F: \"main\" (nat- and letters or digits); correct it, or the"
                        + " parameter it comes from.",
                file);
    }

    @Test
    void refusesADeployedTemplateThatCouldNotHaveBeenDeployed() {
        command.refusesOffline(
                "Cannot preview Egress: its deployed template could not be deployed here (Cannot hold 10.0.1.255 on "
                        + CommandRun.GATEWAY
                        + ": 10.0.1.255 is one of the five addresses that AWS reserves in 10.0.1.0/24, the gateway's subnet"
                        + " subnet-0123456789abcdef0 (the first four and the last); declare another address.); check it, and"
                        + " the gateway's state.",
                command.template("before.json", 255),
                command.template("after.json", 20),
                "--stack",
                "Egress");
    }

    @Test
    void refusesAFolderThatIsNoAssembly() {
        command.refusesOffline(
                "Cannot read " + command.folder
                        + ": it is no cloud assembly (there is no manifest.json); pass the output folder of"
                        + " cdk synth, or a template in JSON.",
                command.folder.toString());
    }

    @Test
    void refusesTemplatesOfDifferentStacks() {
        command.refusesOffline(
                "Cannot preview after: the first template is one of One; pass two templates of one stack, the deployed one"
                        + " first, and its name with --stack.",
                assembly("One") + "/../single",
                command.template("after.json", 20));
    }

    @Test
    void refusesAStackWithoutAConstructOfOurs() {
        String file = command.json("Plain.json", Map.of("Resources", Map.of()));
        command.refusesOffline(
                "Cannot preview Plain: there is no NatGatewaySecondaryAddresses in it; name a stack that has one.",
                file);
    }

    @Test
    void refusesAssembliesWithoutAConstructOfOurs() {
        App app = new App(AppProps.builder()
                .outdir(command.folder.resolve("out").toString())
                .build());
        new Stack(app, "One");
        new Stack(app, "Two");
        app.synth();
        command.refusesOffline(
                "Cannot choose a stack of " + command.folder.resolve("out")
                        + ": none of its stacks has a NatGatewaySecondaryAddresses (One, Two); name one with --stack.",
                command.folder.resolve("out").toString());
    }

    @Test
    void refusesAStackThatIsNotInTheAssembly() {
        String assembly = assembly("One", "Two");
        command.refusesOffline(
                "Cannot find the stack Three in " + assembly + ": its stacks are Production-Deep, One, Two; name one of"
                        + " these with --stack.",
                assembly,
                "--stack",
                "Three");
    }

    @Test
    void refusesToChooseAmongStacks() {
        String assembly = assembly("One", "Two");
        command.refusesOffline(
                "Cannot choose a stack of " + assembly
                        + ": 3 of its stacks have a NatGatewaySecondaryAddresses (Production-Deep,"
                        + " One, Two); name one with --stack.",
                assembly);
    }

    @Test
    void findsAStackOfAStage() {
        CommandRun.Result result = command.runOffline(assembly("One"), "--stack", "Production/Deep");
        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
        assertThat(result.out()).startsWith("Preview of Production-Deep: its creation");
    }

    /** An assembly with these stacks, and one in a stage. */
    private String assembly(String... stacks) {
        Path out = command.folder.resolve("out");
        App app = new App(AppProps.builder().outdir(out.toString()).build());
        ExampleStack.Parameters parameters = ExampleStack.Parameters.example().on(CommandRun.GATEWAY);
        for (String stack : stacks) {
            new ExampleStack(app, stack, parameters);
        }
        new ExampleStack(new Stage(app, "Production"), "Deep", parameters);
        app.synth();
        single(parameters);
        return out.toString();
    }

    private void single(ExampleStack.Parameters parameters) {
        App app = new App(AppProps.builder()
                .outdir(command.folder.resolve("single").toString())
                .build());
        new ExampleStack(app, "One", parameters);
        app.synth();
    }
}
