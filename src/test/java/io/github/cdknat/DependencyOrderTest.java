package io.github.cdknat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.CfnResourceProps;
import software.amazon.awscdk.Stack;

/** The order of declarations on one gateway, and dependencies that would turn it round. */
class DependencyOrderTest {
    private final App app = new App();
    private final Stack stack = new Stack(app, "Stack");
    private final NatGatewaySecondaryAddresses first =
            new NatGatewaySecondaryAddresses(stack, "First", "nat-0abc", List.of("10.0.1.20"));
    private final NatGatewaySecondaryAddresses second =
            new NatGatewaySecondaryAddresses(stack, "Second", "nat-0abc", List.of("10.0.1.21"));

    @Test
    void failsWhenAnEarlierDeclarationDependsOnALaterOne() {
        first.getNode().addDependency(second);

        assertThatThrownBy(app::synth)
                .hasMessageContaining(
                        "Invalid dependency of Stack/First: it depends on Stack/Second (declarations on one"
                                + " gateway go one after the other, in the order in which they are made); declare Stack/Second before"
                                + " it, or remove the dependency.");
    }

    @Test
    void failsWhenItDoesSoByAWayRound() {
        CfnResource between = waitHandle("Between");
        between.getNode().addDependency(second);
        first.allowedBy(between);

        assertThatThrownBy(app::synth)
                .hasMessageContaining("Invalid dependency of Stack/First: it depends on Stack/Second (declarations");
    }

    @Test
    void aDependencyThatGoesWithTheOrderIsFine() {
        CfnResource rule = waitHandle("Rule");
        first.allowedBy(rule);
        second.getNode().addDependency(first);
        waitHandle("After").getNode().addDependency(first, second);

        assertThat(app.synth().getStackByName("Stack").getTemplateFullPath()).isNotEmpty();
    }

    private CfnResource waitHandle(String id) {
        return new CfnResource(
                stack,
                id,
                CfnResourceProps.builder()
                        .type("AWS::CloudFormation::WaitConditionHandle")
                        .build());
    }
}
