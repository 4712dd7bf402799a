package io.github.cdknat;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.CfnNatGateway;

/** What the construct refuses of one declaration at synthesis, and in which words. */
class InvalidDeclarationTest {
    private final Stack stack = SynthesizedStack.emptyStack();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " 10.0.1.20",
                "10.0.1.20 ",
                "10.0.1",
                "10.0.1.20.1",
                "10.0.1.256",
                "10.0.1.020",
                "10.0.1.-1",
                "10.0.1.20/32",
                "10.0.1.1000",
                "2001:db8::1",
                "::ffff:10.0.1.20",
                "10.0.1.２０",
                "ten"
            })
    void refusesWhatIsNoIpv4Address(String address) {
        refuses(
                props -> props.secondaryPrivateIpAddresses(List.of("10.0.1.21", address)),
                "Invalid secondaryPrivateIpAddresses of Stack/Addresses: \"" + address
                        + "\" (IPv4, four decimal numbers 0..255 without leading zeros); correct it.");
    }

    static Stream<Arguments> declarations() {
        String endless = "nat-" + "0".repeat(61);
        return Stream.of(
                declaration(
                        props -> props.secondaryPrivateIpAddresses(Arrays.asList("10.0.1.20", null)),
                        "Invalid secondaryPrivateIpAddresses of Stack/Addresses: null (IPv4, four decimal numbers 0..255 without"
                                + " leading zeros); correct it."),
                declaration(
                        props -> props.secondaryPrivateIpAddresses(List.of("10.0.1.20", "10.0.1.21", "10.0.1.20")),
                        "Invalid secondaryPrivateIpAddresses of Stack/Addresses: 10.0.1.20 is listed twice (each address once);"
                                + " remove one."),
                declaration(
                        props -> props.secondaryPrivateIpAddresses(addresses(8)),
                        "Invalid secondaryPrivateIpAddresses of Stack/Addresses: 8 addresses (at most 7 with addressLimit 8, which"
                                + " counts the primary one); declare fewer, or raise addressLimit if your quota is higher."),
                declaration(
                        props -> props.secondaryPrivateIpAddresses(addresses(3)).addressLimit(3),
                        "Invalid secondaryPrivateIpAddresses of Stack/Addresses: 3 addresses (at most 2 with addressLimit 3, which"
                                + " counts the primary one); declare fewer, or raise addressLimit if your quota is higher."),
                declaration(
                        props -> props.secondaryPrivateIpAddresses(null),
                        "Invalid secondaryPrivateIpAddresses of Stack/Addresses: it is missing (a list, of which an empty one"
                                + " means none, or secondaryPrivateIpAddressCount); declare one of them."),
                declaration(
                        props -> props.natGatewayId(endless),
                        "Invalid natGatewayId of Stack/Addresses: \"" + endless
                                + "\" (nat- and up to 60 letters or digits); pass the id of a private NAT gateway."),
                declaration(
                        props -> props.natGatewayId(null),
                        "Invalid natGatewayId of Stack/Addresses: neither natGatewayId nor natGateway is given (exactly one of"
                                + " them); give one."),
                declaration(
                        props -> props.removalPolicy(RemovalPolicy.SNAPSHOT),
                        "Invalid removalPolicy of Stack/Addresses: SNAPSHOT (DESTROY, RETAIN or RETAIN_ON_UPDATE_OR_DELETE:"
                                + " addresses have no snapshots); choose one of these."));
    }

    private static Arguments declaration(
            UnaryOperator<NatGatewaySecondaryAddressesProps.Builder> change, String message) {
        return Arguments.of(change, message);
    }

    @ParameterizedTest
    @MethodSource("declarations")
    void refusesWhatNoGatewayCouldHold(
            UnaryOperator<NatGatewaySecondaryAddressesProps.Builder> change, String message) {
        refuses(change, message);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 1, 33, Integer.MAX_VALUE})
    void refusesALimitThatNoQuotaAllows(int limit) {
        refuses(
                props -> props.addressLimit(limit),
                "Invalid addressLimit of Stack/Addresses: " + limit
                        + " (2..32, the primary address included); set it to your quota, or leave it out for 8.");
    }

    static Stream<Arguments> drains() {
        return Stream.of(
                Arguments.of(Duration.seconds(0), "0 s"),
                Arguments.of(Duration.millis(1), "0.001 s"),
                Arguments.of(Duration.millis(999), "0.999 s"),
                Arguments.of(Duration.millis(1500), "1.5 s"),
                Arguments.of(Duration.seconds(4001), "4001 s"),
                Arguments.of(Duration.millis(4_000_001), "4000.001 s"),
                Arguments.of(Duration.days(365), "31536000 s"));
    }

    @ParameterizedTest
    @MethodSource("drains")
    void refusesADrainThatEc2DoesNotAccept(Duration drain, String found) {
        refuses(
                props -> props.maxDrainDuration(drain),
                "Invalid maxDrainDuration of Stack/Addresses: " + found
                        + " (whole seconds, 1..4000 s); choose a duration that EC2 accepts.");
    }

    @Test
    void refusesADrainTokenThatIsNotInSeconds() {
        Number minutes = CfnParameter.Builder.create(stack, "Minutes")
                .type("Number")
                .build()
                .getValueAsNumber();
        refuses(
                props -> props.maxDrainDuration(Duration.minutes(minutes)),
                "Invalid maxDrainDuration of Stack/Addresses: a token in minutes (whole seconds, 1..4000 s); make the token"
                        + " one in seconds, with Duration.seconds.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "nat-", "nat-0abc ", "vpc-0abc", "arn:aws:ec2:nat-0abc", "nat-0abc/x"})
    void refusesWhatIsNoGatewayId(String id) {
        refuses(
                props -> props.natGatewayId(id),
                "Invalid natGatewayId of Stack/Addresses: \"" + id
                        + "\" (nat- and up to 60 letters or digits); pass the id of a private NAT gateway.");
    }

    @Test
    void refusesTwoGateways() {
        CfnNatGateway gateway = gateway("private").build();
        refuses(
                props -> props.natGateway(gateway),
                "Invalid natGatewayId of Stack/Addresses: natGatewayId and natGateway are both given (exactly one of"
                        + " them); give one.");
    }

    @Test
    void refusesAPublicGateway() {
        String message =
                "Invalid natGateway of Stack/Addresses: the gateway is public (connectivityType must be private);"
                        + " pass a private NAT gateway.";
        CfnNatGateway saidSo = gateway("public").allocationId("eipalloc-1").build();
        CfnNatGateway byDefault = CfnNatGateway.Builder.create(stack, "Default")
                .subnetId("subnet-1")
                .build();

        refuses(props -> props.natGatewayId(null).natGateway(saidSo), message);
        refuses(props -> props.natGatewayId(null).natGateway(byDefault), message);
        refuses(props -> props.natGatewayId(byDefault.getAttrNatGatewayId()), message);
        refuses(props -> props.natGatewayId(byDefault.getRef()), message);
    }

    @Test
    void refusesAGatewayWithSecondaryAddressesOfItsOwn() {
        String message =
                "Invalid natGateway of Stack/Addresses: the gateway declares secondary private addresses itself"
                        + " (two owners would undo each other's work); remove secondaryPrivateIpAddresses and"
                        + " secondaryPrivateIpAddressCount from it.";
        CfnNatGateway listing = gateway("private")
                .secondaryPrivateIpAddresses(List.of("10.0.1.40"))
                .build();
        CfnNatGateway counting = CfnNatGateway.Builder.create(stack, "Counting")
                .subnetId("subnet-1")
                .connectivityType("private")
                .secondaryPrivateIpAddressCount(2)
                .build();

        refuses(props -> props.natGatewayId(null).natGateway(listing), message);
        refuses(props -> props.natGatewayId(null).natGateway(counting), message);
        refuses(props -> props.natGatewayId(counting.getAttrNatGatewayId()), message);
    }

    @Test
    void refusesTheGatewaysPrimaryAddress() {
        CfnNatGateway gateway = gateway("private").privateIpAddress("10.0.1.20").build();
        String message = "Invalid secondaryPrivateIpAddresses of Stack/Addresses: 10.0.1.20 is the gateway's primary"
                + " address (it can never be assigned or unassigned); remove it.";

        refuses(props -> props.natGatewayId(null).natGateway(gateway), message);
        refuses(props -> props.natGatewayId(gateway.getRef()), message);
    }

    @Test
    void refusesNoProps() {
        assertThatThrownBy(() -> new NatGatewaySecondaryAddresses(stack, "Addresses", null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Invalid props of Stack/Addresses: null (a gateway and its addresses are required); build them"
                                + " with NatGatewaySecondaryAddressesProps.builder().");
    }

    private void refuses(UnaryOperator<NatGatewaySecondaryAddressesProps.Builder> change, String message) {
        NatGatewaySecondaryAddressesProps props = change.apply(NatGatewaySecondaryAddressesProps.builder()
                        .natGatewayId("nat-0abc")
                        .secondaryPrivateIpAddresses(List.of("10.0.1.20")))
                .build();
        assertThatThrownBy(() -> new NatGatewaySecondaryAddresses(stack, "Addresses", props))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
        stack.getNode().tryRemoveChild("Addresses");
    }

    private CfnNatGateway.Builder gateway(String connectivityType) {
        return CfnNatGateway.Builder.create(stack, "Gateway")
                .subnetId("subnet-1")
                .connectivityType(connectivityType);
    }

    private static List<String> addresses(int count) {
        return IntStream.range(20, 20 + count)
                .mapToObj(octet -> "10.0.1." + octet)
                .toList();
    }
}
