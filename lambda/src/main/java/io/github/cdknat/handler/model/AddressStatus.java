package io.github.cdknat.handler.model;

import java.util.Locale;

/**
 * The status of one address of a NAT gateway, as {@code DescribeNatGateways} reports it ({@code NatGatewayAddress} in the
 * Amazon EC2 API Reference); a status that is missing or not known to us is {@link #UNKNOWN}.
 */
public enum AddressStatus {
    ASSIGNING,
    ASSOCIATING,
    SUCCEEDED,
    FAILED,
    UNASSIGNING,
    DISASSOCIATING,
    UNKNOWN;

    public static AddressStatus of(String text) {
        for (AddressStatus status : values()) {
            if (status.text().equals(text)) {
                return status;
            }
        }
        return UNKNOWN;
    }

    /** Whether EC2 is still at work on the address. */
    public boolean isChanging() {
        return this == ASSIGNING || this == ASSOCIATING || isDraining();
    }

    public boolean isDraining() {
        return this == UNASSIGNING || this == DISASSOCIATING;
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
