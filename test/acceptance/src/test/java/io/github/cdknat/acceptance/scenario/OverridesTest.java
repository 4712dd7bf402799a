package io.github.cdknat.acceptance.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.emulator.cloudformation.Stack.Event;
import io.github.cdknat.example.OwnGatewayStack;
import io.github.cdknat.simulation.ExampleTemplates;
import io.github.cdknat.simulation.InProcessAws;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.RemovalPolicies;
import software.amazon.awscdk.RemovalPolicyProps;
import software.amazon.awscdk.Stack;

/** What an app says after the construct has been made is what a deployment goes by. */
class OverridesTest {
    private static final String STACK = "Own";

    private final EmbeddedAws aws = InProcessAws.start(7);

    @Test
    void cleanUpDrainsForAsLongAsAnOverrideSays() {
        deploy(stack -> {}, "10.0.1.20", "10.0.1.21");
        deploy(stack -> owner(stack).addPropertyOverride("MaxDrainDurationSeconds", 100), "10.0.1.21");

        assertThat(aws.ec2().gateways().drains())
                .singleElement()
                .satisfies(drain ->
                        assertThat(Duration.between(drain.begin(), drain.end())).isEqualTo(Duration.ofSeconds(100)));
        assertThat(ends("UPDATE_COMPLETE")).isTrue();
    }

    /** In the same deployment as the drain: an override that goes is gone for clean-up too. */
    @Test
    void anOverrideThatIsRemovedIsNotUsedAnyMore() {
        deploy(stack -> owner(stack).addPropertyOverride("MaxDrainDurationSeconds", 100), "10.0.1.20", "10.0.1.21");
        deploy(stack -> {}, "10.0.1.21");

        assertThat(aws.ec2().gateways().drains())
                .singleElement()
                .satisfies(drain ->
                        assertThat(Duration.between(drain.begin(), drain.end())).isEqualTo(Duration.ofSeconds(350)));
    }

    @Test
    void theLogGroupOutlivesTheStackWhereRetainIsAskedForIt() {
        RemovalPolicyProps logs = RemovalPolicyProps.builder()
                .applyToResourceTypes(List.of("AWS::Logs::LogGroup"))
                .build();
        deploy(stack -> RemovalPolicies.of(stack).retain(logs), "10.0.1.20");
        aws.cloudFormation().delete(STACK);

        assertThat(ends("DELETE_COMPLETE")).isTrue();
        assertThat(events("DELETE_SKIPPED").map(Event::type)).containsExactly("AWS::Logs::LogGroup");
    }

    @Test
    void anotherLogicalIdIsAnotherOwnerWhichTakesTheAddressesOver() {
        deploy(stack -> {}, "10.0.1.20", "10.0.1.21");
        deploy(stack -> owner(stack).overrideLogicalId("Renamed"), "10.0.1.20", "10.0.1.21");

        assertThat(ends("UPDATE_COMPLETE")).isTrue();
        assertThat(aws.cloudFormation().stack(STACK).physicalIds("Custom::NatGatewaySecondaryAddresses"))
                .containsOnlyKeys("Renamed");
        assertThat(aws.ec2().gateways().drains()).isEmpty();
    }

    private void deploy(Consumer<Stack> change, String... addresses) {
        App app = new App();
        Stack stack = new OwnGatewayStack(
                app, STACK, OwnGatewayStack.Parameters.example().with(List.of(addresses)));
        change.accept(stack);
        aws.cloudFormation().deploy(STACK, ExampleTemplates.of(app, STACK));
        aws.settle(aws.cloudFormation().stack(STACK));
    }

    private static CfnResource owner(Stack stack) {
        return (CfnResource) stack.getNode()
                .findChild("Egress")
                .getNode()
                .findChild("SecondaryAddresses")
                .getNode()
                .findChild("Resource");
    }

    private boolean ends(String status) {
        aws.settle(aws.cloudFormation().stack(STACK));
        return aws.cloudFormation().stack(STACK).status().equals(status);
    }

    private Stream<Event> events(String status) {
        return aws.cloudFormation().stack(STACK).events().stream()
                .filter(event -> event.status().equals(status));
    }
}
