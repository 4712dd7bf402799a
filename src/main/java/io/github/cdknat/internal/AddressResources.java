package io.github.cdknat.internal;

import io.github.cdknat.DrainWait;
import io.github.cdknat.shared.Contract;
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

/** The custom resources of one declaration: what CloudFormation keeps, and what the handler reads. */
final class AddressResources {
    private final Construct construct;
    private final Declaration declaration;
    private final Map<String, Object> declared = new LinkedHashMap<>();

    private AddressResources(Construct construct, String serviceToken, Declaration declaration) {
        this.construct = construct;
        this.declaration = declaration;
        declared.put("ServiceToken", serviceToken);
        // The longest, whatever the drain: stacks that leave one gateway at once wait for each other's drains.
        declared.put(Contract.SERVICE_TIMEOUT, Contract.LONGEST_SERVICE_TIMEOUT);
        declared.put(Contract.NAT_GATEWAY_ID, declaration.gateway().id());
        declared.putAll(declaration
                .count()
                .map(AddressCount::properties)
                .orElseGet(() -> declaration.addresses().properties()));
        declared.put(Contract.MAX_DRAIN_DURATION_SECONDS, declaration.drain().seconds());
        if (declaration.drain().drainWait() == DrainWait.UNTIL_STARTED) {
            declared.put(Contract.DRAIN_WAIT, Contract.UNTIL_STARTED);
        }
        declared.put(Contract.ADDRESS_LIMIT, declaration.addressLimit());
        declared.putAll(declaration.gateway().deletedWithStack());
    }

    /** The owner of the addresses, and the drain waiters that its drain needs. */
    static ResourceSequence of(Construct construct, String serviceToken, Declaration declaration) {
        AddressResources resources = new AddressResources(construct, serviceToken, declaration);
        TimeoutBudget budget = declaration.drain().budget();
        CfnResource owner = resources.owner(budget);
        List<CfnResource> before = resources.drainWaiters(Contract.BEFORE, budget.waitersBefore(), owner);
        Collections.reverse(before);
        return ResourceSequence.of(before, owner, resources.drainWaiters(Contract.AFTER, budget.waitersAfter(), owner));
    }

    private CfnResource owner(TimeoutBudget budget) {
        Map<String, Object> waiters = new LinkedHashMap<>();
        waiters.put(Contract.BEFORE, budget.waitersBefore());
        waiters.put(Contract.AFTER, budget.waitersAfter());
        CfnResource owner =
                resource("Resource", budget.hasDrainWaiters() ? Map.of(Contract.DRAIN_WAITERS, waiters) : Map.of());
        owner.applyRemovalPolicy(RemovalPolicy.DESTROY);
        if (declaration.deletionPolicy() != CfnDeletionPolicy.DELETE) {
            owner.getCfnOptions().setDeletionPolicy(declaration.deletionPolicy());
        }
        return owner;
    }

    /** Numbered in the order in which they wait: those before the owner wait on Delete, when the order is reversed. */
    private List<CfnResource> drainWaiters(String side, int number, CfnResource owner) {
        List<CfnResource> waiters = new ArrayList<>();
        for (int stage = 1; stage <= number; stage++) {
            Map<String, Object> waiter = new LinkedHashMap<>();
            waiter.put(Contract.OWNER, owner.getLogicalId());
            waiter.put(Contract.SIDE, side);
            waiter.put(Contract.STAGE, stage);
            waiter.put(Contract.OF, number);
            waiters.add(resource("DrainWaiter" + side + stage, Map.of(Contract.DRAIN_WAITER, waiter)));
        }
        return waiters;
    }

    private CfnResource resource(String id, Map<String, Object> own) {
        Map<String, Object> properties = new LinkedHashMap<>(declared);
        properties.putAll(own);
        CfnResourceProps props = CfnResourceProps.builder()
                .type(Contract.RESOURCE_TYPE)
                .properties(properties)
                .build();
        return new CfnResource(construct, id, props);
    }
}
