package io.github.cdknat.rehearsal.demo;

import java.util.List;
import java.util.stream.IntStream;

/** The whole life of the example stack, from its creation to its deletion. */
final class DemoScript {
    /** The stack that is there from the first step to the last. */
    static final String ONE = "Example";

    /** The stack that comes to share the gateway. */
    static final String TWO = "Second";

    /** The stack that asks for a number of addresses. */
    static final String COUNTED = "Counted";

    /** The stack that makes the gateway too. */
    static final String OWN = "Own";

    /** The stack with the longest drain. */
    static final String PATIENT = "Patient";

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
                new DemoStep('l', "Ask for three addresses instead of naming them", CountSteps::create),
                new DemoStep('m', "Ask for five", CountSteps::countUp),
                new DemoStep('n', "Ask for two", CountSteps::countDown),
                new DemoStep('o', "Ask for three from a pool that a partner knows", CountSteps::pool),
                new DemoStep('p', "Name the addresses after all", CountSteps::name),
                new DemoStep('q', "Delete that stack too", CountSteps::delete),
                new DemoStep('r', "A stack with a gateway of its own", OwnGatewaySteps::create),
                new DemoStep('s', "Scale it up, down to none, and up again", OwnGatewaySteps::scale),
                new DemoStep('t', "Move it to another subnet", OwnGatewaySteps::replace),
                new DemoStep('u', "Tear the stack down", OwnGatewaySteps::tearDown),
                new DemoStep('v', "A drain of 4000 s, longer than a request may take", LongDrainSteps::drain),
                new DemoStep('w', "Delete that stack without waiting for the drain", LongDrainSteps::leave));
    }

    /** The addresses of the gateway's subnet, 10.0.1.0/24, from one last octet to another, both included. */
    static List<String> addresses(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(octet -> "10.0.1." + octet)
                .toList();
    }
}
