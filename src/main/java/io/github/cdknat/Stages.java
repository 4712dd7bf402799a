package io.github.cdknat;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.CfnResource;
import software.constructs.IDependable;

/**
 * One declaration's custom resources in their order: drain waiters, the owner of the addresses, drain waiters. Without gates it is the
 * owner alone.
 */
record Stages(List<CfnResource> before, CfnResource owner, List<CfnResource> after) {
    Stages {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    List<CfnResource> all() {
        List<CfnResource> all = new ArrayList<>(before);
        all.add(owner);
        all.addAll(after);
        return all;
    }

    /** The one that ends last on create and update: what comes after the addresses comes after it. */
    CfnResource last() {
        return after.isEmpty() ? owner : after.get(after.size() - 1);
    }

    /** Each comes after the one before it. */
    void sequence() {
        List<CfnResource> all = all();
        for (int i = 1; i < all.size(); i++) {
            all.get(i).getNode().addDependency(all.get(i - 1));
        }
    }

    /** All come after these; on the way back all go before them. */
    void follow(IDependable... others) {
        all().forEach(stage -> stage.getNode().addDependency(others));
    }
}
