package io.github.cdknat.acceptance.scenario;

import io.github.cdknat.NatGatewaySecondaryAddresses;
import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.emulator.cloudformation.Stack;
import io.github.cdknat.emulator.core.ApiCall;
import io.github.cdknat.emulator.core.ApiCallLog;
import io.github.cdknat.simulation.InProcessAws;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** A stack whose addresses are chosen: its deployments, and its gateway in 10.0.1.0/24 with the primary address 10.0.1.4. */
final class CountScenario implements AutoCloseable {
    static final String POOL = "10.0.1.16/28";

    private static final String STACK = "Counts";

    private final EmbeddedAws aws = InProcessAws.start(7);
    private final String gateway = aws.ec2().privateGateway(1);
    private int deployments;

    @Override
    public void close() {
        aws.close();
    }

    EmbeddedAws aws() {
        return aws;
    }

    String gateway() {
        return gateway;
    }

    static UnaryOperator<NatGatewaySecondaryAddresses.Builder> fromPool(int count) {
        return fromPool(count, POOL);
    }

    static UnaryOperator<NatGatewaySecondaryAddresses.Builder> fromPool(int count, String pool) {
        return props -> props.secondaryPrivateIpAddressCount(count).secondaryPrivateIpAddressPool(pool);
    }

    /** Deploys that, and returns the stack's status when all is quiet. */
    String deploy(UnaryOperator<NatGatewaySecondaryAddresses.Builder> declaration) {
        return deployOn(gateway, declaration);
    }

    String deployOn(String gatewayId, UnaryOperator<NatGatewaySecondaryAddresses.Builder> declaration) {
        begin(STACK, gatewayId, declaration);
        return end();
    }

    String deployWithSibling(UnaryOperator<NatGatewaySecondaryAddresses.Builder> declaration, List<String> sibling) {
        String note = String.valueOf(deployments++);
        UnaryOperator<NatGatewaySecondaryAddresses.Builder> between =
                props -> props.secondaryPrivateIpAddresses(sibling);
        aws.cloudFormation().deploy(STACK, CountTemplate.of(STACK, gateway, note, declaration, Optional.of(between)));
        return end();
    }

    /** Begins a deployment of a stack of that name, and does not wait for it. */
    Stack begin(String stack, UnaryOperator<NatGatewaySecondaryAddresses.Builder> declaration) {
        return begin(stack, gateway, declaration);
    }

    private Stack begin(
            String stack, String gatewayId, UnaryOperator<NatGatewaySecondaryAddresses.Builder> declaration) {
        return aws.cloudFormation()
                .deploy(stack, CountTemplate.of(stack, gatewayId, String.valueOf(deployments++), declaration));
    }

    void delete() {
        aws.cloudFormation().delete(STACK);
        end();
    }

    private String end() {
        aws.settle(stack());
        aws.quiesce();
        return stack().status();
    }

    /** The next deployment fails at the partner, which comes after the addresses. */
    void failPartner() {
        aws.cloudFormation().failNext(STACK, "Partner", Duration.ofSeconds(1), "Partner says no");
    }

    /** Something else in the gateway's subnet has that address. */
    void take(String address) {
        aws.ec2().occupy(gateway, address);
    }

    void free(String address) {
        aws.ec2().vacate(gateway, address);
    }

    /** An instance takes the lowest free address of the pool each time when the handler has looked at the subnet. */
    void grabAfterLook(int times) {
        AtomicInteger grabbed = new AtomicInteger();
        aws.account().callLog().listen(entry -> {
            if (entry.call().action().equals("DescribeNetworkInterfaces") && grabbed.get() < times) {
                take("10.0.1." + (16 + grabbed.getAndIncrement()));
            }
        });
    }

    void reserve(String cidr, String type) {
        String subnet = aws.ec2().gateways().subnetOf(gateway);
        aws.ec2()
                .call(new ApiCall(
                        "ec2",
                        "CreateSubnetCidrReservation",
                        Map.of("SubnetId", subnet, "Cidr", cidr, "ReservationType", type),
                        ApiCall.ADMIN));
    }

    Stack stack() {
        return aws.cloudFormation().stack(STACK);
    }

    /** What CloudFormation records of the addresses. */
    String record() {
        return record(STACK);
    }

    String record(String stack) {
        return aws.cloudFormation().stack(stack).physicalId(Scenario.LOGICAL_ID);
    }

    SortedSet<String> serving() {
        return aws.ec2().gateways().serving(gateway);
    }

    /** The last reason that CloudFormation shows for a failed event of the addresses. */
    String reason() {
        return stack().events().stream()
                .filter(event -> event.logicalId().equals(Scenario.LOGICAL_ID)
                        && event.status().endsWith("_FAILED"))
                .map(Stack.Event::reason)
                .reduce("no failure", (first, second) -> second);
    }

    /** The reasons in the handler's log. */
    List<String> reasons() {
        return logged("reason");
    }

    /** Why it planned what it did, as its log says. */
    List<String> whys() {
        return logged("why");
    }

    private List<String> logged(String field) {
        return aws.log().stream()
                .filter(line -> line.containsKey(field))
                .map(line -> String.valueOf(line.get(field)))
                .toList();
    }

    /** What the handler has assigned and unassigned. */
    List<String> changes() {
        return aws.account().callLog().entries(ApiCallLog.Entry::effect).stream()
                .map(ApiCallLog.Entry::call)
                .filter(call -> !call.principal().equals(ApiCall.ADMIN))
                .filter(call -> call.action().endsWith("PrivateNatGatewayAddress"))
                .map(CountScenario::change)
                .toList();
    }

    private static String change(ApiCall call) {
        List<String> addresses =
                call.list("PrivateIpAddress").stream().map(Object::toString).toList();
        return (call.action().startsWith("Assign") ? "assign " : "unassign ") + String.join("+", addresses);
    }
}
