package io.github.cdknat.testkit.ec2;

import io.github.cdknat.handler.plan.Ipv4;
import io.github.cdknat.handler.plan.Subnet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** A subnet and who holds which of its addresses. */
final class Subnetwork {
    final Subnet subnet;
    final String vpcId;
    final TreeMap<Ipv4, String> taken = new TreeMap<>();

    /** Subnet CIDR reservations: the CIDR and its type, prefix or explicit. */
    final Map<String, String> reservations = new LinkedHashMap<>();

    Subnetwork(Subnet subnet, String vpcId) {
        this.subnet = subnet;
        this.vpcId = vpcId;
    }

    boolean isFree(Ipv4 address) {
        return subnet.contains(address) && !subnet.reserves(address) && !taken.containsKey(address);
    }

    /** Free addresses: all but the five reserved and the taken ones. */
    int available() {
        return (int) subnet.range().size() - 5 - taken.size();
    }

    Ipv4 firstFree() {
        Ipv4 candidate = subnet.range().base();
        while (!isFree(candidate)) {
            candidate = new Ipv4(candidate.bits() + 1);
        }
        return candidate;
    }
}
