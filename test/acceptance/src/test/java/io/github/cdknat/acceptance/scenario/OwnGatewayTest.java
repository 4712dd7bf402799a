package io.github.cdknat.acceptance.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.emulator.cloudformation.Stack;
import io.github.cdknat.example.OwnGatewayStack.Keeping;
import io.github.cdknat.example.OwnGatewayStack.Parameters;
import io.github.cdknat.simulation.ExampleTemplates;
import io.github.cdknat.simulation.InProcessAws;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A gateway of the stack's own: created, scaled, replaced, taken back, torn down. */
class OwnGatewayTest {
    private static final String STACK = "Own";
    private static final String ADDRESSES = "EgressSecondaryAddresses";

    /** What CloudFormation, the functions and EC2's deletion of a gateway take here; a drain would be 350 s. */
    private static final Duration SECONDS = Duration.ofSeconds(150);

    private final EmbeddedAws aws = InProcessAws.start(7);
    private Parameters parameters = Parameters.example();
    private Instant began;
    private Instant ended;

    @Test
    void isCreatedWithItsAddressesBehindItsRulesAndBeforeItsRoutes() {
        Stack stack = deploy(p -> p);

        assertThat(stack.status()).isEqualTo("CREATE_COMPLETE");
        assertThat(serving(gateway())).containsExactly("10.0.1.20", "10.0.1.21", "10.0.1.4");
        assertThat(stack.outputs()).containsEntry("AllowList", "10.0.1.20/32,10.0.1.21/32");
        assertThat(firstEvent("AWS::EC2::Route", "CREATE_IN_PROGRESS"))
                .isAfterOrEqualTo(event(ADDRESSES, "CREATE_COMPLETE"));
        assertThat(aws.ec2().gateways().drains()).isEmpty();
    }

    @Test
    void goesDownToNoneAsAnUpdateThatDrains() {
        deploy(p -> p);
        Stack stack = deploy(p -> p.with(List.of()));

        assertThat(stack.status()).isEqualTo("UPDATE_COMPLETE");
        assertThat(serving(gateway())).containsExactly("10.0.1.4");
        assertThat(took()).isGreaterThan(Duration.ofSeconds(350));
        assertThat(deploy(p -> p.counting(3)).status()).isEqualTo("UPDATE_COMPLETE");
        assertThat(serving(gateway())).hasSize(4);
    }

