package io.github.cdknat.rehearsal.offline;

import io.github.cdknat.handler.model.Cidr;
import io.github.cdknat.handler.model.Ipv4;
import io.github.cdknat.rehearsal.template.AddressDeclaration;
import io.github.cdknat.rehearsal.template.Assumptions;
import io.github.cdknat.rehearsal.template.BadInputException;
import io.github.cdknat.rehearsal.template.TemplateModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where a preview begins: the gateways without what the stack's earlier template has on them, because that is deployed first.
 *
 * @param gateways as they are without it
 * @param counted what the earlier template's counts have to choose, where a gateway's state says that
 */
record InitialState(List<GatewayState> gateways, Set<Ipv4> counted, Assumptions assumptions) {
    /**
     * Finds it.
     *
     * @param given gateways as somebody described them; none to assume them
     * @param subnet the range of their subnet; empty if nobody said
     * @throws BadInputException if the description contradicts the templates
     */
    static InitialState of(
            Optional<TemplateModel> before, TemplateModel after, List<GatewayState> given, Optional<Cidr> subnet) {
        List<TemplateModel> templates = new ArrayList<>();
        before.ifPresent(templates::add);
        templates.add(after);
        Set<String> ids = new TreeSet<>();
        templates.forEach(template -> ids.addAll(template.gatewayIds()));
        Assumptions assumptions = new Assumptions();
        List<GatewayState> gateways = new ArrayList<>();
        Set<Ipv4> counted = new LinkedHashSet<>();
        for (String id : ids) {
            Optional<GatewayState> described =
                    given.stream().filter(state -> state.id().equals(id)).findFirst();
            if (described.isEmpty() && !given.isEmpty()) {
                throw new BadInputException("Cannot preview " + after.stackName()
                        + ": its template declares addresses on "
                        + id + ", and the gateway's state is of "
                        + String.join(", ", given.stream().map(GatewayState::id).toList()) + "; add " + id + " to it.");
            }
            gateways.add(described
                    .map(state -> described(
                            subnet.map(state::in).orElse(state), before, after, templates, counted, assumptions))
                    .orElseGet(() -> assumed(id, templates, subnet, assumptions)));
        }
        return new InitialState(gateways, counted, assumptions);
    }

    private static GatewayState assumed(
            String id, List<TemplateModel> templates, Optional<Cidr> subnet, Assumptions assumptions) {
        GatewayState state = AccountModel.assumed(id, AccountModel.declaredOn(id, templates), subnet);
        assumptions.assumed(id + " is available and private, in a subnet "
                + state.range().orElseThrow()
                + ", with no address but its primary one, " + state.primary().orElseThrow()
                + " (say otherwise with --gateway)");
        return state;
    }

    private static GatewayState described(
            GatewayState state,
            Optional<TemplateModel> before,
            TemplateModel after,
            List<TemplateModel> templates,
            Set<Ipv4> counted,
            Assumptions assumptions) {
        GatewayState ranged = withRange(state, after, templates, assumptions);
        Set<Ipv4> owned = new TreeSet<>();
        before.ifPresent(earlier -> {
            Set<Ipv4> declared = AccountModel.declaredOn(state.id(), List.of(earlier));
            refuseContradiction(earlier, after, state, declared);
            owned.addAll(declared);
            Set<Ipv4> chosen = chosen(earlier, ranged, declared, assumptions);
            owned.addAll(chosen);
            counted.addAll(chosen);
        });
        List<GatewayState.Address> left = ranged.addresses().stream()
                .filter(address -> !owned.contains(address.ip()))
                .filter(address -> !isLeaving(address, state.id(), assumptions))
                .toList();
        return ranged.with(left);
    }

    private static boolean isLeaving(GatewayState.Address address, String id, Assumptions assumptions) {
        boolean leaves =
                address.status().equals("unassigning") || address.status().equals("disassociating");
        if (leaves) {
            assumptions.assumed("the drain of " + address.ip() + " on " + id + " has ended");
        }
        return leaves;
    }

