package io.github.cdknat.internal;

import io.github.cdknat.shared.Contract;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.IListProducer;
import software.amazon.awscdk.Lazy;
import software.constructs.IConstruct;

/** The declarations of one stack in the order in which they were made; refuses what cannot be beside earlier ones of the app. */
final class DeclarationRegistry {
    private static final int MOST = GatewayPolicies.INLINE + GatewayPolicies.MANAGED * GatewayPolicies.SHARED;

    /** Of every app, by its root: what is declared on each gateway. */
    private static final Map<IConstruct, Map<Object, List<Registered>>> APPS =
            Collections.synchronizedMap(new WeakHashMap<>());

    private final Declaration first;
    private final Map<Object, List<Registered>> byGateway;
    private final List<Registered> all = new ArrayList<>();

    record Registered(Declaration declaration, AddressResources resources) {}

    DeclarationRegistry(Declaration first) {
        this.first = first;
        byGateway = APPS.computeIfAbsent(first.stack().getNode().getRoot(), root -> new HashMap<>());
    }

    /** The stack's declarations, in the order in which they were made. */
    List<Registered> all() {
        return all;
    }

    /** Whether anything waits for addresses that is not known beforehand: another declaration, or what uses chosen ones. */
    boolean mayBeCircular() {
        return all.stream().anyMatch(one -> one.declaration().count().isPresent())
                || all.stream()
                                .map(one -> one.declaration().gateway().identity())
                                .distinct()
                                .count()
                        < all.size();
    }

    /** Takes the declaration in; returns the resource of the last earlier one on the same gateway, which it has to follow. */
    Optional<CfnResource> register(Declaration declaration, AddressResources resources) {
        declaration.handler().refuseUnlessLike(first.handler(), declaration.path(), first.path());
        if (all.size() == MOST) {
            throw declaration
                    .path()
                    .invalid(
                            "stack",
                            "it has " + (all.size() + 1) + " declarations (at most " + MOST
                                    + " in one stack, because IAM limits a role's policies); move some of them to another stack.");
        }
        List<Registered> onGateway =
                byGateway.computeIfAbsent(declaration.gateway().identity(), gateway -> new ArrayList<>());
        List<Declaration> rivals = onGateway.stream()
                .map(Registered::declaration)
                .filter(declaration::meets)
                .toList();
        rivals.forEach(declaration::refuseBeside);
        refuseOverfull(declaration, rivals);
        List<Registered> before = onGateway.stream().filter(all::contains).toList();
        Registered added = new Registered(declaration, resources);
        onGateway.add(added);
        all.add(added);
        if (before.isEmpty()) {
            return Optional.empty();
        }
        Registered last = before.get(before.size() - 1);
        nameListedLater(last, onGateway);
        return Optional.of(last.resources().last());
    }

    /**
     * Writes into the earlier one's owner what all later ones of the stack list. It is asked at synthesis, when these are known; and
     * only where there is a later one, so that most apps pay nothing for it.
     */
    private void nameListedLater(Registered earlier, List<Registered> onGateway) {
        IListProducer listedLater = context -> {
            List<String> listed = onGateway.stream()
                    .skip(onGateway.indexOf(earlier) + 1L)
                    .filter(all::contains)
                    .flatMap(later -> later.declaration().addresses().literals().stream())
                    .distinct()
                    .sorted(AddressList.NUMERICALLY)
                    .toList();
            return listed.isEmpty() ? null : listed;
        };
        earlier.resources()
                .owner()
                .addPropertyOverride(Contract.LATER_SECONDARY_PRIVATE_IP_ADDRESSES, Lazy.uncachedList(listedLater));
    }

    private static void refuseOverfull(Declaration declaration, List<Declaration> rivals) {
        int limit = Stream.concat(rivals.stream(), Stream.of(declaration))
                .mapToInt(Declaration::addressLimit)
                .max()
                .orElseThrow();
        int addresses =
                declaration.size() + rivals.stream().mapToInt(Declaration::size).sum();
        if (addresses > limit - 1 && !rivals.isEmpty()) {
            String others =
                    rivals.stream().map(rival -> rival.path().toString()).collect(Collectors.joining(", "));
            AddressList.refuseTooMany(
                    declaration.path(),
                    addresses,
                    limit,
                    addresses + " addresses on one gateway, together with " + others);
        }
    }
}
