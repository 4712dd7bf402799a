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
import io.github.cdknat.rehearsal.template.GatewayFacts;
import io.github.cdknat.rehearsal.template.TemplateModel;
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
    private final ReadOnlyClients clients;
    private final TemplateModel model;
    private final Optional<String> saidGateway;
    private final Assumptions assumptions;
    private final StackResources records;

    /**
     * Begins with the stack's records.
     *
     * @param saidGateway the gateway, where the template does not say
     */
    public DeploymentPreview(ReadOnlyClients clients, TemplateModel model, Optional<String> saidGateway) {
        this.clients = clients;
        this.ec2 = new SdkEc2(clients.ec2(), clients.ec2());
        this.model = model;
        this.saidGateway = saidGateway;
        this.assumptions = model.assumptions();
        this.records = records();
    }

    /** The stack's records; none if there is no such stack, or if nobody lets us read them. */
    private StackResources records() {
        Reply<StackResources> reply = new SdkCloudFormation(clients.cloudFormation(), PATIENCE).book(model.stackName());
        if (reply instanceof Reply.Answer<StackResources> answer) {
            return answer.value();
        }
        assumptions.assumed("the stack " + model.stackName() + " is new: its records cannot be read ("
                + (reply instanceof Reply.OutcomeUnknown<StackResources> unknown
                        ? shortened(unknown.cause())
                        : reply.outcome())
                + ")");
        return new StackResources(List.of());
    }

    /**
     * Previews one construct.
     *
     * @throws BadInputException if it cannot be looked at
     */
    public PreviewResult of(AddressDeclaration declared) {
        Optional<AddressRecord> owned = records.current(declared.logicalId());
        Optional<GatewayFacts> elsewhere =
                Optional.ofNullable(model.gateways().get(String.valueOf(declared.gatewayId())));
        String id = elsewhere
                .filter(facts -> facts.assumedFor().isEmpty())
                .map(facts -> String.valueOf(declared.gatewayId()))
                .or(() -> saidGateway)
                .or(() -> owned.map(AddressRecord::gatewayId))
                .orElseThrow(() -> new BadInputException("Cannot preview " + declared.logicalId() + ": "
                        + elsewhere
                                .flatMap(GatewayFacts::assumedFor)
                                .map(unknown -> "only CloudFormation knows its gateway, " + unknown)
                                .orElse("the stack makes its gateway itself")
                        + ", and there is no record of it yet; pass --nat-gateway-id once the gateway is there."));
        Gateway gateway = read("ec2:DescribeNatGateways", ec2.describeGateway(id))
                .orElseThrow(() -> new BadInputException(
                        "Cannot preview " + declared.logicalId() + ": EC2 knows no NAT" + " gateway " + id
                                + " in this account and Region; check --region, --profile and the template."));
        Optional<Subnet> subnet = read("ec2:DescribeSubnets", ec2.describeSubnet(gateway.subnetId()));
        Optional<SubnetUsage> usage = declared.count().isPresent()
                ? Optional.of(read("ec2:DescribeNetworkInterfaces", ec2.describeNeighbourhood(gateway.subnetId())))
                : Optional.empty();
        try {
            return of(declared, request(declared, id, owned), gateway, subnet, usage);
        } catch (InvalidEventException e) {
            throw new BadInputException("Cannot preview " + declared.logicalId() + ": " + e.getMessage());
        }
    }

    private static Request.CreateOrUpdate request(
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
            Request.CreateOrUpdate request,
            Gateway gateway,
            Optional<Subnet> subnet,
            Optional<SubnetUsage> usage) {
        String status = request.isCreate() ? "CREATE_IN_PROGRESS" : "UPDATE_IN_PROGRESS";
        PlanForecast.Outcome outcome = new PlanForecast(request, status, records, gateway, subnet, usage).outcome();
        SortedSet<Ipv4> early = called(outcome.calls(), false);
        SortedSet<Ipv4> toAssign = called(outcome.calls(), true);
        SortedSet<Ipv4> toRelease = new TreeSet<>(early);
        long seconds = outcome.seconds();
        if (outcome.decision().success()
                && !request.eventPhysicalId()
                        .equals(Optional.of(outcome.decision().physicalId()))) {
            Optional<PlanForecast.Outcome> released = released(request, outcome);
            released.ifPresent(delete -> toRelease.addAll(called(delete.calls(), false)));
            seconds += released.map(PlanForecast.Outcome::seconds).orElse(0L);
        }
        SubnetHolders holders = SubnetHolders.of(clients.ec2(), gateway);
        SortedSet<Ipv4> recorded = records.addressesOn(gateway.id());
        SortedSet<Ipv4> desired = AddressRecord.parse(outcome.decision().physicalId())
                .filter(kept -> outcome.decision().success())
                .map(AddressRecord::addresses)
                .orElseGet(request::desired);
        SortedSet<Ipv4> kept = among(desired, gateway, recorded, true);
        SortedSet<Ipv4> adopted = among(desired, gateway, recorded, false);
        return new PreviewResult(
                declared.logicalId(),
                gateway.id(),
                outcome.decision().success() ? toAssign : Ipv4.sorted(List.of()),
                toRelease,
                kept,
                adopted,
                foreign(gateway, recorded, adopted),
                early,
                request.addressLimit() - gateway.addresses().size(),
                seconds,
                outcome.decision().success()
                        ? Optional.empty()
                        : Optional.of(outcome.decision().reason()),
                holders.holders(),
                holders.holding(toAssign));
    }

    private Optional<PlanForecast.Outcome> released(Request.CreateOrUpdate request, PlanForecast.Outcome outcome) {
        Optional<AddressRecord> old = request.eventPhysicalId().flatMap(AddressRecord::parse);
        if (old.isEmpty() || !old.get().isOn(request.gatewayId())) {
            old.ifPresent(record -> assumptions.notModelled("the release of what " + request.logicalId() + " owns on "
                    + record.gatewayId() + ", its gateway until now"));
            return Optional.empty();
        }
        StackResources next = new StackResources(records.entries().stream()
                .map(entry -> entry.logicalId().equals(request.logicalId())
                        ? new StackResources.Entry(
                                entry.logicalId(), outcome.decision().physicalId(), "UPDATE_COMPLETE")
                        : entry)
                .toList());
        Request.Delete release = new Request.Delete(
                request.logicalId(), old.get().physicalId(), old, request.drainSeconds(), request.serviceTimeout());
        return Optional.of(new PlanForecast(
                        release,
                        "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS",
                        next,
                        outcome.gateway(),
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
            boolean isThisStacks = entry.address()
                    .filter(address ->
                            recorded.contains(address) || adopted.contains(address) || gateway.isPrimary(address))
                    .isPresent();
            if (!isThisStacks) {
                foreign.add(entry.toString());
            }
        }
        return foreign;
    }

    /** The SDK lists every place where it looked for credentials. */
    public static String shortened(String cause) {
        return cause.replaceAll("(?s) AwsCredentialsProviderChain.*", "").replaceAll("\\R.*", "");
    }

    private static <T> T read(String call, Reply<T> reply) {
        if (reply instanceof Reply.Answer<T> answer) {
            return answer.value();
        }
        throw new BadInputException("Cannot look at the gateway: " + call + " brought no answer ("
                + (reply instanceof Reply.OutcomeUnknown<T> unknown ? shortened(unknown.cause()) : reply.outcome())
                + "); check the credentials, --region and --profile.");
    }
}
