package io.github.cdknat;

import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.CfnResource;
import software.constructs.Construct;

/** A private NAT gateway that exists already, of whoever. */
final class ImportedPrivateNatGateway extends PrivateNatGatewayBase {
    private final String natGatewayId;
    private final PrivateNatGatewayAttributes attributes;

    ImportedPrivateNatGateway(Construct scope, String id, PrivateNatGatewayAttributes attributes) {
        super(scope, id);
        natGatewayId = DeclaredGateway.checkedId(new ConstructPath(this), attributes.getNatGatewayId());
        this.attributes = attributes;
    }

    @Override
    public String getNatGatewayId() {
        return natGatewayId;
    }

    @Override
    public List<String> getSecondaryPrivateIpAddresses() {
        return attributes
                .getSecondaryPrivateIpAddresses()
                .orElseThrow(() -> new InvalidPropertyException(
                        "secondaryPrivateIpAddresses",
                        new ConstructPath(this),
                        "the gateway was imported without them",
                        "what exists outside the app is not looked up",
                        "import it with PrivateNatGateway.fromPrivateNatGatewayAttributes"));
    }

    @Override
    Optional<List<String>> knownAddresses() {
        return attributes.getSecondaryPrivateIpAddresses();
    }

    @Override
    Optional<CfnResource> beforeTraffic() {
        return Optional.empty();
    }
}