    /** On removal, the address drains to its end before the rule that allows it goes. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRuleOutlivesTheDrainOfItsAddress(boolean customResourcesAtOnce) {
        aws.cloudFormation().options().cleanUpDeletesCustomResourcesAtOnce = customResourcesAtOnce;
        deploy(p -> p);
        String old = rule("10.0.1.20");
        deploy(p -> p.with(List.of("10.0.1.21", "10.0.1.22")));

        Instant drained = aws.ec2().gateways().drains().get(0).end();
        assertThat(serving(gateway())).containsExactly("10.0.1.21", "10.0.1.22", "10.0.1.4");
        assertThat(event(old, "DELETE_IN_PROGRESS")).isAfterOrEqualTo(drained);
        assertThat(event(rule("10.0.1.22"), "CREATE_COMPLETE"))
                .isBeforeOrEqualTo(event(ADDRESSES, "UPDATE_IN_PROGRESS"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anotherSubnetIsAnotherGatewayWhichServesBeforeTheOldOneGoes(boolean counted) {
        deploy(p -> counted ? p.counting(2) : p);
        String old = gateway();
        Stack stack = deploy(p -> counted ? p.in(2) : p.in(2).with(List.of("10.0.2.20", "10.0.2.21")));

        assertThat(stack.status()).isEqualTo("UPDATE_COMPLETE");
        assertThat(gateway()).isNotEqualTo(old);
        assertThat(serving(gateway())).hasSize(3).allMatch(address -> address.startsWith("10.0.2."));
        assertThat(serving(old)).isEmpty();
        assertThat(took()).isGreaterThan(Duration.ofSeconds(350));
    }

    @Test
    void aReplacementThatIsRolledBackTakesTheNewGatewayBackAndDrainsNothingThatServed() {
        deploy(p -> p);
        String old = gateway();
        aws.cloudFormation().failNext(STACK, "Partner", Duration.ofSeconds(1), "Partner says no");
        Stack stack = deploy(p -> p.in(2).with(List.of("10.0.2.20")).noting("2"));

        assertThat(stack.status()).isEqualTo("UPDATE_ROLLBACK_COMPLETE");
        assertThat(gateway()).isEqualTo(old);
        assertThat(serving(old)).containsExactly("10.0.1.20", "10.0.1.21", "10.0.1.4");
    }

    @Test
    void aTornDownStackWaitsForNoDrain() {
        deploy(p -> p);
        String gateway = gateway();
        assertThat(delete().status()).isEqualTo("DELETE_COMPLETE");
        assertThat(took()).isLessThan(SECONDS);
        assertThat(serving(gateway)).isEmpty();
    }

    @Test
    void aTornDownStackWaitsOnlyUntilItsReleaseIsAccepted() {
        deploy(p -> p);
        aws.ec2().gateways().assignOutOfBand(gateway(), "10.0.1.30");
        aws.ec2().gateways().unassignOutOfBand(gateway(), "10.0.1.30", 200);
        assertThat(delete().status()).isEqualTo("DELETE_COMPLETE");
        assertThat(took()).isBetween(Duration.ofSeconds(200), Duration.ofSeconds(340));
    }

    @Test
    void aFailedCreateWaitsForNoDrain() {
        aws.cloudFormation().failNext(STACK, "Partner", Duration.ofSeconds(1), "Partner says no");
        assertThat(deploy(p -> p).status()).isEqualTo("ROLLBACK_COMPLETE");
        assertThat(took()).isLessThan(SECONDS.multipliedBy(2));
    }

    @Test
    void aGatewayThatIsRemovedFromAStackThatStaysIsDrainedToTheEnd() {
        deploy(p -> p);
        String gateway = gateway();
        assertThat(deploy(Parameters::withoutGateway).status()).isEqualTo("UPDATE_COMPLETE");
        assertThat(took()).isGreaterThan(Duration.ofSeconds(350));
        assertThat(serving(gateway)).isEmpty();
    }

    @Test
    void aRetainedGatewayKeepsItsAddresses() {
        deploy(p -> p.keeping(Keeping.GATEWAY_AND_ADDRESSES));
        String gateway = gateway();
        delete();
        assertThat(serving(gateway)).containsExactly("10.0.1.20", "10.0.1.21", "10.0.1.4");
    }

    /** Whoever retains the gateway alone gets it drained, to the end: it stays, and nobody else would. */
    @Test
    void aGatewayThatIsRetainedAloneIsDrainedToTheEnd() {
        deploy(p -> p.keeping(Keeping.GATEWAY_ONLY));
        String gateway = gateway();
        delete();
        assertThat(serving(gateway)).containsExactly("10.0.1.4");
        assertThat(took()).isGreaterThan(Duration.ofSeconds(350));
    }

    @Test
    void aReplacedGatewayThatIsRetainedIsDrainedToTheEnd() {
        deploy(p -> p.keeping(Keeping.GATEWAY_ONLY));
        String old = gateway();
        deploy(p -> p.in(2).with(List.of("10.0.2.20")));
        assertThat(serving(old)).containsExactly("10.0.1.4");
        assertThat(took()).isGreaterThan(Duration.ofSeconds(350));
    }

    private Stack deploy(UnaryOperator<Parameters> change) {
        parameters = change.apply(parameters);
        began = now();
        return end(aws.cloudFormation().deploy(STACK, ExampleTemplates.own(STACK, parameters)));
    }

    private Stack delete() {
        began = now();
        aws.cloudFormation().delete(STACK);
        return end(aws.cloudFormation().stack(STACK));
    }

    private Stack end(Stack stack) {
        aws.settle(stack);
        ended = now();
        aws.quiesce();
        return stack;
    }

    private Duration took() {
        return Duration.between(began, ended);
    }

    private Instant now() {
        return aws.account().clock().now();
    }

    private String gateway() {
        return aws.cloudFormation()
                .stack(STACK)
                .physicalIds("AWS::EC2::NatGateway")
                .values()
                .iterator()
                .next();
    }

    private List<String> serving(String gateway) {
        return List.copyOf(aws.ec2().gateways().serving(gateway));
    }

    /** The logical id of the rule that allows the address. */
    private String rule(String address) {
        return aws.cloudFormation().stack(STACK).physicalIds("AWS::EC2::SecurityGroupIngress").keySet().stream()
                .filter(id -> id.contains(address.replace(".", "")))
                .findFirst()
                .orElseThrow();
    }

    /** When the last such event was, of a resource whose logical id begins so. */
    private Instant event(String logicalId, String status) {
        return aws.cloudFormation().stack(STACK).events().stream()
                .filter(event -> event.logicalId().startsWith(logicalId)
                        && event.status().equals(status))
                .map(Stack.Event::at)
                .reduce((first, last) -> last)
                .orElseThrow();
    }

    private Instant firstEvent(String type, String status) {
        return event(
                aws.cloudFormation()
                        .stack(STACK)
                        .physicalIds(type)
                        .keySet()
                        .iterator()
                        .next(),
                status);
    }
}
