package io.github.cdknat.acceptance.bench.waiting;

import io.github.cdknat.emulator.cloudformation.Template;
import io.github.cdknat.simulation.ExampleTemplates;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.CfnResourceProps;
import software.amazon.awscdk.Stack;
import software.constructs.IDependable;

/** A contender that lives in a CloudFormation stack: real CDK, synthesized, deployed by the emulated CloudFormation. */
abstract class StackApproach implements Approach {
    /** Makes what keeps the addresses, and says what has to come before the partner. */
    abstract IDependable declare(Stack stack, BenchmarkAccount account, List<String> addresses);

    /** Gets the arena ready before the first deployment: code behind the stack's functions, for example. */
    void prepare(BenchmarkAccount account) {}

    @Override
    public void begin(BenchmarkAccount account, List<String> addresses) {
        prepare(account);
        account.longAgo(() -> {
            String status = account.deploy(template(account, addresses)).status();
            if (!status.equals("CREATE_COMPLETE")) {
                throw new IllegalStateException(name() + " cannot begin: " + status);
            }
        });
    }

    @Override
    public DeploymentResult deploy(BenchmarkAccount account, List<String> addresses) {
        return DeploymentResult.of(account.deploy(template(account, addresses)).status(), "UPDATE_COMPLETE");
    }

    @Override
    public DeploymentResult deployInVain(BenchmarkAccount account, List<String> addresses, List<String> before) {
        account.failPartner();
        return DeploymentResult.of(account.deploy(template(account, addresses)).status(), "UPDATE_ROLLBACK_COMPLETE");
    }

    private Template template(BenchmarkAccount account, List<String> addresses) {
        App app = new App();
        Stack stack = new Stack(app, BenchmarkAccount.STACK);
        CfnResource partner = new CfnResource(
                stack,
                "Partner",
                CfnResourceProps.builder()
                        .type("AWS::SSM::Parameter")
                        .properties(Map.of("Type", "String", "Value", String.join(",", addresses)))
                        .build());
        partner.getNode().addDependency(declare(stack, account, addresses));
        return ExampleTemplates.of(app, BenchmarkAccount.STACK);
    }
}
