package io.github.cdknat.rehearsal.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A state of the gateway that cannot be read, or is not the one that the templates are of. */
class BadGatewayStatesTest {
    private final CommandRun command;

    BadGatewayStatesTest(@TempDir Path folder) {
        command = new CommandRun(folder);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nothing | it is not JSON",
                "{} | there is no gateway in it",
                "{\"main\": {}} | main is no id of a NAT gateway",
                "{\"nat-0a\": {\"addresses\": [\"ten\"]}} | ten is no private IPv4 address"
            })
    void refusesAStateThatIsNone(String content, String problem) {
        String file = command.file("state", content);
        refuses(
                "Cannot read the gateway's state in " + file + ": " + problem
                        + "; pass what aws ec2 describe-nat-gateways prints, or {\"nat-...\": {\"addresses\": [\"the primary"
                        + " one\", ...]}}.",
                file);
    }

    @Test
    void refusesAStateWithABadSubnetWithoutAPrimaryAddressOrThatIsNotThere() {
        String subnet = command.file("state", "{\"nat-0a\": {\"subnet\": \"10.0.0.0/8\"}}");
        refuses(
                "Cannot read the gateway's state in " + subnet
                        + ": 10.0.0.0/8 is no subnet (CIDR notation, /16 to /28); correct it.",
                subnet);
        String unmarked = command.file("state", "{\"" + CommandRun.GATEWAY + "\": {}}");
        refuses(
                "Cannot preview new: the state of " + CommandRun.GATEWAY
                        + " names no primary address; mark it with IsPrimary, or list it first.",
                unmarked);
        refuses(
                "Cannot read the gateway's state in gone.json: the file cannot be read; pass what aws ec2"
                        + " describe-nat-gateways prints.",
                "gone.json");
    }

    @Test
    void refusesASubnetThatIsNone() {
        command.refusesOffline(
                "Invalid --subnet: \"big\" (CIDR notation, /16 to /28); correct it.",
                command.template("new.json", 20),
                "--gateway",
                command.gateway(),
                "--subnet",
                "big");
    }

    @Test
    void refusesAStateOfAnotherGateway() {
        String state =
                command.json("other.json", Map.of("nat-0aaaaaaaaaaaaaaa0", Map.of("addresses", List.of("10.0.1.4"))));
        refuses(
                "Cannot preview new: its template declares addresses on " + CommandRun.GATEWAY
                        + ", and the gateway's state is of nat-0aaaaaaaaaaaaaaa0; add " + CommandRun.GATEWAY
                        + " to it.",
                state);
    }

    @Test
    void refusesAStateThatIsFarFromTheDeclaration() {
        String state = command.json("far.json", Map.of(CommandRun.GATEWAY, Map.of("addresses", List.of("10.9.1.4"))));
        refuses(
                "Cannot preview new: the addresses that are declared and those that are on " + CommandRun.GATEWAY
                        + " lie in no subnet that AWS allows (10.0.1.20, 10.9.1.4); check the template, or the gateway that"
                        + " the state is of.",
                state);
    }

    @Test
    void refusesAStateThatContradictsTheTemplate() {
        command.refusesOffline(
                "Cannot preview Egress: its deployed template declares 10.0.1.21 on " + CommandRun.GATEWAY
                        + ", and the gateway's state does not have it; pass the state as it is now, or only the new"
                        + " template.",
                command.template("before.json", 20, 21),
                command.template("after.json", 30),
                "--gateway",
                command.gateway(20),
                "--stack",
                "Egress");
    }

    @Test
    void refusesTemplatesInTheWrongOrder() {
        command.refusesOffline(
                "Cannot preview Egress: " + CommandRun.GATEWAY
                        + " holds what the second template declares and not what the"
                        + " first one does (10.0.1.30); the templates seem to be in the wrong order, pass the deployed one"
                        + " first.",
                command.template("after.json", 20, 30),
                command.template("before.json", 20, 21),
                "--gateway",
                command.gateway(20, 21),
                "--stack",
                "Egress");
    }

    private void refuses(String sentence, String state) {
        command.refusesOffline(sentence, command.template("new.json", 20), "--gateway", state);
    }
}
