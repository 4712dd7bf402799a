package io.github.cdknat.rehearsal.preview;

import io.github.cdknat.handler.model.Gateway;
import io.github.cdknat.handler.model.Ipv4;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;

/** What else holds addresses in the gateway's subnet. */
record SubnetHolders(List<PreviewResult.Holder> holders) {
    private static final int PAGE = 1000;

    static SubnetHolders of(Ec2Client ec2, Gateway gateway) {
        Filter ofSubnet =
                Filter.builder().name("subnet-id").values(gateway.subnetId()).build();
        return new SubnetHolders(ec2
                .describeNetworkInterfacesPaginator(
                        request -> request.filters(ofSubnet).maxResults(PAGE))
                .networkInterfaces()
                .stream()
                .filter(found -> !gateway.networkInterfaceId().equals(found.networkInterfaceId()))
                .map(SubnetHolders::holder)
                .toList());
    }

    private static PreviewResult.Holder holder(NetworkInterface found) {
        return new PreviewResult.Holder(
                found.networkInterfaceId(),
                Objects.toString(found.description(), ""),
                found.privateIpAddresses().stream()
                        .map(address -> address.privateIpAddress())
                        .toList());
    }

    /** Those of the addresses that somebody else holds, and who. */
    List<String> holding(Collection<Ipv4> addresses) {
        List<String> found = new ArrayList<>();
        for (Ipv4 address : addresses) {
            holders.stream()
                    .filter(holder -> holder.addresses().contains(address.toString()))
                    .findFirst()
                    .ifPresent(holder -> found.add(address + " is held by " + holder.name()));
        }
        return found;
    }
}
