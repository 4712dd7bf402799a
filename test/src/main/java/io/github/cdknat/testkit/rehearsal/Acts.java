package io.github.cdknat.testkit.rehearsal;

import java.util.List;
import java.util.stream.IntStream;

/** The whole life of the example stack, from its creation to its deletion. */
final class Acts {
    /** The stack that is there from the first act to the last. */
    static final String ONE = "Example";

    /** The stack that comes to share the gateway. */
    static final String TWO = "Second";

    /** The stack that asks for a number of addresses. */
    static final String COUNTED = "Counted";

    /** The stack that makes the gateway too. */
    static final String OWN = "Own";

    /** The stack with the longest drain. */
    static final String PATIENT = "Patient";

    private Acts() {}

    static List<Act> all() {
        return List.of(
                new Act('a', "Create the stack with two addresses", LifeActs::create),
                new Act('b', "Declare the same two in another order", LifeActs::reorder),
                new Act('c', "Replace one of the two", LifeActs::replace),
                new Act('d', "Another resource of the deployment fails", TroubleActs::fail),
                new Act('e', "Cancel an update while it waits", TroubleActs::cancel),
                new Act('f', "Replace seven by seven; the limit is eight", LifeActs::replaceSeven),
                new Act('g', "Give the construct another id", LifeActs::rename),
                new Act('h', "A second stack on the same gateway; both update at once", NeighbourActs::share),
                new Act('i', "Somebody assigns an address by hand", NeighbourActs::byHand),
                new Act('j', "A lost reply and throttling on the way", TroubleActs::trouble),
                new Act('k', "Delete both stacks", NeighbourActs::delete),
                new Act('l', "Ask for three addresses instead of naming them", CountActs::create),
                new Act('m', "Ask for five", CountActs::countUp),
                new Act('n', "Ask for two", CountActs::countDown),
                new Act('o', "Ask for three from a pool that a partner knows", CountActs::pool),
                new Act('p', "Name the addresses after all", CountActs::name),
                new Act('q', "Delete that stack too", CountActs::delete),
                new Act('r', "A stack with a gateway of its own", OwnGatewayActs::create),
                new Act('s', "Scale it up, down to none, and up again", OwnGatewayActs::scale),
                new Act('t', "Move it to another subnet", OwnGatewayActs::replace),
                new Act('u', "Tear the stack down", OwnGatewayActs::tearDown),
                new Act('v', "A drain of 4000 s, longer than a request may take", PatientActs::drain),
                new Act('w', "Delete that stack without waiting for the drain", PatientActs::leave));
    }

    /** The addresses of the gateway's subnet, 10.0.1.0/24, from one last octet to another, both included. */
    static List<String> addresses(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(octet -> "10.0.1." + octet)
                .toList();
    }
}
