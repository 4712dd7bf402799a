package io.github.cdknat.testkit.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.testkit.example.ExampleStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Stage;

/** One sentence on standard error, nothing on standard output, exit status 2. */
class BadInputTest {
    @TempDir
    Path folder;

    private Command command;

    @BeforeEach
    void folder() {
        command = new Command(folder);
    }

    @Test
    void refusesAFileThatIsNotThere() {
        refused(
                "Cannot read nowhere.json: it does not exist; pass a template in JSON or a cloud assembly (cdk.out).",
                "play",
                "nowhere.json");
    }

    @Test
    void refusesWhatIsNotJson() {
        String file = command.file("t.yaml", "Resources:\n");
        refused(
                "Cannot read " + file + ": it is not JSON, as a CloudFormation template from cdk synth is; pass the"
                        + " .template.json file, or the folder cdk.out.",
                "play",
                file);
    }

    @Test
    void refusesWhatIsNoTemplate() {
        String file = command.json("t.json", Map.of("Parameters", Map.of()));
        refused(
                "Cannot read " + file + ": it is no CloudFormation template (there is no section Resources); pass a"
                        + " synthesized template.",
                "play",
                file);
    }

    @Test
    void refusesAFolderThatIsNoAssembly() {
        refused(
                "Cannot read " + folder
                        + ": it is no cloud assembly (there is no manifest.json); pass the output folder of"
                        + " cdk synth, or a template in JSON.",
                "play",
                folder.toString());
    }

    @Test
    void refusesAStackThatIsNotInTheAssembly() {
        String assembly = assembly("One", "Two");
        refused(
                "Cannot find the stack Three in " + assembly + ": its stacks are Production-Deep, One, Two; name one of"
                        + " these with --stack.",
                "play",
                assembly,
                "--stack",
                "Three");
    }

    @Test
    void refusesToChooseAmongStacks() {
        String assembly = assembly("One", "Two");
        refused(
                "Cannot choose a stack of " + assembly
                        + ": 3 of its stacks have a NatGatewaySecondaryAddresses (Production-Deep,"
                        + " One, Two); name one with --stack.",
                "play",
                assembly);
    }

    @Test
    void findsAStackOfAStage() {
        Command.Result result = command.run("play", assembly("One"), "--stack", "Production/Deep");
        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
        assertThat(result.out()).startsWith("Rehearsal of Production-Deep: its creation");
    }

    @Test
    void refusesAssembliesWithoutAConstructOfOurs() {
        App app = new App(
                AppProps.builder().outdir(folder.resolve("out").toString()).build());
        new Stack(app, "One");
        new Stack(app, "Two");
        app.synth();
        refused(
                "Cannot choose a stack of " + folder.resolve("out")
                        + ": none of its stacks has a NatGatewaySecondaryAddresses (One, Two); name one with --stack.",
                "play",
                folder.resolve("out").toString());
    }

    @Test
    void refusesAStackWithoutAConstructOfOurs() {
        String file = command.json("Plain.json", Map.of("Resources", Map.of()));
        refused(
                "Cannot rehearse Plain: there is no NatGatewaySecondaryAddresses in it; name a stack that has one.",
                "play",
                file);
    }

    @Test
    void refusesTemplatesOfDifferentStacks() {
        refused(
                "Cannot rehearse after: the first template is one of One; pass two templates of one stack, the deployed one"
                        + " first, and its name with --stack.",
                "play",
                assembly("One") + "/../single",
                command.template("after.json", 20));
    }

    @Test
    void refusesTemplatesInTheWrongOrder() {
        refused(
                "Cannot rehearse Egress: " + Command.GATEWAY
                        + " holds what the second template declares and not what the"
                        + " first one does (10.0.1.30); the templates seem to be in the wrong order, pass the deployed one"
                        + " first.",
                "play",
                command.template("after.json", 20, 30),
                command.template("before.json", 20, 21),
                "--gateway",
                command.gateway(20, 21),
                "--stack",
                "Egress");
    }

    @Test
    void refusesAStateThatContradictsTheTemplate() {
        refused(
                "Cannot rehearse Egress: its deployed template declares 10.0.1.21 on " + Command.GATEWAY
                        + ", and the gateway's state does not have it; pass the state as it is now, or only the new"
                        + " template.",
                "play",
                command.template("before.json", 20, 21),
                command.template("after.json", 30),
                "--gateway",
                command.gateway(20),
                "--stack",
                "Egress");
    }

    @Test
    void refusesAStateOfAnotherGateway() {
        String state =
                command.json("other.json", Map.of("nat-0aaaaaaaaaaaaaaa0", Map.of("addresses", List.of("10.0.1.4"))));
        refused(
                "Cannot rehearse new: its template declares addresses on " + Command.GATEWAY
                        + ", and the gateway's state tells of nat-0aaaaaaaaaaaaaaa0; add " + Command.GATEWAY
                        + " to it.",
                "play",
                command.template("new.json", 20),
                "--gateway",
                state);
    }

    @Test
    void refusesAStateThatIsFarFromTheDeclaration() {
        String state = command.json("far.json", Map.of(Command.GATEWAY, Map.of("addresses", List.of("10.9.1.4"))));
        refused(
                "Cannot rehearse new: the addresses that are declared and those that are on " + Command.GATEWAY
                        + " lie in no subnet that AWS allows (10.0.1.20, 10.9.1.4); check the template, or the gateway that"
                        + " the state is of.",
                "play",
                command.template("new.json", 20),
                "--gateway",
                state);
    }

