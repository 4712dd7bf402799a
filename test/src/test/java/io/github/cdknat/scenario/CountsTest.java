package io.github.cdknat.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.NatGatewaySecondaryAddresses;
import io.github.cdknat.testkit.cloudformation.Stack;
import io.github.cdknat.testkit.embedded.EmbeddedAws;
import io.github.cdknat.testkit.kernel.ApiCall;
import io.github.cdknat.testkit.kernel.Faults;
import io.github.cdknat.testkit.kernel.Ledger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts and pools: what is chosen, what is kept, and what happens when somebody is quicker. */
class CountsTest {
    private static final String STACK = "Counts";
    private static final String POOL = "10.0.1.16/28";

    private final EmbeddedAws aws = EmbeddedAws.inProcess(7);
    private final String gateway = aws.ec2().privateGateway(1);
    private int deployments;

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void withoutAPoolTheHighestFreeAddressesOfTheSubnetAreChosen() {
        aws.ec2().takeAddress(gateway, "10.0.1.253");
        assertThat(deploy(STACK, props -> props.secondaryPrivateIpAddressCount(3)))
                .isEqualTo("CREATE_COMPLETE");
        assertThat(record(STACK)).isEqualTo(gateway + "/10.0.1.254+10.0.1.252+10.0.1.251");
        assertThat(aws.cloudFormation().stack(STACK).outputs())
                .containsEntry("Chosen", "10.0.1.254,10.0.1.252,10.0.1.251");
    }

    @Test
    void fromAPoolTheLowestAreChosenButNoneThatIsExcludedOrReserved() {
        reserve("10.0.1.20/31", "prefix");
        reserve("10.0.1.22/31", "explicit");
        deploy(
                STACK,
                props -> props.secondaryPrivateIpAddressCount(3)
                        .secondaryPrivateIpAddressPool(POOL)
                        .excludedAddresses(List.of("10.0.1.17", "10.0.1.18/31")));
        assertThat(record(STACK)).isEqualTo(gateway + "/10.0.1.16+10.0.1.22+10.0.1.23");
    }

    @Test
    void moreKeepsWhatIsThereAndFewerGivesBackTheLastChosen() {
        aws.ec2().takeAddress(gateway, "10.0.1.16");
        deploy(STACK, fromPool(2));
        free("10.0.1.16");
        deploy(STACK, fromPool(3));
        assertThat(record(STACK)).isEqualTo(gateway + "/10.0.1.17+10.0.1.18+10.0.1.16");
        deploy(STACK, fromPool(2));
        assertThat(record(STACK)).isEqualTo(gateway + "/10.0.1.17+10.0.1.18");
        assertThat(changes()).containsExactly("assign 10.0.1.17+10.0.1.18", "assign 10.0.1.16", "unassign 10.0.1.16");
        assertThat(reasons()).contains("Holding 10.0.1.17, 10.0.1.18 on " + gateway + "; to be given back: 10.0.1.16.");
    }

    @Test
    void aCountThatBecomesAListAndBackKeepsWhatIsInBoth() {
        deploy(STACK, fromPool(2));
        deploy(STACK, props -> props.secondaryPrivateIpAddresses(List.of("10.0.1.17", "10.0.1.16")));
        deploy(STACK, fromPool(2));
        assertThat(changes()).containsExactly("assign 10.0.1.16+10.0.1.17");
    }

    @Test
    void aCountOfZeroIsDownToNone() {
        deploy(STACK, fromPool(2));
        assertThat(deploy(STACK, fromPool(0))).isEqualTo("UPDATE_COMPLETE");
        assertThat(record(STACK)).isEqualTo(gateway + "/none");
        assertThat(aws.ec2().gateways().serving(gateway)).containsExactly("10.0.1.4");
    }

