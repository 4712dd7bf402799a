package io.github.cdknat.internal;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.CfnResource;
import software.constructs.IDependable;

/**
 * One declaration's custom resources in their order: drain waiters, the owner of the addresses, drain waiters. Without drain waiters
 * it is the owner alone.
 * @param all each comes after the one before it
 */
public record ResourceSequence(List<CfnResource> all, CfnResource owner) {
    static ResourceSequence of(List<CfnResource> before, CfnResource owner, List<CfnResource> after) {
        List<CfnResource> all = new ArrayList<>(before);
        all.add(owner);
        all.addAll(after);
        for (int i = 1; i < all.size(); i++) {
            all.get(i).getNode().addDependency(all.get(i - 1));
        }
        return new ResourceSequence(List.copyOf(all), owner);
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
