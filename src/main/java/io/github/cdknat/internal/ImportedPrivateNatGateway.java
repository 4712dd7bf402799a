package io.github.cdknat.internal;

import io.github.cdknat.PrivateNatGatewayAttributes;
import java.util.List;
import java.util.Optional;
import software.constructs.Construct;

/** A private NAT gateway that exists already, of whoever. */
public final class ImportedPrivateNatGateway extends PrivateNatGatewayBase {
    private final String natGatewayId;
    private final PrivateNatGatewayAttributes attributes;

    public ImportedPrivateNatGateway(Construct scope, String id, PrivateNatGatewayAttributes attributes) {
        super(scope, id);
        natGatewayId = TargetGateway.checkedId(new ConstructPath(this), attributes.getNatGatewayId());
        this.attributes = attributes;
    }

    @Override
    public String getNatGatewayId() {
        return natGatewayId;
    }

    @Override
    public List<String> getSecondaryPrivateIpAddresses() {
        ConstructPath path = new ConstructPath(this);
        return knownAddresses()
                .orElseThrow(() -> path.invalid(
                        "secondaryPrivateIpAddresses",
                        "the gateway was imported without them (what exists outside the app is not looked"
                                + " up); import it with PrivateNatGateway.fromPrivateNatGatewayAttributes."));
    }

    @Override
    protected Optional<List<String>> knownAddresses() {
        return attributes.getSecondaryPrivateIpAddresses();
    }
}
