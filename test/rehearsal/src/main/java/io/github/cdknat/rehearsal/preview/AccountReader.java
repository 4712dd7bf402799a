package io.github.cdknat.rehearsal.preview;

import io.github.cdknat.handler.aws.Reply;
import io.github.cdknat.handler.cloudformation.SdkCloudFormation;
import io.github.cdknat.handler.ec2.SdkEc2;
import io.github.cdknat.handler.model.AddressRecord;
import io.github.cdknat.handler.model.Gateway;
import io.github.cdknat.handler.model.GatewayAddress;
import io.github.cdknat.handler.model.StackResources;
import io.github.cdknat.handler.model.SubnetUsage;
import io.github.cdknat.rehearsal.offline.GatewayStateFile;
import io.github.cdknat.rehearsal.template.Assumptions;
import io.github.cdknat.rehearsal.template.BadInputException;
import io.github.cdknat.shared.Cidr;
import io.github.cdknat.shared.Ipv4;
import io.github.cdknat.shared.Subnet;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads of an account what a deployment's outcome depends on: the stack's records, its gateways, and what their subnets hold. */
public final class AccountReader {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SdkEc2 ec2;
    private final ReadOnlyClients clients;

    public AccountReader(ReadOnlyClients clients) {
        this.clients = clients;
        this.ec2 = new SdkEc2(clients.ec2(), clients.ec2());
    }

    /** The stack's records by their logical ids; none if there is no such stack, or if nobody lets us read them. */
    public Map<String, AddressRecord> records(String stackName, Assumptions assumptions) {
        Reply<StackResources> reply = new SdkCloudFormation(clients.cloudFormation(), PATIENCE).resources(stackName);
        Map<String, AddressRecord> records = new TreeMap<>();
        if (reply instanceof Reply.Answer<StackResources> answer) {
            answer.value()
                    .entries()
                    .forEach(entry -> answer.value()
                            .current(entry.logicalId())
                            .ifPresent(record -> records.put(entry.logicalId(), record)));
        } else {
            assumptions.assumed(
                    "the stack " + stackName + " is new: its records cannot be read (" + cause(reply) + ")");
        }
        return records;
    }

    /** The gateways with these ids. */
    public GatewayStateFile gateways(Set<String> ids, String stackName, Assumptions assumptions) {
        Map<String, Map<String, Object>> found = new TreeMap<>();
        for (String id : ids) {
            Gateway gateway = read("ec2:DescribeNatGateways", ec2.describeGateway(id))
                    .orElseThrow(
                            () -> new BadInputException("Cannot preview " + stackName + ": EC2 knows no NAT gateway "
                                    + id + " in this account and Region; check --region, --profile and the template."));
            Optional<Subnet> subnet = gateway.isGone()
                    ? Optional.empty()
                    : read("ec2:DescribeSubnets", ec2.describeSubnet(gateway.subnetId()));
            Map<String, Object> described = described(gateway);
            subnet.ifPresent(one -> {
                described.put("CidrBlock", one.cidr());
                described.put("Taken", taken(gateway, one, assumptions));
            });
            found.put(id, described);
        }
        return new GatewayStateFile("the account", found);
    }

    private static Map<String, Object> described(Gateway gateway) {
        Map<String, Object> described = new LinkedHashMap<>(Map.of(
                "State", gateway.state(),
                "ConnectivityType", gateway.connectivityType(),
                "NatGatewayAddresses",
                        gateway.addresses().stream()
                                .filter(one -> one.address().isPresent())
                                .map(one -> described(gateway, one))
                                .toList()));
        if (!gateway.subnetId().isEmpty()) {
            described.put("SubnetId", gateway.subnetId());
        }
        if (!gateway.availabilityMode().isEmpty()) {
            described.put("AvailabilityMode", gateway.availabilityMode());
        }
        return described;
    }

    private static Map<String, Object> described(Gateway gateway, GatewayAddress one) {
        return Map.of(
                "PrivateIp",
                one.address().orElseThrow().toString(),
                "IsPrimary",
                gateway.isPrimary(one.address().orElseThrow()),
                "Status",
                one.status().toString());
    }

    /** What others hold in the gateway's subnet, and what is reserved there. */
    private List<String> taken(Gateway gateway, Subnet subnet, Assumptions assumptions) {
        SubnetUsage usage = read("ec2:DescribeNetworkInterfaces", ec2.describeSubnetUsage(subnet.id()));
        Set<Ipv4> taken = new TreeSet<>(usage.taken());
        for (Cidr range : usage.reserved()) {
            range.upward().filter(subnet::contains).forEach(taken::add);
        }
        taken.removeIf(address -> gateway.has(address) || subnet.reserves(address));
        if (!taken.isEmpty()) {
            boolean isOne = taken.size() == 1;
            assumptions.found(taken.size() + (isOne ? " address of " : " addresses of ") + subnet.cidr()
                    + ", the subnet of " + gateway.id()
                    + (isOne
                            ? ", is not free: others hold it, or it is reserved"
                            : ", are not free: others hold them, or they are reserved"));
        }
        return taken.stream().map(Ipv4::toString).toList();
    }

    private static <T> T read(String call, Reply<T> reply) {
        if (reply instanceof Reply.Answer<T> answer) {
            return answer.value();
        }
        throw unreadable(call + " brought no answer (" + cause(reply) + ")");
    }

    /** One sentence about an account that cannot be read. */
    public static BadInputException unreadable(String why) {
        return new BadInputException(
                "Cannot look at the gateway: " + shortened(why) + "; check the credentials, --region and --profile.");
    }

    private static String cause(Reply<?> reply) {
        return reply instanceof Reply.OutcomeUnknown<?> unknown ? shortened(unknown.cause()) : reply.outcome();
    }

    /** The SDK lists every place where it looked for credentials. */
    private static String shortened(String cause) {
        return cause.replaceAll("(?s) AwsCredentialsProviderChain.*", "").replaceAll("\\R.*", "");
    }
}
