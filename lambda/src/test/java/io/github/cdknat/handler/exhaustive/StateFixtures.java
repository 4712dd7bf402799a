package io.github.cdknat.handler.exhaustive;

import io.github.cdknat.handler.model.AddressRecord;
import io.github.cdknat.handler.model.AddressSelection;
import io.github.cdknat.handler.model.AddressStatus;
import io.github.cdknat.handler.model.DrainWait;
import io.github.cdknat.handler.model.DrainWaiters;
import io.github.cdknat.handler.model.Execution;
import io.github.cdknat.handler.model.ExecutionName;
import io.github.cdknat.handler.model.GatewayAddress;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.StackOperation;
import io.github.cdknat.handler.model.StackResources;
import io.github.cdknat.shared.Cidr;
import io.github.cdknat.shared.Ipv4;
import io.github.cdknat.shared.Subnet;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.IntStream;

/**
 * What all states have in common: a gateway nat-0abc with the primary address 10.0.1.4 in the subnet 10.0.1.0/28, and a
 * resource "Addresses". Addresses are called by their last number.
 */
final class StateFixtures {
    static final String GATEWAY = "nat-0abc";
    static final String RESOURCE = "Addresses";
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final Subnet SUBNET = Subnet.of("subnet-1", "10.0.1.0/28").orElseThrow();
    /** The physical id of the last drain waiter after the resource, once it has waited for this declaration. */
    static final String LAST_WAITER = "drain-waiter/Addresses/after-1/0123";

    /** A drain waiter before the resource and one after it. */
    static final DrainWaiters GATES = new DrainWaiters(1, 1, LAST_WAITER);

    static final int PRIMARY = 4;
    static final int DRAIN = 350;

    private StateFixtures() {}

    static Ipv4 ip(int last) {
        return Ipv4.of("10.0.1." + last);
    }

    static SortedSet<Ipv4> ips(int... last) {
        return Ipv4.sorted(IntStream.of(last).mapToObj(StateFixtures::ip).toList());
    }

    static Cidr cidr(String text) {
        return Cidr.parse(text).orElseThrow();
    }

    /** A physical id: {@code record("5+6*")}. */
    static String kept(String lastNumbers) {
        return GATEWAY + "/" + lastNumbers.replaceAll("([0-9]+)", "10.0.1.$1");
    }

    static Instant after(long seconds) {
        return START.plusSeconds(seconds);
    }

    /** An operation that began some seconds before the request (or after it, if negative). */
    static StackOperation operation(String status, long secondsBefore) {
        return new StackOperation(status, after(-secondsBefore).toEpochMilli());
    }

    static GatewayAddress entry(int last, AddressStatus status) {
        String failure = status == AddressStatus.FAILED ? "Address is in use" : "";
        return new GatewayAddress(Optional.of(ip(last)), status, last == PRIMARY, failure, "eni-1");
    }

    /** One of CloudFormation's records. */
    static StackResources.Entry listed(String logicalId, String physicalId, String status) {
        return new StackResources.Entry(logicalId, physicalId, status);
    }

    static StackResources resources(StackResources.Entry... entries) {
        return new StackResources(List.of(entries));
    }

    static Request.CreateOrUpdate create(int limit, int timeout, int... desired) {
        return hold(limit, timeout, Optional.empty(), DrainWaiters.NONE, desired);
    }

    static Request.CreateOrUpdate update(int limit, int timeout, String physicalId, int... desired) {
        return hold(limit, timeout, Optional.of(physicalId), DrainWaiters.NONE, desired);
    }

    static Request.CreateOrUpdate hold(
            int limit, int timeout, Optional<String> physicalId, DrainWaiters drainWaiters, int... desired) {
        return hold(limit, timeout, physicalId, drainWaiters, Ipv4.sorted(List.of()), desired);
    }

    static Request.CreateOrUpdate hold(
            int limit,
            int timeout,
            Optional<String> physicalId,
            DrainWaiters drainWaiters,
            SortedSet<Ipv4> later,
            int... desired) {
        List<Ipv4> order = List.copyOf(ips(desired));
        return new Request.CreateOrUpdate(
                RESOURCE, GATEWAY, order, Optional.empty(), DRAIN, limit, timeout, physicalId, drainWaiters, later);
    }

    static Request.CreateOrUpdate counting(AddressSelection choice, Optional<String> physicalId) {
        return new Request.CreateOrUpdate(
                RESOURCE,
                GATEWAY,
                List.of(),
                Optional.of(choice),
                DRAIN,
                4,
                1600,
                physicalId,
                DrainWaiters.NONE,
                Ipv4.sorted(List.of()));
    }

    static Request.Delete release(int timeout, String physicalId) {
        return release(timeout, physicalId, DrainWait.UNTIL_ENDED, DrainWaiters.NONE);
    }

    static Request.Delete release(int timeout, String physicalId, DrainWait wait, DrainWaiters drainWaiters) {
        Optional<AddressRecord> owned = AddressRecord.parse(physicalId);
        return new Request.Delete(RESOURCE, physicalId, owned, DRAIN, wait, timeout, drainWaiters);
    }

    static Execution self(Request request) {
        String type = request instanceof Request.Delete
                ? "delete"
                : request.eventPhysicalId().isEmpty() ? "create" : "update";
        return other(type, "0", Execution.Status.RUNNING, 0);
    }

    static Execution other(String type, String request, Execution.Status status, long startedSecondsLater) {
        ExecutionName name =
                new ExecutionName("a".repeat(20), type, "0".repeat(8), request.repeat(12), request.repeat(16));
        return new Execution(name, status, after(startedSecondsLater).toEpochMilli());
    }
}
