package io.github.cdknat.handler.plan;

import io.github.cdknat.handler.model.AddressChange;
import io.github.cdknat.handler.model.AddressRecord;
import io.github.cdknat.handler.model.AddressSelection;
import io.github.cdknat.handler.model.AddressStatus;
import io.github.cdknat.handler.model.DrainSettings;
import io.github.cdknat.handler.model.DrainWait;
import io.github.cdknat.handler.model.DrainWaiters;
import io.github.cdknat.handler.model.EventEvidence;
import io.github.cdknat.handler.model.Execution;
import io.github.cdknat.handler.model.ExecutionName;
import io.github.cdknat.handler.model.Gateway;
import io.github.cdknat.handler.model.GatewayAddress;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Observation;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.Response;
import io.github.cdknat.handler.model.StackEvent;
import io.github.cdknat.handler.model.StackEventHistory;
import io.github.cdknat.handler.model.StackOperation;
import io.github.cdknat.handler.model.StackResources;
import io.github.cdknat.handler.model.SubnetUsage;
import io.github.cdknat.shared.Cidr;
import io.github.cdknat.shared.Contract;
import io.github.cdknat.shared.Ipv4;
import io.github.cdknat.shared.Subnet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** A state to plan in: a gateway with its primary address 10.0.1.4, one stack, one resource "Addresses". */
public final class PlanFixture {
    public static final String GATEWAY = "nat-0abc";
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final ExecutionName SELF = name("a", "create", "0");

    private final List<GatewayAddress> addresses = new ArrayList<>();
    private final List<StackResources.Entry> records = new ArrayList<>();
    private final List<Execution> executions = new ArrayList<>();
    private String state = "available";
    private String connectivity = "private";
    private String availability = "zonal";
    private EventEvidence evidence = EventEvidence.NONE;
    private DrainSettings drainSettings = DrainSettings.UNKNOWN;
    private StackOperation operation = new StackOperation("CREATE_IN_PROGRESS", START.toEpochMilli());
    private Optional<Subnet> subnet = Subnet.of("subnet-1", "10.0.1.0/24");
    private Optional<SubnetUsage> subnetUsage = Optional.empty();
    private boolean exists = true;
    private long seconds;

    public PlanFixture() {
        addresses.add(entry("10.0.1.4", AddressStatus.SUCCEEDED, true, ""));
    }

    /** What there is in few words: {@code UPDATE_IN_PROGRESS; serving 5 6; draining 30; Other 5+6* CREATE_COMPLETE; at 120}. */
    static PlanFixture of(String text) {
        PlanFixture scene = new PlanFixture();
        for (String part : text.split("; ")) {
            String[] words = part.split(" ");
            String[] more = Arrays.copyOfRange(words, 1, words.length);
            switch (words[0]) {
                case "serving" -> scene.serving(more);
                case "draining" -> scene.draining(more);
                case "failed" -> scene.with(AddressStatus.FAILED, "In use.", more);
                case "at" -> scene.at(Long.parseLong(more[0]));
                default -> {
                    if (more.length == 0) {
                        scene.stack(words[0]);
                    } else {
                        scene.recorded(words[0], kept(more[0]), more[1]);
                    }
                }
            }
        }
        return scene;
    }

    /** A record of the gateway: {@code 5+6*}. */
    static String kept(String lastOctets) {
        return GATEWAY + "/" + lastOctets.replaceAll("([0-9]+)", "10.0.1.$1");
    }

    public static Ipv4 ip(String lastOctet) {
        return Ipv4.of("10.0.1." + lastOctet);
    }

    public static Set<Ipv4> ips(String... lastOctets) {
        return new TreeSet<>(Stream.of(lastOctets).map(PlanFixture::ip).toList());
    }

    public static ExecutionName name(String resource, String type, String request) {
        return new ExecutionName(resource.repeat(20), type, "0".repeat(8), request.repeat(12), request.repeat(16));
    }

    static Request.CreateOrUpdate create(String... lastOctets) {
        return createOrUpdate(8, Optional.empty(), lastOctets);
    }

    static Request.CreateOrUpdate update(String physicalId, String... lastOctets) {
        return createOrUpdate(8, Optional.of(physicalId), lastOctets);
    }

