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
 * Where a rehearsal begins: the gateways without what the stack's earlier template has on them, because that is deployed first.
 *
 * @param gateways as they are placed
 * @param counted what the earlier template's counts have to choose, where a gateway's state tells that
 */
record InitialState(List<GatewayState> gateways, Set<Ipv4> counted, Assumptions notes) {
    /**
     * Finds it.
     *
     * @param given gateways as somebody described them; none to assume them
     * @throws BadInputException if the description contradicts the templates
     */
    static InitialState of(Optional<TemplateModel> before, TemplateModel after, List<GatewayState> given) {
        List<TemplateModel> templates = new ArrayList<>();
        before.ifPresent(templates::add);
        templates.add(after);
        Set<String> ids = new TreeSet<>();
        templates.forEach(template -> ids.addAll(template.gatewayIds()));
        Assumptions notes = new Assumptions();
        List<GatewayState> placed = new ArrayList<>();
        Set<Ipv4> counted = new LinkedHashSet<>();
        for (String id : ids) {
            Optional<GatewayState> described =
                    given.stream().filter(state -> state.id().equals(id)).findFirst();
            if (described.isEmpty() && !given.isEmpty()) {
                throw new BadInputException("Cannot rehearse " + after.stackName()
                        + ": its template declares addresses on "
                        + id + ", and the gateway's state tells of "
                        + String.join(", ", given.stream().map(GatewayState::id).toList()) + "; add " + id + " to it.");
            }
            placed.add(described
                    .map(state -> standing(state, before, after, templates, counted, notes))
                    .orElseGet(() -> assumed(id, templates, notes)));
        }
        return new InitialState(placed, counted, notes);
    }

    private static GatewayState assumed(String id, List<TemplateModel> templates, Assumptions notes) {
        GatewayState state = AccountModel.assumed(id, AccountModel.declaredOn(id, templates));
        notes.assumed(id + " is available and private, in a subnet "
                + state.range().orElseThrow()
                + ", with no address but its primary one, " + state.primary().orElseThrow()
                + " (say otherwise with --gateway)");
        return state;
    }

    private static GatewayState standing(
            GatewayState state,
            Optional<TemplateModel> before,
            TemplateModel after,
            List<TemplateModel> templates,
            Set<Ipv4> counted,
            Assumptions notes) {
        GatewayState located = located(state, after, templates, notes);
        Set<Ipv4> owned = new TreeSet<>();
        before.ifPresent(earlier -> {
            Set<Ipv4> declared = AccountModel.declaredOn(state.id(), List.of(earlier));
            refuseContradiction(earlier, after, state, declared);
            owned.addAll(declared);
            Set<Ipv4> chosen = chosen(earlier, located, declared, notes);
            owned.addAll(chosen);
            counted.addAll(chosen);
        });
        List<GatewayState.Address> left = located.addresses().stream()
                .filter(address -> !owned.contains(address.ip()))
                .filter(address -> !isLeaving(address, state.id(), notes))
                .toList();
        return new GatewayState(
                state.id(),
                located.subnetId(),
                located.range(),
                located.state(),
                located.connectivity(),
                located.availabilityMode(),
                left);
    }

    private static boolean isLeaving(GatewayState.Address address, String id, Assumptions notes) {
        boolean leaves =
                address.status().equals("unassigning") || address.status().equals("disassociating");
        if (leaves) {
            notes.assumed("the drain of " + address.ip() + " on " + id + " has ended");
        }
        return leaves;
    }

    private static GatewayState located(
            GatewayState state, TemplateModel after, List<TemplateModel> templates, Assumptions notes) {
        if (state.primary().isEmpty() && state.state().equals("available")) {
            throw new BadInputException("Cannot rehearse " + after.stackName() + ": the state of " + state.id()
                    + " names no primary address; mark it with IsPrimary, or list it first.");
        }
        if (state.range().isPresent()) {
            return state;
        }
        Set<Ipv4> all = new TreeSet<>(AccountModel.declaredOn(state.id(), templates));
        state.addresses().forEach(address -> all.add(address.ip()));
        Cidr range = AccountModel.range(all)
                .orElseThrow(() -> new BadInputException("Cannot rehearse " + after.stackName()
                        + ": the addresses that are declared and those that are on " + state.id()
                        + " lie in no subnet that AWS allows (" + Ipv4.list(all)
                        + "); check the template, or the gateway that the state is of."));
        notes.assumed("the subnet of " + state.id() + " is " + range + " (say otherwise with --subnet)");
        return state.in(range);
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
            throw new BadInputException("Cannot rehearse " + after.stackName() + ": " + state.id()
                    + " holds what the second template declares and not what the first one does ("
                    + Ipv4.list(missing)
                    + "); the templates seem to be in the wrong order, pass the deployed one first.");
        }
        throw new BadInputException("Cannot rehearse " + before.stackName() + ": its deployed template declares "
                + Ipv4.list(missing) + " on " + state.id()
                + ", and the gateway's state does not have it; pass the state as it is now, or only the new template.");
    }

    /** Which of the gateway's addresses the counts own is not known: those that they would choose first. */
    private static Set<Ipv4> chosen(TemplateModel before, GatewayState state, Set<Ipv4> declared, Assumptions notes) {
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
                notes.assumed("of the addresses on " + state.id() + ", " + one.logicalId() + " has chosen "
                        + Ipv4.list(likely));
            }
            chosen.addAll(likely);
        }
        return chosen;
    }
}
