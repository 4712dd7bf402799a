package io.github.cdknat.emulator.ec2;

import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import inet.ipaddr.ipv4.IPv4Address;
import java.util.Optional;

/** How EC2 reads IPv4 addresses and CIDR blocks. What these mean is left to a library: nothing here is the handler's. */
final class Ipv4Notation {
    private static final IPAddressStringParameters STRICT = new IPAddressStringParameters.Builder()
            .allowEmpty(false)
            .allowAll(false)
            .allowSingleSegment(false)
            .allowMask(false)
            .allowPrefixOnly(false)
            .allowIPv6(false)
            .setRangeOptions(RangeParameters.NO_RANGE)
            .getIPv4AddressParametersBuilder()
            .allow_inet_aton(false)
            .allowLeadingZeros(false)
            .allowPrefixLengthLeadingZeros(false)
            .allowPrefixesBeyondAddressSize(false)
            .getParentBuilder()
            .toParams();

    private Ipv4Notation() {}

    /** Four decimal octets without leading zeros, for example {@code 10.0.1.5}; empty for anything else. */
    static Optional<IPv4Address> address(String text) {
        return text.contains("/") ? Optional.empty() : parse(text);
    }

    /**
     * Reads an address that is known to be one.
     *
     * @throws IllegalArgumentException if it is not
     */
    static IPv4Address known(String text) {
        return address(text).orElseThrow(() -> new IllegalArgumentException("Invalid IPv4 address: " + text));
    }

    /** An address and its prefix length, for example {@code 10.0.1.0/24}, with its host bits as they are. */
    static Optional<IPv4Address> withPrefix(String text) {
        return parse(text).filter(IPv4Address::isPrefixed);
    }

    private static Optional<IPv4Address> parse(String text) {
        boolean isExact = text.equals(text.strip());
        return Optional.ofNullable(isExact ? new IPAddressString(text, STRICT).getAddress() : null)
                .map(address -> address.toIPv4());
    }
}