    static Request.CreateOrUpdate createOrUpdate(int limit, Optional<String> physicalId, String... lastOctets) {
        return listing(limit, 1600, physicalId, Ipv4.sorted(ips(lastOctets)));
    }

    static Request.CreateOrUpdate listing(
            int limit, int timeout, Optional<String> physicalId, SortedSet<Ipv4> addresses) {
        return new Request.CreateOrUpdate(
                "Addresses",
                GATEWAY,
                List.copyOf(addresses),
                Optional.empty(),
                350,
                limit,
                timeout,
                physicalId,
                DrainWaiters.NONE,
                Ipv4.sorted(List.of()));
    }

    /** A create or update of two addresses, wherever they are free. */
    static Request.CreateOrUpdate two(Optional<String> physicalId) {
        return choosing(new AddressSelection(2, Optional.empty(), List.of()), physicalId);
    }

    static Request.CreateOrUpdate choosing(AddressSelection choice, Optional<String> physicalId) {
        return new Request.CreateOrUpdate(
                "Addresses",
                GATEWAY,
                List.of(),
                Optional.of(choice),
                350,
                8,
                1600,
                physicalId,
                DrainWaiters.NONE,
                Ipv4.sorted(List.of()));
    }

    static Request.Delete delete(String physicalId) {
        return delete(physicalId, 1600, DrainWait.UNTIL_ENDED, DrainWaiters.NONE);
    }

    static Request.Delete delete(String physicalId, int timeout, DrainWait wait, DrainWaiters drainWaiters) {
        return new Request.Delete(
                "Addresses", physicalId, AddressRecord.parse(physicalId), 350, wait, timeout, drainWaiters);
    }

    /** A row of a table, planned within the test, so that mutation testing knows which test covers it. */
    static Arguments row(Supplier<Plan> plan, Object... expected) {
        return () -> Stream.concat(Stream.of(plan), Stream.of(expected)).toArray();
    }

    static Plan.Step assign(String... lastOctets) {
        return new Plan.Step.Call(AddressChange.assign(Ipv4.sorted(ips(lastOctets))));
    }

    static Plan.Step unassign(String... lastOctets) {
        return new Plan.Step.Call(AddressChange.unassign(Ipv4.sorted(ips(lastOctets)), 350));
    }

    /** An event of one of our resources, which asks for these addresses on the gateway. */
    static StackEvent event(String logicalId, String physicalId, String status, String... lastOctets) {
        Map<String, Object> asked = Map.of(
                "NatGatewayId",
                GATEWAY,
                "SecondaryPrivateIpAddresses",
                ips(lastOctets).stream().map(Ipv4::toString).toList());
        return new StackEvent(
                logicalId,
                physicalId,
                Contract.RESOURCE_TYPE,
                status,
                START,
                lastOctets.length == 0 ? Map.of() : asked);
    }

    /** EC2 has refused to assign the address. */
    static Journal.RejectedCall refusal(String lastOctet) {
        AddressChange assign = AddressChange.assign(Ipv4.sorted(ips(lastOctet)));
        return new Journal.RejectedCall(assign, "Code", "No.", START);
    }

    static StackOperation operation(String status) {
        return new StackOperation(status, START.toEpochMilli());
    }

    /** For a minute no earlier request of the resource has been running. */
    static Journal alone() {
        return Journal.empty().with(draft -> draft.since.put(Journal.Fact.ALONE, START.minusSeconds(60)));
    }

    /** A look at the stack has shown a later operation than this. */
    static Journal after(String status) {
        return Journal.empty().with(draft -> draft.operation = new StackOperation(status, START.toEpochMilli() + 1));
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
        subnetUsage = subnet.map(found -> SubnetUsage.of(found, ips(lastOctets), List.of()));
        return this;
    }

    /** The subnet is looked at, and these ranges are reserved in it. */
    PlanFixture reserved(String... ranges) {
        List<Cidr> reserved =
                Stream.of(ranges).map(range -> Cidr.parse(range).orElseThrow()).toList();
        subnetUsage = subnet.map(found -> SubnetUsage.of(found, List.of(), reserved));
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
        operation =
                new StackOperation(status, START.plusSeconds(secondsAfterStart).toEpochMilli());
        return this;
    }

