package io.github.cdknat.rehearsal.preview;

import io.github.cdknat.handler.aws.Reply;
import io.github.cdknat.handler.cloudformation.SdkCloudFormation;
import io.github.cdknat.handler.ec2.SdkEc2;
import io.github.cdknat.handler.event.CloudFormationEvent;
import io.github.cdknat.handler.event.InvalidEventException;
import io.github.cdknat.handler.event.RequestParser;
import io.github.cdknat.handler.model.AddressChange;
import io.github.cdknat.handler.model.AddressRecord;
import io.github.cdknat.handler.model.Gateway;
import io.github.cdknat.handler.model.GatewayAddress;
import io.github.cdknat.handler.model.Ipv4;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.StackResources;
import io.github.cdknat.handler.model.Subnet;
import io.github.cdknat.handler.model.SubnetUsage;
import io.github.cdknat.rehearsal.template.AddressDeclaration;
import io.github.cdknat.rehearsal.template.Assumptions;
import io.github.cdknat.rehearsal.template.BadInputException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Looks at the account, and asks the planner. */
public final class DeploymentPreview {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SdkEc2 ec2;
    private final ReadOnlyClients reads;
    private final String stackName;
    private final Assumptions notes;
    private final StackResources book;

    public DeploymentPreview(ReadOnlyClients reads, String stackName, Assumptions notes) {
        this.reads = reads;
        this.ec2 = new SdkEc2(reads.ec2(), reads.ec2());
        this.stackName = stackName;
        this.notes = notes;
        this.book = book();
    }

    /** The stack's records; none if there is no such stack, or if nobody lets us read them. */
    private StackResources book() {
        Reply<StackResources> reply = new SdkCloudFormation(reads.cloudFormation(), PATIENCE).book(stackName);
        if (reply instanceof Reply.Answer<StackResources> answer) {
            return answer.value();
        }
        notes.assumed("the stack " + stackName + " is new: its records cannot be read ("
                + (reply instanceof Reply.OutcomeUnknown<StackResources> unknown
                        ? inShort(unknown.cause())
                        : reply.outcome())
                + ")");
        return new StackResources(List.of());
    }

    /**
     * Previews one construct.
     *
     * @param gatewayId the gateway, if the template does not tell it
     * @throws BadInputException if it cannot be looked at
     */
    public PreviewResult of(AddressDeclaration declared, Optional<String> gatewayId) {
        Optional<AddressRecord> owned = book.current(declared.logicalId());
        String id = declared.gatewayId() instanceof String text
                ? text
                : gatewayId
                        .or(() -> owned.map(AddressRecord::gatewayId))
                        .orElseThrow(() -> new BadInputException("Cannot preview " + declared.logicalId()
                                + ": the stack makes its gateway itself, and there is no record of it yet; pass"
                                + " --nat-gateway-id once the gateway is there."));
        Gateway gateway = read("ec2:DescribeNatGateways", ec2.describeGateway(id))
                .orElseThrow(() -> new BadInputException(
                        "Cannot preview " + declared.logicalId() + ": EC2 knows no NAT" + " gateway " + id
                                + " in this account and Region; check --region, --profile and the template."));
        Optional<Subnet> subnet = read("ec2:DescribeSubnets", ec2.describeSubnet(gateway.subnetId()));
        Optional<SubnetUsage> around = declared.count().isPresent()
                ? Optional.of(read("ec2:DescribeNetworkInterfaces", ec2.describeNeighbourhood(gateway.subnetId())))
                : Optional.empty();
        try {
            return of(declared, hold(declared, id, owned), gateway, subnet, around);
        } catch (InvalidEventException e) {
            throw new BadInputException("Cannot preview " + declared.logicalId() + ": " + e.getMessage());
        }
    }

    private static Request.CreateOrUpdate hold(
            AddressDeclaration declared, String gatewayId, Optional<AddressRecord> owned) throws InvalidEventException {
        Map<String, Object> properties = new LinkedHashMap<>(declared.properties());
        properties.put("NatGatewayId", gatewayId);
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("RequestType", owned.isPresent() ? "Update" : "Create");
        event.put("LogicalResourceId", declared.logicalId());
        owned.ifPresent(kept -> event.put("PhysicalResourceId", kept.physicalId()));
        event.put("ResourceProperties", properties);
        return (Request.CreateOrUpdate) RequestParser.parse(CloudFormationEvent.of(event));
    }

