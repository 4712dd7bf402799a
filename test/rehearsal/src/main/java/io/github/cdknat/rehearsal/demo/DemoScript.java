package io.github.cdknat.rehearsal.demo;

import java.util.List;
import java.util.stream.IntStream;

/** The whole life of the example stack, from its creation to its deletion. */
final class DemoScript {
    /** The stack that is there from the first step to the last. */
    static final String ONE = "Example";

    /** The stack that comes to share the gateway. */
    static final String TWO = "Second";

    /** The stack that makes the gateway too. */
    static final String OWN = "Own";

    private DemoScript() {}

    static List<DemoStep> all() {
        return List.of(
                new DemoStep('a', "Create the stack with two addresses", LifecycleSteps::create),
                new DemoStep('b', "Declare the same two in another order", LifecycleSteps::reorder),
                new DemoStep('c', "Replace one of the two", LifecycleSteps::replace),
                new DemoStep('d', "Another resource of the deployment fails", FailureSteps::fail),
                new DemoStep('e', "Cancel an update while it waits", FailureSteps::cancel),
                new DemoStep('f', "Replace seven by seven; the limit is eight", LifecycleSteps::replaceSeven),
                new DemoStep('g', "Give the construct another id", LifecycleSteps::rename),
                new DemoStep('h', "A second stack on the same gateway; both update at once", SharedGatewaySteps::share),
                new DemoStep('i', "Somebody assigns an address by hand", SharedGatewaySteps::asAdministrator),
                new DemoStep('j', "A lost reply and throttling on the way", FailureSteps::trouble),
                new DemoStep('k', "Delete both stacks", SharedGatewaySteps::delete),
                new DemoStep('l', "A stack with a gateway of its own", OwnGatewaySteps::create),
                new DemoStep('m', "Scale it up, down to none, and up again", OwnGatewaySteps::scale),
                new DemoStep('n', "Move it to another subnet", OwnGatewaySteps::replace),
                new DemoStep('o', "Tear the stack down", OwnGatewaySteps::tearDown));
    }

    /** The addresses of the gateway's subnet, 10.0.1.0/24, from one last octet to another, both included. */
    static List<String> addresses(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(octet -> "10.0.1." + octet)
                .toList();
    }
}
