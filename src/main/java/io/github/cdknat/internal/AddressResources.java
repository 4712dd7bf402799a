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
import software.constructs.Construct;
import software.constructs.IDependable;

/**
 * The custom resources of one declaration in their order: drain waiters, the owner of the addresses, drain waiters. Without drain
 * waiters it is the owner alone.
 */
public final class AddressResources {
    private final Construct construct;
    private final Declaration declaration;
    private final Map<String, Object> declared = new LinkedHashMap<>();
    private final CfnResource owner;
    private final List<CfnResource> all;

    AddressResources(Construct construct, String serviceToken, Declaration declaration) {
        this.construct = construct;
        this.declaration = declaration;
        DrainSettings drain = declaration.drain();
        declared.put("ServiceToken", serviceToken);
        // The longest, whatever the drain: stacks that leave one gateway at once wait for each other's drains.
        declared.put(Contract.SERVICE_TIMEOUT, Contract.LONGEST_SERVICE_TIMEOUT);
        declared.put(Contract.NAT_GATEWAY_ID, declaration.gateway().id());
        declared.putAll(declaration.addresses().properties());
        declared.put(Contract.MAX_DRAIN_DURATION_SECONDS, drain.seconds());
        if (drain.drainWait() == DrainWait.UNTIL_STARTED) {
            declared.put(Contract.DRAIN_WAIT, Contract.UNTIL_STARTED);
        }
        declared.put(Contract.ADDRESS_LIMIT, declaration.addressLimit());
        declared.putAll(declaration.gateway().deletedWithStack());
        owner = owner(drain);
        all = drainWaiters(Contract.BEFORE, drain.waitersBefore());
        Collections.reverse(all);
        all.add(owner);
        all.addAll(drainWaiters(Contract.AFTER, drain.waitersAfter()));
        for (int i = 1; i < all.size(); i++) {
            all.get(i).getNode().addDependency(all.get(i - 1));
        }
    }

    private CfnResource owner(DrainSettings drain) {
        Map<String, Object> waiters =
                PolicyDocuments.inOrder(Contract.BEFORE, drain.waitersBefore(), Contract.AFTER, drain.waitersAfter());
        boolean waits = drain.waitersBefore() + drain.waitersAfter() > 0;
        CfnResource made = resource("Resource", waits ? Map.of(Contract.DRAIN_WAITERS, waiters) : Map.of());
        made.applyRemovalPolicy(declaration.removalPolicy());
        made.getCfnOptions().setUpdateReplacePolicy(CfnDeletionPolicy.DELETE);
        return made;
    }

    /** Numbered in the order in which they wait: those before the owner wait on Delete, when the order is reversed. */
    private List<CfnResource> drainWaiters(String side, int number) {
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

    /** Each comes after the one before it. */
    List<CfnResource> all() {
        return all;
    }

    public Declaration declaration() {
        return declaration;
    }

    public CfnResource owner() {
        return owner;
    }

    /** The one that ends last on create and update: what comes after the addresses comes after it. */
    public CfnResource last() {
        return all.get(all.size() - 1);
    }

    /** All come after these; on the way back all go before them. */
    public void follow(IDependable... others) {
        all.forEach(resource -> resource.getNode().addDependency(others));
    }
}