    @Test
    void anotherPoolKeepsWhatIsInsideIt() {
        deploy(STACK, fromPool(3));
        deploy(STACK, props -> props.secondaryPrivateIpAddressCount(3).secondaryPrivateIpAddressPool("10.0.1.16/29"));
        assertThat(record(STACK)).isEqualTo(gateway + "/10.0.1.16+10.0.1.17+10.0.1.18");
        deploy(STACK, props -> props.secondaryPrivateIpAddressCount(2).secondaryPrivateIpAddressPool("10.0.1.18/31"));
        assertThat(record(STACK)).isEqualTo(gateway + "/10.0.1.18+10.0.1.19");
    }

    /** Whoever takes an address between the choice and the assign makes EC2 refuse; then another one is chosen. */
    @Test
    void anAddressThatIsGrabbedAfterTheChoiceIsReplacedByAnother() {
        grabAfterLook(1);
        assertThat(deploy(STACK, fromPool(2))).isEqualTo("CREATE_COMPLETE");
        assertThat(record(STACK)).isEqualTo(gateway + "/10.0.1.17+10.0.1.18");
        assertThat(aws.ec2().gateways().serving(gateway)).containsExactly("10.0.1.17", "10.0.1.18", "10.0.1.4");
    }

    @Test
    void failsWhenEveryChoiceIsGrabbed() {
        grabAfterLook(100);
        assertThat(deploy(STACK, fromPool(1))).isEqualTo("ROLLBACK_COMPLETE");
        assertThat(reason())
                .isEqualTo("Cannot hold 1 address of the pool 10.0.1.16/28 on " + gateway
                        + ": addresses that looked free were taken 6 times in a row (10.0.1.17, 10.0.1.18, 10.0.1.19,"
                        + " 10.0.1.20, 10.0.1.21, 10.0.1.22); reserve a pool that nothing else draws from, and deploy"
                        + " again.");
        assertThat(aws.ec2().gateways().serving(gateway)).containsExactly("10.0.1.4");
    }

    @Test
    void failsWhenNotEnoughAreFree() {
        aws.ec2().takeAddress(gateway, "10.0.1.17");
        reserve("10.0.1.18/32", "prefix");
        deploy(
                STACK,
                props -> props.secondaryPrivateIpAddressCount(4)
                        .secondaryPrivateIpAddressPool("10.0.1.16/30")
                        .excludedAddresses(List.of("10.0.1.19")));
        assertThat(reason())
                .isEqualTo("Cannot hold 4 addresses of the pool 10.0.1.16/30 on " + gateway
                        + ": 4 have still to be chosen, and of the addresses there are 1 free, 1 excluded, 1 in reserved or"
                        + " delegated prefixes, 1 in use; free some, ask for fewer, or widen the pool.");
    }

    @Test
    void saysWhyTheRestOfTheSubnetIsNotFree() {
        aws.ec2().gateways().regional(gateway);
        String small = aws.ec2().privateGateway(2);
        deploy(
                STACK,
                small,
                props -> props.secondaryPrivateIpAddressCount(1).secondaryPrivateIpAddressPool("10.0.2.0/30"));
        assertThat(reason())
                .isEqualTo("Cannot hold 1 address of the pool 10.0.2.0/30 on " + small
                        + ": 1 have still to be chosen, and of the addresses there are 0 free, 4 reserved by AWS; free some,"
                        + " ask for fewer, or widen the pool.");
    }

    @Test
    void whatTheStackRecordsElsewhereIsNotChosen() {
        deploy(STACK, props -> props.secondaryPrivateIpAddressCount(2).secondaryPrivateIpAddressPool("10.0.1.16/31"));
        deploy(STACK, props -> props.secondaryPrivateIpAddressCount(3).secondaryPrivateIpAddressPool("10.0.1.16/30"));
        assertThat(record(STACK)).isEqualTo(gateway + "/10.0.1.16+10.0.1.17+10.0.1.18");
        aws.ec2().takeAddress(gateway, "10.0.1.19");
        deploy(STACK, props -> props.secondaryPrivateIpAddressCount(4).secondaryPrivateIpAddressPool("10.0.1.16/30"));
        assertThat(reason())
                .isEqualTo("Cannot hold 4 addresses of the pool 10.0.1.16/30 on " + gateway
                        + ": 1 have still to be chosen, and of the addresses there are 0 free, 3 in a record of this stack, 1"
                        + " in use; free some, ask for fewer, or widen the pool.");
    }

