package io.github.cdknat.handler.model;

import io.github.cdknat.shared.Contract;
import io.github.cdknat.shared.Ipv4;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What one resource owns, as CloudFormation keeps it: the physical resource id.
 *
 * <p>Written {@code <natGatewayId>/<addresses joined with "+">}, {@code none} for no address, with {@code *} behind an
 * adopted address: one that was on the gateway before a declaration named it. Declared addresses stand in numerical order,
 * chosen ones in the order in which they were chosen.
 *
 * @param gatewayId the NAT gateway
 * @param order all addresses that the resource owns, each once
 * @param adopted those of them that are adopted
 */
public record AddressRecord(String gatewayId, List<Ipv4> order, SortedSet<Ipv4> adopted) {
    /** "The value must be a non-empty string ... can be up to 1 KB" (PhysicalResourceId, AWS CloudFormation User Guide). */
    private static final int LONGEST = 1024;

    private static final Pattern GATEWAY_ID = Pattern.compile(Contract.NAT_GATEWAY_ID_PATTERN + "|refused");
    /** Kept for records of another form: an older handler then knows that they are records, and not its own to read. */
    private static final Pattern NEWER = Pattern.compile("v[0-9]{1,9}/.*", Pattern.DOTALL);

    private static final String NONE = "none";
    private static final String MARK = "*";

    public AddressRecord {
        order = order.stream().distinct().toList();
        adopted = Ipv4.sorted(adopted.stream().filter(order::contains).toList());
    }

    public static AddressRecord of(String gatewayId, Collection<Ipv4> addresses) {
        return new AddressRecord(gatewayId, List.copyOf(addresses), Ipv4.sorted(List.of()));
    }

    /** The addresses in numerical order. */
    public SortedSet<Ipv4> addresses() {
        return Ipv4.sorted(order);
    }

    /** Whether only a newer handler can read it: {@code v2/...} and so on. What this one writes begins with the gateway. */
    public static boolean isOfNewerFormat(String physicalId) {
        return NEWER.matcher(physicalId).matches();
    }

    /** Reads a physical id; empty if it is not a record, as for ids that CloudFormation invents. */
    public static Optional<AddressRecord> parse(String physicalId) {
        int slash = physicalId.indexOf('/');
        if (slash <= 0
                || physicalId.length() > LONGEST
                || !GATEWAY_ID.matcher(physicalId.substring(0, slash)).matches()) {
            return Optional.empty();
        }
        String gatewayId = physicalId.substring(0, slash);
        String rest = physicalId.substring(slash + 1);
        return rest.equals(NONE) ? Optional.of(of(gatewayId, List.of())) : parse(gatewayId, rest.split("\\+", -1));
    }

    private static Optional<AddressRecord> parse(String gatewayId, String[] entries) {
        List<Ipv4> addresses = new ArrayList<>();
        List<Ipv4> adopted = new ArrayList<>();
        for (String entry : entries) {
            boolean marked = entry.endsWith(MARK);
            Optional<Ipv4> address = Ipv4.parse(marked ? entry.substring(0, entry.length() - 1) : entry);
            if (address.isEmpty()) {
                return Optional.empty();
            }
            addresses.add(address.get());
            if (marked) {
                adopted.add(address.get());
            }
        }
        return Optional.of(new AddressRecord(gatewayId, addresses, Ipv4.sorted(adopted)));
    }

    public String physicalId() {
        return gatewayId + "/"
                + (order.isEmpty()
                        ? NONE
                        : order.stream()
                                .map(address -> adopted.contains(address) ? address + MARK : address.toString())
                                .collect(Collectors.joining("+")));
    }

    public boolean isOn(String otherGatewayId) {
        return gatewayId.equals(otherGatewayId);
    }

    public boolean lists(Ipv4 address) {
        return order.contains(address);
    }

    public boolean listsUnmarked(Ipv4 address) {
        return order.contains(address) && !adopted.contains(address);
    }
}