    @Test
    void refusesAStateThatIsNone() {
        String forms =
                "; pass what aws ec2 describe-nat-gateways prints, or {\"nat-...\": {\"addresses\": [\"the primary"
                        + " one\", ...]}}.";
        String template = command.template("new.json", 20);
        String file = command.file("state", "nothing");
        refused(
                "Cannot read the gateway's state in " + file + ": it is not JSON" + forms,
                "play",
                template,
                "--gateway",
                file);
        String empty = command.file("state", "{}");
        refused(
                "Cannot read the gateway's state in " + empty + ": there is no gateway in it" + forms,
                "play",
                template,
                "--gateway",
                empty);
        String name = command.file("state", "{\"main\": {}}");
        refused(
                "Cannot read the gateway's state in " + name + ": main is no id of a NAT gateway" + forms,
                "play",
                template,
                "--gateway",
                name);
        String address = command.file("state", "{\"nat-0a\": {\"addresses\": [\"ten\"]}}");
        refused(
                "Cannot read the gateway's state in " + address + ": ten is no private IPv4 address" + forms,
                "play",
                template,
                "--gateway",
                address);
        String subnet = command.file("state", "{\"nat-0a\": {\"subnet\": \"10.0.0.0/8\"}}");
        refused(
                "Cannot read the gateway's state in " + subnet
                        + ": 10.0.0.0/8 is no subnet (CIDR notation, /16 to /28); correct it.",
                "play",
                template,
                "--gateway",
                subnet);
        refused(
                "Cannot read the gateway's state in gone.json: the file cannot be read; pass what aws ec2"
                        + " describe-nat-gateways prints.",
                "play",
                template,
                "--gateway",
                "gone.json");
        String unmarked = command.file("state", "{\"" + Command.GATEWAY + "\": {}}");
        refused(
                "Cannot rehearse new: the state of " + Command.GATEWAY
                        + " names no primary address; mark it with IsPrimary, or list it first.",
                "play",
                template,
                "--gateway",
                unmarked);
        refused(
                "Invalid --subnet: \"big\" (CIDR notation, /16 to /28); correct it.",
                "play",
                template,
                "--gateway",
                command.gateway(),
                "--subnet",
                "big");
    }

    @Test
    void refusesAParameterWithoutAValue() throws IOException {
        String file = command.template("new.json", 20);
        Files.writeString(
                Path.of(file),
                Files.readString(Path.of(file))
                        .replace("\"Parameters\":{", "\"Parameters\":{\"Vpc\":{\"Type\":\"String\"},"));
        refused(
                "Cannot deploy " + file + ": its parameter Vpc has no default; give it with --parameter Vpc=VALUE.",
                "play",
                file);
    }

    @Test
    void refusesAGatewayIdThatIsNone() throws IOException {
        String file = command.template("new.json", 20);
        Files.writeString(Path.of(file), Files.readString(Path.of(file)).replace(Command.GATEWAY, "main"));
        refused(
                "Invalid NatGatewayId of Addresses02DFC07F: \"main\" (nat- and letters or digits); correct it, or the"
                        + " parameter it comes from.",
                "play",
                file);
    }

    @Test
    void refusesAPictureThatCannotBeWritten() {
        Path nowhere = folder.resolve("no/such/folder.html");
        refused(
                "Cannot write the picture to " + nowhere + ": the file cannot be written; pass another.",
                "play",
                command.template("new.json", 20),
                "--picture",
                nowhere.toString());
    }

    @Test
    void refusesADeployedTemplateThatCouldNotHaveBeenDeployed() {
        refused(
                "Cannot rehearse Egress: its deployed template could not be deployed here (Cannot hold 10.0.1.255 on "
                        + Command.GATEWAY
                        + ": 10.0.1.255 is one of the five addresses that AWS reserves in 10.0.1.0/24, the gateway's subnet"
                        + " subnet-0123456789abcdef0 (the first four and the last); declare another address.); check it, and"
                        + " the gateway's state.",
                "play",
                command.template("before.json", 255),
                command.template("after.json", 20),
                "--stack",
                "Egress");
    }

    @Test
    void refusesWhatItDoesNotUnderstand() {
        refused("Cannot understand the command: missing required parameter: 'TEMPLATE'; see rehearse --help.", "play");
        refused("Cannot understand the command: unknown option: '--fast'; see rehearse --help.", "play", "a", "--fast");
        refused("Cannot understand the command: unmatched argument at index 0: 'dance'; see rehearse --help.", "dance");
    }

    private void refused(String sentence, String... arguments) {
        Command.Result result = command.run(arguments);
        assertThat(result.err()).isEqualTo(sentence + System.lineSeparator());
        assertThat(result.out()).isEmpty();
        assertThat(result.status()).isEqualTo(2);
    }

    /** An assembly with these stacks, and one in a stage. */
    private String assembly(String... stacks) {
        Path out = folder.resolve("out");
        App app = new App(AppProps.builder().outdir(out.toString()).build());
        ExampleStack.Parameters parameters = ExampleStack.Parameters.example().on(Command.GATEWAY);
        for (String stack : stacks) {
            new ExampleStack(app, stack, parameters);
        }
        new ExampleStack(new Stage(app, "Production"), "Deep", parameters);
        app.synth();
        single(parameters);
        return out.toString();
    }

    private void single(ExampleStack.Parameters parameters) {
        App app = new App(
                AppProps.builder().outdir(folder.resolve("single").toString()).build());
        new ExampleStack(app, "One", parameters);
        app.synth();
    }
}