    private static GatewayState withRange(
            GatewayState state, TemplateModel after, List<TemplateModel> templates, Assumptions assumptions) {
        if (state.primary().isEmpty() && state.state().equals("available")) {
            throw new BadInputException("Cannot preview " + after.stackName() + ": the state of " + state.id()
                    + " names no primary address; mark it with IsPrimary, or list it first.");
        }
        if (state.range().isPresent()) {
            return state;
        }
        Set<Ipv4> present = new TreeSet<>();
        state.addresses().forEach(address -> present.add(address.ip()));
        Set<Ipv4> all = new TreeSet<>(AccountModel.declaredOn(state.id(), templates));
        all.addAll(present);
        Cidr range = AccountModel.range(all)
                .orElseThrow(() -> new BadInputException("Cannot preview " + after.stackName()
                        + ": the addresses that are declared and those that are on " + state.id()
                        + " lie in no subnet that AWS allows (" + Ipv4.list(all)
                        + "); check the template, or the gateway that the state is of."));
        assumptions.assumed("the subnet of " + state.id() + " is " + range + widened(range, all, present)
                + " (say otherwise with --subnet)");
        return state.in(range);
    }

    /** An address far from those that the gateway has may be a slip of the pen. */
    private static String widened(Cidr range, Set<Ipv4> all, Set<Ipv4> present) {
        Optional<Cidr> near = AccountModel.range(present).filter(smaller -> !smaller.equals(range));
        return near.map(smaller -> ", because the template declares "
                        + Ipv4.list(all.stream()
                                .filter(address -> !smaller.contains(address))
                                .toList())
                        + ", which is outside " + smaller + ", where the addresses lie that the gateway has: check it")
                .orElse("");
    }

    private static void refuseContradiction(
            TemplateModel before, TemplateModel after, GatewayState state, Set<Ipv4> declared) {
        List<Ipv4> missing =
                declared.stream().filter(address -> !state.has(address)).toList();
        if (missing.isEmpty()) {
            return;
        }
        Set<Ipv4> next = AccountModel.declaredOn(state.id(), List.of(after));
        if (!next.isEmpty() && next.stream().allMatch(state::has)) {
            throw new BadInputException("Cannot preview " + after.stackName() + ": " + state.id()
                    + " holds what the second template declares and not what the first one does ("
                    + Ipv4.list(missing)
                    + "); the templates seem to be in the wrong order, pass the deployed one first.");
        }
        throw new BadInputException("Cannot preview " + before.stackName() + ": its deployed template declares "
                + Ipv4.list(missing) + " on " + state.id()
                + ", and the gateway's state does not have it; pass the state as it is now, or only the new template.");
    }

    /** Which of the gateway's addresses the counts own is not known: those that they would choose first. */
    private static Set<Ipv4> chosen(
            TemplateModel before, GatewayState state, Set<Ipv4> declared, Assumptions assumptions) {
        Set<Ipv4> chosen = new LinkedHashSet<>();
        for (AddressDeclaration one : before.declared()) {
            Optional<Cidr> pool = one.pool().flatMap(Cidr::parse);
            Comparator<Ipv4> order = pool.isPresent() ? Comparator.naturalOrder() : Comparator.reverseOrder();
            List<Ipv4> likely = state.addresses().stream()
                    .filter(address -> !address.primary())
                    .map(GatewayState.Address::ip)
                    .filter(ip -> pool.filter(range -> !range.contains(ip)).isEmpty()
                            && !declared.contains(ip)
                            && !chosen.contains(ip))
                    .sorted(order)
                    .limit(one.count().orElse(0))
                    .toList();
            if (!likely.isEmpty()) {
                assumptions.assumed("of the addresses on " + state.id() + ", " + one.logicalId() + " has chosen "
                        + Ipv4.list(likely));
            }
            chosen.addAll(likely);
        }
        return chosen;
    }
}
