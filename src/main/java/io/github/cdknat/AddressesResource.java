package io.github.cdknat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CfnDeletionPolicy;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.CfnResourceProps;
import software.amazon.awscdk.RemovalPolicy;
import software.constructs.Construct;

/** The custom resources of one declaration: what CloudFormation keeps, and what the handler is told. */
final class AddressesResource {
    private static final String TYPE = "Custom::NatGatewaySecondaryAddresses";
    private static final String DRAIN = "MaxDrainDurationSeconds";

    private static final String WAIT = "DrainWait";

    private AddressesResource() {}

    /** The owner of the addresses, and the drain waiters that its drain needs. */
    static Stages of(Construct construct, Provider provider, Declaration declaration) {
        Map<String, String> end = GatewayEnd.of(declaration.gateway());
        Map<String, Object> declared = properties(provider, declaration, end);
        CfnResource owner = owner(construct, declaration, declared);
        end.forEach(owner::addMetadata);
        Budget budget = declaration.drain().budget();
        List<CfnResource> before = gates(construct, "Before", budget.waitersBefore(), owner, declared);
        Collections.reverse(before);
        Stages stages = new Stages(before, owner, gates(construct, "After", budget.waitersAfter(), owner, declared));
        stages.sequence();
        return stages;
    }

    private static CfnResource owner(Construct construct, Declaration declaration, Map<String, Object> declared) {
        Map<String, Object> properties = new LinkedHashMap<>(declared);
        Budget budget = declaration.drain().budget();
        if (budget.hasDrainWaiters()) {
            Map<String, Object> gates = new LinkedHashMap<>();
            gates.put("Before", budget.waitersBefore());
            gates.put("After", budget.waitersAfter());
            properties.put("DrainWaiters", gates);
        }
        CfnResource resource = resource(construct, "Resource", properties);
        resource.addMetadata(DRAIN, declaration.drain().seconds());
        if (declaration.drain().drainWait() != DrainWait.UNTIL_ENDED) {
            resource.addMetadata(WAIT, declaration.drain().drainWait().name());
        }
        resource.applyRemovalPolicy(RemovalPolicy.DESTROY);
        if (declaration.deletionPolicy() != CfnDeletionPolicy.DELETE) {
            resource.getCfnOptions().setDeletionPolicy(declaration.deletionPolicy());
        }
        return resource;
    }

    /** Numbered in the order in which they wait: those before the owner wait on Delete, when the order is reversed. */
    private static List<CfnResource> gates(
            Construct construct, String side, int number, CfnResource owner, Map<String, Object> declared) {
        List<CfnResource> gates = new ArrayList<>();
        for (int stage = 1; stage <= number; stage++) {
            Map<String, Object> gate = new LinkedHashMap<>();
            gate.put("Owner", owner.getLogicalId());
            gate.put("Side", side);
            gate.put("Stage", stage);
            gate.put("Of", number);
            Map<String, Object> properties = new LinkedHashMap<>(declared);
            properties.put("DrainWaiter", gate);
            gates.add(resource(construct, "DrainWaiter" + side + stage, properties));
        }
        return gates;
    }

    private static CfnResource resource(Construct construct, String id, Map<String, Object> properties) {
        return new CfnResource(
                construct,
                id,
                CfnResourceProps.builder().type(TYPE).properties(properties).build());
    }

    private static Map<String, Object> properties(Provider provider, Declaration declaration, Map<String, String> end) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("ServiceToken", provider.serviceToken());
        properties.put("ServiceTimeout", declaration.drain().budget().serviceTimeout());
        properties.put("NatGatewayId", declaration.gateway().id());
        declaration
                .count()
                .ifPresentOrElse(
                        declared -> properties.putAll(declared.properties()),
                        () -> properties.put(
                                "SecondaryPrivateIpAddresses",
                                declaration.addresses().values()));
        properties.put(DRAIN, declaration.drain().seconds());
        if (declaration.drain().drainWait() != DrainWait.UNTIL_ENDED) {
            properties.put(WAIT, declaration.drain().drainWait().name());
        }
        properties.put("AddressLimit", declaration.addressLimit());
        properties.putAll(end);
        return properties;
    }
}
