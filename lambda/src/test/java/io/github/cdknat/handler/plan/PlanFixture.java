package io.github.cdknat.handler.plan;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A small world to plan in: a gateway with its primary address 10.0.1.4, one stack, one resource "Addresses". */
final class PlanFixture {
    static final String GATEWAY = "nat-0abc";
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final ExecutionName SELF = name("a", "create", "0");

    private final List<GatewayAddress> addresses = new ArrayList<>();
    private final List<Book.Entry> book = new ArrayList<>();
    private final List<Book.Entry> gateways = new ArrayList<>();
    private Optional<GatewayEnd> end = Optional.empty();
    private final List<Execution> executions = new ArrayList<>();
    private String state = "available";
    private String connectivity = "private";
    private String availability = "zonal";
    private Operation operation = new Operation("CREATE_IN_PROGRESS", START.toEpochMilli());
    private Optional<Subnet> subnet = Subnet.of("subnet-1", "10.0.1.0/24");
    private Optional<Neighbourhood> neighbourhood = Optional.empty();
    private boolean exists = true;
    private long seconds;

    PlanFixture() {
        addresses.add(entry("10.0.1.4", AddressStatus.SUCCEEDED, true, ""));
    }

    static Ipv4 ip(String lastOctet) {
        return Ipv4.of("10.0.1." + lastOctet);
    }

    static Set<Ipv4> ips(String... lastOctets) {
        return new TreeSet<>(Stream.of(lastOctets).map(PlanFixture::ip).toList());
    }

    static ExecutionName name(String resource, String type, String request) {
        return new ExecutionName(resource.repeat(20), type, "0".repeat(8), request.repeat(12), request.repeat(16));
    }

    static Request.Hold create(String... lastOctets) {
        return hold(8, Optional.empty(), lastOctets);
    }

    static Request.Hold update(String physicalId, String... lastOctets) {
        return hold(8, Optional.of(physicalId), lastOctets);
    }

    static Request.Hold hold(int limit, Optional<String> physicalId, String... lastOctets) {
        return new Request.Hold("Addresses", GATEWAY, Ipv4.sorted(ips(lastOctets)), 350, limit, 1600, physicalId);
    }

    /** A Hold of two addresses, wherever they are free. */
    static Request.Hold two(Optional<String> physicalId) {
        return new Request.Hold(
                "Addresses",
                GATEWAY,
                List.of(),
                Optional.of(new Choice(2, Optional.empty(), List.of())),
                350,
                8,
                1600,
                physicalId,
                Gates.NONE);
    }

    static Request.Release release(String physicalId) {
        return new Request.Release("Addresses", physicalId, AddressRecord.parse(physicalId), 350, 1600);
    }

    PlanFixture serving(String... lastOctets) {
        return with(AddressStatus.SUCCEEDED, "", lastOctets);
    }

    PlanFixture draining(String... lastOctets) {
        return with(AddressStatus.UNASSIGNING, "", lastOctets);
    }

    PlanFixture with(AddressStatus status, String failure, String... lastOctets) {
        ips(lastOctets).forEach(address -> addresses.add(entry(address.toString(), status, false, failure)));
        return this;
    }

    PlanFixture gateway(String state, String connectivity, String availability) {
        this.state = state;
        this.connectivity = connectivity;
        this.availability = availability;
        return this;
    }

    /** The subnet is looked at, and these are taken in it beside the gateway's own. */
    PlanFixture taken(String... lastOctets) {
        neighbourhood = subnet.map(found -> Neighbourhood.of(found, ips(lastOctets), List.of()));
        return this;
    }

    /** The subnet is looked at, and these ranges are reserved in it. */
    PlanFixture reserved(String... ranges) {
        List<Cidr> reserved =
                Stream.of(ranges).map(range -> Cidr.parse(range).orElseThrow()).toList();
        neighbourhood = subnet.map(found -> Neighbourhood.of(found, List.of(), reserved));
        return this;
    }

    PlanFixture withoutGateway() {
        exists = false;
        return this;
    }

    PlanFixture stack(String status) {
        return stack(status, 0);
    }

    PlanFixture stack(String status, long secondsAfterStart) {
        operation = new Operation(status, START.plusSeconds(secondsAfterStart).toEpochMilli());
        return this;
    }

    PlanFixture recorded(String logicalId, String physicalId, String status) {
        book.add(new Book.Entry(logicalId, physicalId, status));
        return this;
    }

    /** The stack declares a gateway under the logical id "Gateway". */
    PlanFixture gatewayOfTheStack(String physicalId, String status) {
        gateways.add(new Book.Entry("Gateway", physicalId, status));
        return this;
    }

    /** The metadata of the current template say what ends the gateway's life. */
    PlanFixture templateSays(String text) {
        end = GatewayEnd.parse(text);
        return this;
    }

    PlanFixture execution(ExecutionName name, Execution.Status status, long startedSecondsAfterSelf) {
        executions.add(new Execution(
                name, status, START.plusSeconds(startedSecondsAfterSelf).toEpochMilli()));
        return this;
    }

    PlanFixture at(long secondsAfterStart) {
        seconds = secondsAfterStart;
        return this;
    }

    Observation seen() {
        Gateway gateway = new Gateway(GATEWAY, state, connectivity, availability, "subnet-1", addresses);
        Observation seen = new Observation(
                START.plusSeconds(seconds),
                new Execution(SELF, Execution.Status.RUNNING, START.toEpochMilli()),
                executions,
                operation,
                new Book(book, gateways, end),
                exists ? Optional.of(gateway) : Optional.empty(),
                subnet,
                DrainTerms.UNKNOWN);
        return neighbourhood.map(seen::with).orElse(seen);
    }

    /** Plans again and again in this unchanging scene, obeying pauses, until something else than a pause comes. */
    Plan settle(Request request, Journal journal) {
        Journal now = journal;
        for (int pass = 0; pass < 2_000; pass++) {
            Plan plan = Planner.plan(request, now, seen());
            if (!(plan.step() instanceof Plan.Step.Pause pause)) {
                return plan;
            }
            now = plan.journal();
            seconds += pause.seconds();
        }
        throw new AssertionError("still pausing after 2000 passes");
    }

    Plan settle(Request request) {
        return settle(request, Journal.empty());
    }

    /** Why the request fails in this scene. */
    String failure(Request request) {
        Decision decision = settle(request).journal().decision().orElseThrow();
        if (decision.success()) {
            throw new AssertionError("it succeeds: " + decision.reason());
        }
        return decision.reason();
    }

    private static GatewayAddress entry(String address, AddressStatus status, boolean primary, String failure) {
        return new GatewayAddress(Optional.of(Ipv4.of(address)), status, primary, failure, "eni-1");
    }
}
