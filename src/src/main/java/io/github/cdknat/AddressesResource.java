package io.github.cdknat;

import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awscdk.CfnDeletionPolicy;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.CfnResourceProps;
import software.constructs.Construct;

/** The custom resource of one declaration: what CloudFormation keeps, and what the handler is told. */
final class AddressesResource {
    private static final String TYPE = "Custom::NatGatewaySecondaryAddresses";
    private static final String DRAIN = "MaxDrainDurationSeconds";

    private AddressesResource() {}

    static CfnResource of(Construct construct, Provider provider, Declaration declaration) {
        Map<String, String> end = GatewayEnd.of(declaration.gateway());
        CfnResource resource = new CfnResource(
                construct,
                "Resource",
                CfnResourceProps.builder()
                        .type(TYPE)
                        .properties(properties(provider, declaration, end))
                        .build());
        resource.addMetadata(DRAIN, declaration.drain().seconds());
        end.forEach(resource::addMetadata);
        resource.getCfnOptions().setDeletionPolicy(declaration.deletionPolicy());
        resource.getCfnOptions().setUpdateReplacePolicy(CfnDeletionPolicy.DELETE);
        return resource;
    }

    private static Map<String, Object> properties(Provider provider, Declaration declaration, Map<String, String> end) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("ServiceToken", provider.serviceToken());
        properties.put("ServiceTimeout", declaration.drain().serviceTimeout());
        properties.put("NatGatewayId", declaration.gateway().id());
        declaration
                .count()
                .ifPresentOrElse(
                        declared -> properties.putAll(declared.properties()),
                        () -> properties.put(
                                "SecondaryPrivateIpAddresses",
                                declaration.addresses().values()));
        properties.put(DRAIN, declaration.drain().seconds());
        properties.put("AddressLimit", declaration.addressLimit());
        properties.putAll(end);
        return properties;
    }
}