    private PreviewResult of(
            AddressDeclaration declared,
            Request.CreateOrUpdate hold,
            Gateway gateway,
            Optional<Subnet> subnet,
            Optional<SubnetUsage> around) {
        String status = hold.isCreate() ? "CREATE_IN_PROGRESS" : "UPDATE_IN_PROGRESS";
        PlanForecast.Outcome held =
                new PlanForecast(hold, status, book, Optional.of(gateway), subnet, around).outcome();
        SortedSet<Ipv4> early = called(held.calls(), false);
        SortedSet<Ipv4> toAssign = called(held.calls(), true);
        SortedSet<Ipv4> toRelease = new TreeSet<>(early);
        long seconds = held.seconds();
        if (held.decision().success()
                && !hold.eventPhysicalId().equals(Optional.of(held.decision().physicalId()))) {
            Optional<PlanForecast.Outcome> released = released(hold, held);
            released.ifPresent(outcome -> toRelease.addAll(called(outcome.calls(), false)));
            seconds += released.map(PlanForecast.Outcome::seconds).orElse(0L);
        }
        SubnetHolders surroundings = SubnetHolders.of(reads.ec2(), gateway);
        SortedSet<Ipv4> recorded = book.addressesOn(gateway.id());
        SortedSet<Ipv4> desired = AddressRecord.parse(held.decision().physicalId())
                .filter(kept -> held.decision().success())
                .map(AddressRecord::addresses)
                .orElseGet(hold::desired);
        SortedSet<Ipv4> kept = among(desired, gateway, recorded, true);
        SortedSet<Ipv4> adopted = among(desired, gateway, recorded, false);
        return new PreviewResult(
                declared.logicalId(),
                gateway.id(),
                held.decision().success() ? toAssign : Ipv4.sorted(List.of()),
                toRelease,
                kept,
                adopted,
                foreign(gateway, recorded, adopted),
                early,
                hold.addressLimit() - gateway.addresses().size(),
                seconds,
                held.decision().success()
                        ? Optional.empty()
                        : Optional.of(held.decision().reason()),
                surroundings.holders(),
                surroundings.holding(toAssign));
    }

    private Optional<PlanForecast.Outcome> released(Request.CreateOrUpdate hold, PlanForecast.Outcome held) {
        Optional<AddressRecord> old = hold.eventPhysicalId().flatMap(AddressRecord::parse);
        if (old.isEmpty() || !old.get().isOn(hold.gatewayId())) {
            old.ifPresent(record -> notes.notModelled("the release of what " + hold.logicalId() + " owns on "
                    + record.gatewayId() + ", its gateway until now"));
            return Optional.empty();
        }
        StackResources next = new StackResources(book.entries().stream()
                .map(entry -> entry.logicalId().equals(hold.logicalId())
                        ? new StackResources.Entry(
                                entry.logicalId(), held.decision().physicalId(), "UPDATE_COMPLETE")
                        : entry)
                .toList());
        Request.Delete release = new Request.Delete(
                hold.logicalId(), old.get().physicalId(), old, hold.drainSeconds(), hold.serviceTimeout());
        return Optional.of(new PlanForecast(
                        release,
                        "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
                        next,
                        Optional.of(held.gateway()),
                        Optional.empty(),
                        Optional.empty())
                .outcome());
    }

    private static SortedSet<Ipv4> called(List<AddressChange> calls, boolean assigns) {
        SortedSet<Ipv4> addresses = new TreeSet<>();
        calls.stream().filter(call -> call.assigns() == assigns).forEach(call -> addresses.addAll(call.addresses()));
        return addresses;
    }

    private static SortedSet<Ipv4> among(
            Collection<Ipv4> desired, Gateway gateway, Collection<Ipv4> recorded, boolean inRecord) {
        return Ipv4.sorted(desired.stream()
                .filter(address -> gateway.has(address) && recorded.contains(address) == inRecord)
                .toList());
    }

    private static List<String> foreign(Gateway gateway, Collection<Ipv4> recorded, Collection<Ipv4> adopted) {
        List<String> foreign = new ArrayList<>();
        for (GatewayAddress entry : gateway.addresses()) {
            boolean ours = entry.address()
                    .filter(address ->
                            recorded.contains(address) || adopted.contains(address) || gateway.isPrimary(address))
                    .isPresent();
            if (!ours) {
                foreign.add(entry.toString());
            }
        }
        return foreign;
    }

    /** The SDK lists every place where it looked for credentials. */
    private static String inShort(String cause) {
        return cause.replaceAll("(?s) AwsCredentialsProviderChain.*", "").replaceAll("\\R.*", "");
    }

    private static <T> T read(String call, Reply<T> reply) {
        if (reply instanceof Reply.Answer<T> answer) {
            return answer.value();
        }
        throw new BadInputException("Cannot look at the gateway: " + call + " brought no answer ("
                + (reply instanceof Reply.OutcomeUnknown<T> unknown ? inShort(unknown.cause()) : reply.outcome())
                + "); check the credentials, --region and --profile.");
    }
}