    @Test
    void failsWhenThePoolIsOutsideTheSubnet() {
        deploy(STACK, props -> props.secondaryPrivateIpAddressCount(1).secondaryPrivateIpAddressPool("10.0.9.0/28"));
        assertThat(reason())
                .startsWith("Cannot hold 1 address of the pool 10.0.9.0/28 on " + gateway
                        + ": the pool is not inside 10.0.1.0/24, the gateway's subnet subnet-")
                .endsWith("; give a pool of that subnet, 10.0.9.0/28 is none.");
    }

    @Test
    void twoStacksThatPickFromOnePoolAtTheSameMomentGetDifferentAddresses() {
        Stack one = begin("One", gateway, fromPool(3));
        Stack two = begin("Two", gateway, fromPool(3));
        aws.settle(one, two);
        aws.quiesce();
        assertThat(List.of(one.status(), two.status())).containsOnly("CREATE_COMPLETE");
        assertThat(aws.ec2().gateways().serving(gateway)).hasSize(7);
        assertThat(record("One").substring(record("One").indexOf('/')))
                .doesNotContain(
                        record("Two").substring(record("Two").indexOf('/') + 1).split("\\+"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRollbackRestoresTheAddressesNotJustTheirNumber(boolean rollbackUpdatesReplaced) {
        aws.cloudFormation().switches().rollbackUpdatesReplaced = rollbackUpdatesReplaced;
        deploy(STACK, fromPool(3));
        String before = record(STACK);
        failPartner();
        assertThat(deploy(STACK, fromPool(1))).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        assertThat(record(STACK)).isEqualTo(before);
        failPartner();
        deploy(STACK, props -> props.secondaryPrivateIpAddressCount(3).secondaryPrivateIpAddressPool("10.0.1.64/28"));
        assertThat(record(STACK)).isEqualTo(before);
        assertThat(changes().stream().filter(change -> change.startsWith("unassign")))
                .allMatch(change -> change.contains("10.0.1.6"));
        assertThat(aws.ec2().gateways().serving(gateway))
                .containsExactly("10.0.1.16", "10.0.1.17", "10.0.1.18", "10.0.1.4");
    }

    /** History 20095734: it chose others, for which there was no room before the sibling's rollback, and left them behind. */
    @Test
    void aRollbackRestoresWhatASiblingHasTakenInSince() {
        deployWithSibling(fromPool(3), List.of());
        failPartner();
        assertThat(deployWithSibling(
                        props -> props.secondaryPrivateIpAddresses(List.of("10.0.1.16")),
                        List.of("10.0.1.17", "10.0.1.18")))
                .isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        assertThat(aws.cloudFormation().stack(STACK).physicalIds("Custom::NatGatewaySecondaryAddresses"))
                .containsValues(gateway + "/10.0.1.16+10.0.1.17+10.0.1.18", gateway + "/none");
        assertThat(changes()).containsExactly("assign 10.0.1.16+10.0.1.17+10.0.1.18");
    }

    @ParameterizedTest
    @ValueSource(strings = {"LOST_REPLY", "LOST_REQUEST", "CALLER_DIES_BEFORE", "CALLER_DIES_AFTER"})
    void afterALostCallOrACrashThereAreAsManyAsWereAskedFor(String kind) {
        aws.ec2()
                .faults()
                .next(call -> call.action().startsWith("Assign") && !call.isDryRun(), Faults.Kind.valueOf(kind));
        assertThat(deploy(STACK, fromPool(3))).isEqualTo("CREATE_COMPLETE");
        assertThat(record(STACK)).isEqualTo(gateway + "/10.0.1.16+10.0.1.17+10.0.1.18");
        assertThat(aws.ec2().gateways().serving(gateway)).hasSize(4);
        aws.cloudFormation().delete(STACK);
        end(STACK);
        assertThat(aws.ec2().gateways().serving(gateway)).containsExactly("10.0.1.4");
    }

    private static UnaryOperator<NatGatewaySecondaryAddresses.Builder> fromPool(int count) {
        return props -> props.secondaryPrivateIpAddressCount(count).secondaryPrivateIpAddressPool(POOL);
    }

    /** An instance takes the lowest free address of the pool each time when the handler has looked at the subnet. */
    private void grabAfterLook(int times) {
        AtomicInteger grabbed = new AtomicInteger();
        aws.world().ledger().listen(entry -> {
            if (entry.call().action().equals("DescribeNetworkInterfaces") && grabbed.get() < times) {
                aws.ec2().takeAddress(gateway, "10.0.1." + (16 + grabbed.getAndIncrement()));
            }
        });
    }

    private void reserve(String cidr, String type) {
        aws.ec2()
                .call(new ApiCall(
                        "ec2",
                        "CreateSubnetCidrReservation",
                        Map.of(
                                "SubnetId",
                                aws.ec2().gateways().subnetOf(gateway),
                                "Cidr",
                                cidr,
                                "ReservationType",
                                type),
                        ApiCall.ADMIN));
    }

    private void free(String address) {
        aws.ec2().freeAddress(gateway, address);
    }

    private void failPartner() {
        aws.cloudFormation().failNext(STACK, "Partner", Duration.ofSeconds(1), "Partner says no");
    }

    private String deploy(String stack, UnaryOperator<NatGatewaySecondaryAddresses.Builder> declaration) {
        return deploy(stack, gateway, declaration);
    }

    private String deploy(
            String stack, String gatewayId, UnaryOperator<NatGatewaySecondaryAddresses.Builder> declaration) {
        begin(stack, gatewayId, declaration);
        return end(stack);
    }

    private String deployWithSibling(
            UnaryOperator<NatGatewaySecondaryAddresses.Builder> declaration, List<String> sibling) {
        String note = String.valueOf(deployments++);
        UnaryOperator<NatGatewaySecondaryAddresses.Builder> between =
                props -> props.secondaryPrivateIpAddresses(sibling);
        aws.cloudFormation().deploy(STACK, CountTemplate.of(STACK, gateway, note, declaration, Optional.of(between)));
        return end(STACK);
    }

    private String end(String stack) {
        aws.settle(aws.cloudFormation().stack(stack));
        aws.quiesce();
        return aws.cloudFormation().stack(stack).status();
    }

    private Stack begin(
            String stack, String gatewayId, UnaryOperator<NatGatewaySecondaryAddresses.Builder> declaration) {
        return aws.cloudFormation()
                .deploy(stack, CountTemplate.of(stack, gatewayId, String.valueOf(deployments++), declaration));
    }

    private String record(String stack) {
        return aws.cloudFormation().stack(stack).physicalId(Scenario.LOGICAL_ID);
    }

    /** The last reason that CloudFormation shows for a failed event of the addresses. */
    private String reason() {
        return aws.cloudFormation().stack(STACK).events().stream()
                .filter(event -> event.logicalId().equals(Scenario.LOGICAL_ID)
                        && event.status().endsWith("_FAILED"))
                .map(Stack.Event::reason)
                .reduce("no failure", (first, second) -> second);
    }

    private List<String> reasons() {
        return aws.log().stream()
                .filter(line -> line.containsKey("reason"))
                .map(line -> String.valueOf(line.get("reason")))
                .toList();
    }

    private List<String> changes() {
        return aws.world().ledger().entries(Ledger.Entry::effect).stream()
                .filter(entry -> !entry.call().principal().equals(ApiCall.ADMIN))
                .filter(entry -> entry.call().action().endsWith("PrivateNatGatewayAddress"))
                .map(entry -> (entry.call().action().startsWith("Assign") ? "assign " : "unassign ")
                        + String.join(
                                "+",
                                entry.call().list("PrivateIpAddress").stream()
                                        .map(Object::toString)
                                        .toList()))
                .toList();
    }
}
