package io.github.cdknat.acceptance.bench.waiting;

import io.github.cdknat.emulator.cloudformation.ResourceProvider;
import io.github.cdknat.emulator.core.ApiCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.CfnNatGateway;
import software.constructs.IDependable;

/**
 * {@code AWS::EC2::NatGateway} with SecondaryPrivateIpAddresses, as far as it is documented: a change of them "requires no interruption"
 * ("AWS::EC2::NatGateway", AWS CloudFormation Template Reference), which is an update in place ("Update behaviors of stack resources",
 * AWS CloudFormation User Guide). So what is no longer declared drains in the update, before the deployment has succeeded, and a
 * rollback is another such update.
 *
 * <p>Not documented, and taken as it is best for it: it adds first if there is room and removes first if not; it copes with a busy
 * gateway; it looks every second. The number of its calls is not known.
 */
final class NativeResource extends StackApproach {
    private static final Duration LOOK = Duration.ofSeconds(1);

    @Override
    public String name() {
        return "CfnNatGateway";
    }

    @Override
    public boolean isCounted() {
        return false;
    }

    @Override
    void prepare(BenchmarkAccount account) {
        account.aws.cloudFormation().register("AWS::EC2::NatGateway", new Provider(account));
    }

    @Override
    IDependable declare(Stack stack, BenchmarkAccount account, List<String> addresses) {
        return CfnNatGateway.Builder.create(stack, "Gateway")
                .subnetId(account.aws.ec2().gateways().subnetOf(account.gateway))
                .connectivityType("private")
                .secondaryPrivateIpAddresses(addresses)
                .maxDrainDurationSeconds((int) BenchmarkAccount.DRAIN.toSeconds())
                .build();
    }

    /** The gateway is there already; the stack only takes it over. */
    private record Provider(BenchmarkAccount account) implements ResourceProvider {
        @Override
        public Set<String> createOnly() {
            return Set.of("SubnetId", "ConnectivityType", "PrivateIpAddress");
        }

        @Override
        public void create(Asked asked, Completion completion) {
            converge(asked, completion);
        }

        @Override
        public void update(Asked asked, Completion completion) {
            converge(asked, completion);
        }

        @Override
        public void delete(Asked asked, Completion completion) {
            throw new IllegalStateException("no trial deletes the gateway");
        }

        private void converge(Asked asked, Completion completion) {
            List<String> wanted = new ArrayList<>();
            ((List<?>) asked.properties().get("SecondaryPrivateIpAddresses"))
                    .forEach(item -> wanted.add(item.toString()));
            StatelessPlanner next = StatelessPlanner.of(account.describe(ApiCall.ADMIN), wanted);
            if (next.isDone()) {
                completion.done(new Made(account.gateway, Map.of("NatGatewayId", account.gateway)));
                return;
            }
            next.call(account, ApiCall.ADMIN);
            account.aws.account().clock().after(LOOK, () -> converge(asked, completion));
        }
    }
}
