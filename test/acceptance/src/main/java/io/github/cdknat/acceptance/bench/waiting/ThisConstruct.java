package io.github.cdknat.acceptance.bench.waiting;

import io.github.cdknat.NatGatewaySecondaryAddresses;
import java.util.List;
import software.amazon.awscdk.Stack;
import software.constructs.IDependable;

/** This project: the synthesized construct, the handler's real code. */
public final class ThisConstruct extends StackApproach {
    @Override
    public String name() {
        return "this construct";
    }

    @Override
    IDependable declare(Stack stack, BenchmarkAccount account, List<String> addresses) {
        return new NatGatewaySecondaryAddresses(stack, "Addresses", account.gateway, addresses);
    }
}
