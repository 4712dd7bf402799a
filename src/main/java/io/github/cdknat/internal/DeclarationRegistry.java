package io.github.cdknat.internal;

import io.github.cdknat.shared.Contract;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.stream.Stream;
import software.amazon.awscdk.CfnCondition;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.IListProducer;
import software.amazon.awscdk.Lazy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.CfnNatGateway;
import software.constructs.IConstruct;
import software.constructs.IValidation;

/** The declarations of one stack in the order in which they were made; refuses what cannot be beside earlier ones of the app. */
final class DeclarationRegistry implements IValidation {
    private static final int MOST = GatewayPolicies.INLINE + GatewayPolicies.MANAGED * GatewayPolicies.SHARED;

    /** Of every app, by its root: what is declared on each gateway. */
    private static final Map<IConstruct, Map<Object, List<AddressResources>>> APPS =
            Collections.synchronizedMap(new WeakHashMap<>());

    private final Declaration first;
    private final Map<Object, List<AddressResources>> byGateway;
    /** The stack's declarations, in the order in which they were made. */
    private final List<AddressResources> all = new ArrayList<>();
    /** Whether anything waits for addresses that is not known beforehand: another declaration, or what uses chosen ones. */
    private boolean mayBeCircular;

    DeclarationRegistry(Declaration first) {
        this.first = first;
        byGateway = APPS.computeIfAbsent(first.stack().getNode().getRoot(), root -> new HashMap<>());
    }

    /** Takes the declaration in; returns the resource of the last earlier one on the same gateway, which it has to follow. */
    Optional<CfnResource> register(AddressResources resources) {
        Declaration declaration = resources.declaration();
        declaration.handler().refuseUnlessLike(first.handler(), declaration.path(), first.path());
        ConstructPath path = declaration.path();
        path.require(
                all.size() < MOST,
                "stack",
                "it has " + (all.size() + 1) + " declarations (at most " + MOST
                        + " in one stack, because IAM limits a role's policies); move some of them to another stack.");
        List<AddressResources> onGateway =
                byGateway.computeIfAbsent(declaration.gateway().identity(), gateway -> new ArrayList<>());
        declaration.refuseBeside(onGateway.stream()
                .map(AddressResources::declaration)
                .filter(declaration::meets)
                .toList());
        Optional<AddressResources> last =
                onGateway.stream().filter(all::contains).reduce((one, next) -> next);
        onGateway.add(resources);
        all.add(resources);
        mayBeCircular |= last.isPresent() || declaration.addresses().count().isPresent();
        last.ifPresent(earlier -> nameListedLater(earlier, onGateway));
        return last.map(AddressResources::last);
    }

    /**
     * Writes into the earlier one's owner what all later ones of the stack list. It is asked at synthesis, when these are known; and
     * only where there is a later one, so that most apps pay nothing for it.
     */
    private void nameListedLater(AddressResources earlier, List<AddressResources> onGateway) {
        IListProducer listedLater = context -> {
            List<String> listed = onGateway.stream()
                    .skip(onGateway.indexOf(earlier) + 1L)
                    .filter(all::contains)
                    .flatMap(later -> later.declaration().addresses().literals().stream())
                    .distinct()
                    .sorted(DeclaredAddresses.NUMERICALLY)
                    .toList();
            return listed.isEmpty() ? null : listed;
        };
        earlier.owner()
                .addPropertyOverride(Contract.LATER_SECONDARY_PRIVATE_IP_ADDRESSES, Lazy.uncachedList(listedLater));
    }

    /** What they have come to when the tree is synthesized: a gateway may have been changed since, and some is known only then. */
    @Override
    public List<String> validate() {
        Map<Stack, Optional<RenderedTemplate>> templates = new HashMap<>();
        Map<CfnNatGateway, Optional<RenderedGateway>> gateways = new HashMap<>();
        List<String> problems = new ArrayList<>();
        for (AddressResources one : all) {
            CfnNatGateway gateway = one.declaration().gateway().resource().orElse(null);
            if (gateway != null) {
                follow(one, gateway);
                Optional<RenderedTemplate> template =
                        templates.computeIfAbsent(gateway.getStack(), RenderedTemplate::of);
                gateways.computeIfAbsent(gateway, known -> template.map(read -> RenderedGateway.of(read, known)))
                        .ifPresent(rendered -> problems.addAll(rendered.problems(one.declaration())));
            }
        }
        if (mayBeCircular) {
            templates
                    .computeIfAbsent(first.stack(), RenderedTemplate::of)
                    .flatMap(template -> circular(template.cycle()))
                    .ifPresent(problems::add);
        }
        return problems;
    }

    /** What belongs to a gateway of the stack stands under its condition: else it would refer to nothing. */
    private static void follow(AddressResources one, CfnNatGateway gateway) {
        CfnCondition condition = gateway.getCfnOptions().getCondition();
        if (condition != null && one.declaration().gateway().isOfStack()) {
            Stream.concat(
                            one.owner().getNode().getScope().getNode().getChildren().stream(),
                            gateway.getNode().getScope() instanceof WatchedNatGateway own
                                    ? own.getNode().findAll().stream()
                                    : Stream.empty())
                    .filter(CfnResource.class::isInstance)
                    .map(resource -> ((CfnResource) resource).getCfnOptions())
                    .filter(options -> options.getCondition() == null)
                    .forEach(options -> options.setCondition(condition));
        }
    }

    /** CloudFormation would only speak of a circular dependency. */
    private Optional<String> circular(List<String> cycle) {
        List<ConstructPath> members = all.stream()
                .filter(member ->
                        member.all().stream().map(RenderedTemplate::logicalId).anyMatch(cycle::contains))
                .map(member -> member.declaration().path())
                .toList();
        String next = members.size() > 1 ? members.get(1).toString() : "";
        String problem = next.isEmpty()
                ? "it comes after what comes after it, " + String.join(" -> ", cycle)
                        + " (addresses of a count are known when they are assigned); allow the pool's CIDR,"
                        + " or pass to allowedBy no rule that uses them."
                : "it depends on " + next
                        + " (declarations on one gateway go one after the other, in the order in which they are made); declare "
                        + next + " before it, or remove the dependency.";
        return members.stream().findFirst().map(member -> member.message("dependency", problem));
    }
}