    PlanFixture recorded(String logicalId, String physicalId, String status) {
        records.add(new StackResources.Entry(logicalId, physicalId, status));
        return this;
    }

    /** What the current template says about drains. */
    PlanFixture drainSettings(DrainSettings current) {
        drainSettings = current;
        return this;
    }

    public PlanFixture execution(ExecutionName name, Execution.Status status, long startedSecondsAfterSelf) {
        executions.add(new Execution(
                name, status, START.plusSeconds(startedSecondsAfterSelf).toEpochMilli()));
        return this;
    }

    PlanFixture at(long secondsAfterStart) {
        seconds = secondsAfterStart;
        return this;
    }

    /** What the stack's events say of the answer. */
    PlanFixture taken(boolean isTaken) {
        evidence = new EventEvidence(evidence.sent(), evidence.before(), Optional.of(isTaken), evidence.events());
        return this;
    }

    /** The stack's events do not show the request. */
    PlanFixture before(String physicalId) {
        evidence = new EventEvidence(evidence.sent(), Optional.of(physicalId), evidence.taken(), evidence.events());
        return this;
    }

    PlanFixture unsent() {
        evidence = new EventEvidence(false, evidence.before(), evidence.taken(), evidence.events());
        return this;
    }

    /** The stack's events, newest first. */
    PlanFixture events(StackEvent... newestFirst) {
        StackEventHistory events = new StackEventHistory("stack", List.of(newestFirst));
        evidence = new EventEvidence(evidence.sent(), evidence.before(), evidence.taken(), events);
        return this;
    }

    public Observation seen() {
        Gateway gateway = new Gateway(GATEWAY, state, connectivity, availability, "subnet-1", addresses);
        Observation seen = new Observation(
                START.plusSeconds(seconds),
                new Execution(SELF, Execution.Status.RUNNING, START.toEpochMilli()),
                executions,
                operation,
                new StackResources(records),
                exists ? Optional.of(gateway) : Optional.empty(),
                subnet,
                Optional.empty(),
                drainSettings,
                evidence);
        return subnetUsage.map(seen::with).orElse(seen);
    }

    Plan plan(Request request) {
        return plan(request, Journal.empty());
    }

    Plan plan(Request request, Journal journal) {
        return Planner.plan(request, journal, seen());
    }

    /** Plans again and again in this unchanging state, obeying pauses, until something else than a pause comes. */
    Plan pastPauses(Request request, Journal journal) {
        Journal now = journal;
        for (int pass = 0; pass < 2_000; pass++) {
            Plan plan = plan(request, now);
            if (!(plan.step() instanceof Plan.Step.Wait pause)) {
                return plan;
            }
            now = plan.journal();
            seconds += pause.seconds();
        }
        throw new AssertionError("still pausing after 2000 passes");
    }

    Plan pastPauses(Request request) {
        return pastPauses(request, Journal.empty());
    }

    Plan.Step step(Request request) {
        return pastPauses(request).step();
    }

    Plan.Step step(Request request, Journal journal) {
        return pastPauses(request, journal).step();
    }

    Response answer(Request request) {
        return answer(request, Journal.empty());
    }

    Response answer(Request request, Journal journal) {
        return pastPauses(request, journal).journal().response().orElseThrow();
    }

    String reason(Request request, Journal journal) {
        return answer(request, journal).reason();
    }

    String reason(Request request) {
        return reason(request, Journal.empty());
    }

    /** Why the request succeeds in this state. */
    String success(Request request) {
        return reason(request, Journal.empty(), true);
    }

    /** Why the request fails in this state. */
    String failure(Request request) {
        return failure(request, Journal.empty());
    }

    String failure(Request request, Journal journal) {
        return reason(request, journal, false);
    }

    private String reason(Request request, Journal journal, boolean success) {
        Response decision = answer(request, journal);
        if (decision.success() != success) {
            throw new AssertionError("it is answered with " + decision);
        }
        return decision.reason();
    }

    private static GatewayAddress entry(String address, AddressStatus status, boolean primary, String failure) {
        return new GatewayAddress(Optional.of(Ipv4.of(address)), status, primary, failure, "eni-1");
    }
}
