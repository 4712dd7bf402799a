package io.github.cdknat.handler.fuzz;

import io.github.cdknat.handler.aws.Reply;
import io.github.cdknat.handler.fuzz.FuzzRunner.BrokenException;
import io.github.cdknat.handler.model.AddressChange;
import io.github.cdknat.shared.Ipv4;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/** One call through the real SDK client, whose reply is changed or cut off: it becomes a Reply, after a bounded number of pages. */
final class ReplyTarget {
    private static final AddressChange ASSIGN = AddressChange.assign(Ipv4.sorted(Set.of(Ipv4.of("10.0.1.9"))));

    /** 100 pages each of interfaces and of reservations, and the subnet. */
    private static final int MOST_CALLS = 201;

    private final Mutator mutator;

    ReplyTarget(Mutator mutator) {
        this.mutator = mutator;
    }

    String run() throws BrokenException {
        HostileAws aws = FuzzClients.open(new HostileAws(mutator));
        aws.hostility = 1;
        List<Supplier<Reply<?>>> calls = List.of(
                () -> FuzzClients.GATEWAYS.describeGateway("nat-0abc"),
                () -> FuzzClients.GATEWAYS.describeSubnet("subnet-1"),
                () -> FuzzClients.GATEWAYS.describeSubnetUsage("subnet-1"),
                () -> FuzzClients.GATEWAYS.change("nat-0abc", ASSIGN),
                () -> FuzzClients.GATEWAYS.mayChange("nat-0abc", ASSIGN),
                () -> FuzzClients.STACK.operation("stack"),
                () -> FuzzClients.STACK.resources("stack"),
                () -> FuzzClients.STACK.events("stack", event -> false),
                () -> FuzzClients.EXECUTIONS.start("machine", "name", "{}"),
                () -> FuzzClients.EXECUTIONS.since("machine", 0));
        Reply<?> reply = mutator.pick(calls).get();
        if (aws.calls > MOST_CALLS) {
            throw new BrokenException(aws.calls + " calls for one reply");
        }
        if (reply == null || reply instanceof Reply.Answer<?> answer && answer.value() == null) {
            throw new BrokenException("no reply: " + reply);
        }
        return reply.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
}
