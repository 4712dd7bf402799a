package example;

import io.github.cdknat.NatGatewaySecondaryAddresses;
import java.util.List;
import software.amazon.awscdk.App;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;

/** One stack with two addresses on a gateway that somebody else made. */
public final class Egress {
    private Egress() {}

    public static void main(String[] arguments) {
        App app = new App();
        stack(app);
        app.synth();
    }

    static Stack stack(App app) {
        Stack stack = new Stack(app, "Egress");
        NatGatewaySecondaryAddresses addresses = NatGatewaySecondaryAddresses.Builder.create(stack, "Addresses")
                .natGatewayId("nat-0123456789abcdef0")
                .secondaryPrivateIpAddresses(List.of("10.0.1.20", "10.0.1.21"))
                .build();
        CfnOutput.Builder.create(stack, "AllowList")
                .value(String.join(",", addresses.getSecondaryPrivateIpCidrs()))
                .build();
        return stack;
    }
}
