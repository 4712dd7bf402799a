package io.github.cdknat.handler.ec2;

import static io.github.cdknat.handler.aws.SdkCall.text;

import io.github.cdknat.handler.aws.ErrorKind;
import io.github.cdknat.handler.aws.Reply;
import io.github.cdknat.handler.aws.SdkCall;
import io.github.cdknat.handler.model.AddressChange;
import io.github.cdknat.handler.model.AddressStatus;
import io.github.cdknat.handler.model.Gateway;
import io.github.cdknat.handler.model.GatewayAddress;
import io.github.cdknat.handler.model.SubnetUsage;
import io.github.cdknat.shared.Cidr;
import io.github.cdknat.shared.Ipv4;
import io.github.cdknat.shared.Subnet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesResponse;
import software.amazon.awssdk.services.ec2.model.Ec2Response;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.GetSubnetCidrReservationsResponse;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NatGatewayAddress;

/** EC2 through the AWS SDK: plain calls, without the SDK's paginators and waiters, which cost megabytes. */
public final class SdkEc2 implements Ec2 {
    private static final String PERMITTED = "DryRunOperation";
    private static final int PAGE = 1000;

    /** A subnet of /16, with an interface for each address, has fewer pages. */
    private static final int MOST_PAGES = 100;

    private final Ec2Client reads;
    private final Ec2Client writes;

    /**
     * Uses one client that may retry and one that never does.
     *
     * @param reads for describe calls
     * @param writes for mutating calls; must be configured without retries
     */
    public SdkEc2(Ec2Client reads, Ec2Client writes) {
        this.reads = reads;
        this.writes = writes;
    }

    @Override
    public Reply<Optional<Gateway>> describeGateway(String natGatewayId) {
        Reply<Optional<Gateway>> reply = SdkCall.of(
                        () -> reads.describeNatGateways(request -> request.natGatewayIds(natGatewayId)))
                .map(response -> response.natGateways().stream().findFirst().map(SdkEc2::gateway));
        return reply instanceof Reply.Rejected<Optional<Gateway>> refusal && refusal.kind() == ErrorKind.NOT_FOUND
                ? new Reply.Answer<>(Optional.empty(), refusal.requestId())
                : reply;
    }

    @Override
    public Reply<Optional<Subnet>> describeSubnet(String subnetId) {
        return SdkCall.of(() -> reads.describeSubnets(request -> request.subnetIds(subnetId)))
                .map(response -> response.subnets().stream()
                        .findFirst()
                        .flatMap(subnet -> Subnet.of(subnetId, text(subnet.cidrBlock()))));
    }

    @Override
    public Reply<SubnetUsage> describeSubnetUsage(String subnetId) {
        return SdkCall.of(() -> {
            Subnet subnet = reads.describeSubnets(request -> request.subnetIds(subnetId)).subnets().stream()
                    .findFirst()
                    .flatMap(found -> Subnet.of(subnetId, text(found.cidrBlock())))
                    .orElseThrow(() -> SdkClientException.create("EC2 does not tell the CIDR block of " + subnetId));
            Collection<Ipv4> taken = new ArrayList<>();
            Collection<Cidr> reserved = new ArrayList<>(prefixReservations(subnetId));
            String next = null;
            for (int page = 0; page < MOST_PAGES; page++) {
                DescribeNetworkInterfacesResponse response = interfaces(subnetId, next);
                response.networkInterfaces().forEach(found -> {
                    found.privateIpAddresses()
                            .forEach(item ->
                                    Ipv4.parse(text(item.privateIpAddress())).ifPresent(taken::add));
                    Ipv4.parse(text(found.privateIpAddress())).ifPresent(taken::add);
                    found.ipv4Prefixes()
                            .forEach(item -> Cidr.parse(text(item.ipv4Prefix())).ifPresent(reserved::add));
                });
                next = response.nextToken();
                if (next == null) {
                    return SubnetUsage.of(subnet, taken, reserved);
                }
            }
            throw SdkClientException.create("the list of network interfaces does not end");
        });
    }

    private DescribeNetworkInterfacesResponse interfaces(String subnetId, @Nullable String token) {
        Filter ofSubnet = Filter.builder().name("subnet-id").values(subnetId).build();
        return reads.describeNetworkInterfaces(
                request -> request.filters(ofSubnet).maxResults(PAGE).nextToken(token));
    }

    private List<Cidr> prefixReservations(String subnetId) {
        List<Cidr> reserved = new ArrayList<>();
        String next = null;
        for (int page = 0; page < MOST_PAGES; page++) {
            String token = next;
            GetSubnetCidrReservationsResponse response = reads.getSubnetCidrReservations(
                    request -> request.subnetId(subnetId).maxResults(PAGE).nextToken(token));
            response.subnetIpv4CidrReservations().stream()
                    .filter(found -> "prefix".equals(found.reservationTypeAsString()))
                    .forEach(found -> Cidr.parse(text(found.cidr())).ifPresent(reserved::add));
            next = response.nextToken();
            if (next == null) {
                return reserved;
            }
        }
        throw SdkClientException.create("the list of subnet CIDR reservations does not end");
    }

    @Override
    public Reply<Boolean> change(String natGatewayId, AddressChange change) {
        return send(natGatewayId, change, false).map(response -> true);
    }

    @Override
    public Reply<Boolean> mayChange(String natGatewayId, AddressChange change) {
        Reply<Boolean> reply = send(natGatewayId, change, true).map(response -> true);
        return reply instanceof Reply.Rejected<Boolean> refusal
                        && refusal.code().equals(PERMITTED)
                ? new Reply.Answer<>(true, refusal.requestId())
                : reply;
    }

    private Reply<? extends Ec2Response> send(String natGatewayId, AddressChange change, boolean dryRun) {
        List<String> addresses = change.addresses().stream().map(Ipv4::toString).toList();
        return change.assigns()
                ? SdkCall.of(() -> writes.assignPrivateNatGatewayAddress(request -> request.natGatewayId(natGatewayId)
                        .privateIpAddresses(addresses)
                        .dryRun(dryRun)))
                : SdkCall.of(() -> writes.unassignPrivateNatGatewayAddress(request -> request.natGatewayId(natGatewayId)
                        .privateIpAddresses(addresses)
                        .maxDrainDurationSeconds(change.drainSeconds())
                        .dryRun(dryRun)));
    }

    private static Gateway gateway(NatGateway found) {
        return new Gateway(
                text(found.natGatewayId()),
                text(found.stateAsString()),
                text(found.connectivityTypeAsString()),
                text(found.availabilityModeAsString()),
                text(found.subnetId()),
                found.natGatewayAddresses().stream().map(SdkEc2::address).toList());
    }

    private static GatewayAddress address(NatGatewayAddress found) {
        return new GatewayAddress(
                Optional.ofNullable(found.privateIp()).flatMap(Ipv4::parse),
                AddressStatus.of(text(found.statusAsString())),
                Boolean.TRUE.equals(found.isPrimary()),
                text(found.failureMessage()),
                text(found.networkInterfaceId()));
    }
}
