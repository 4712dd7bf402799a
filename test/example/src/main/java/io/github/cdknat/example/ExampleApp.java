package io.github.cdknat.example;

import software.amazon.awscdk.App;

/** The app behind {@code cdk synth}, {@code diff} and {@code deploy} in a checkout. */
public final class ExampleApp {
    private ExampleApp() {}

    public static void main(String[] arguments) {
        App app = new App();
        new ExampleStack(app, "NatGatewaySecondaryAddressesExample", ExampleStack.Parameters.example());
        new OwnGatewayStack(app, "PrivateNatGatewayExample", OwnGatewayStack.Parameters.example());
        app.synth();
    }
}
