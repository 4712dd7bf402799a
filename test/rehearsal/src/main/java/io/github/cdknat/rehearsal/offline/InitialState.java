package io.github.cdknat.rehearsal.offline;

import io.github.cdknat.rehearsal.template.AddressDeclaration;
import io.github.cdknat.rehearsal.template.Assumptions;
import io.github.cdknat.rehearsal.template.BadInputException;
import io.github.cdknat.rehearsal.template.GatewayFacts;
import io.github.cdknat.rehearsal.template.TemplateModel;
import io.github.cdknat.shared.Cidr;
import io.github.cdknat.shared.Ipv4;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Where a preview begins: the gateways without what the stack's earlier template has on them, because that is deployed first.
 *
 * @param gateways as they are without it
 * @param counted what the earlier template's counts have to choose, where a gateway's state says that
 * @param missing what the earlier template declares and the gateways do not have, by gateway
 */
record InitialState(
        List<GatewayState> gateways, Set<Ipv4> counted, Map<String, Set<Ipv4>> missing, Assumptions assumptions) {
    /**
     * Finds it.
     *
     * @param given gateways as somebody described them; empty to assume them
     * @param subnet the range of their subnet; empty if nobody said
     * @throws BadInputException if the description contradicts the templates
     */
    static InitialState of(
            Optional<TemplateModel> before,
            TemplateModel after,
            Optional<GatewayStateFile> given,
            Optional<Cidr> subnet) {
        return new Builder(before, after, given, subnet).build();
    }

    /** Carries {@link InitialState#of} out. */
    private static final class Builder {
        private final Optional<TemplateModel> before;
        private final TemplateModel after;
        private final Optional<GatewayStateFile> given;
        private final Optional<Cidr> subnet;
        private final List<TemplateModel> templates = new ArrayList<>();
        private final Assumptions assumptions = new Assumptions();
        private final Set<Ipv4> counted = new LinkedHashSet<>();
        private final Map<String, Set<Ipv4>> missing = new TreeMap<>();

        Builder(
                Optional<TemplateModel> before,
                TemplateModel after,
                Optional<GatewayStateFile> given,
                Optional<Cidr> subnet) {
            this.before = before;
            this.after = after;
            this.given = given;
            this.subnet = subnet;
            before.ifPresent(templates::add);
            templates.add(after);
        }

        InitialState build() {
            Map<String, GatewayFacts> facts = new TreeMap<>();
            templates.forEach(template -> facts.putAll(template.gateways()));
            if (facts.isEmpty() && (given.isPresent() || subnet.isPresent())) {
                throw new BadInputException("Cannot use " + (given.isPresent() ? "--gateway" : "--subnet") + ": "
                        + after.stackName() + " makes its gateways itself, in subnets of its own; leave it out.");
            }
            List<GatewayState> gateways = new ArrayList<>();
            facts.forEach((id, known) -> {
                known.assumedFor()
                        .ifPresent(unknown -> assumptions.assumed(unknown + " is " + id
                                + ": only CloudFormation knows which gateway it is (say it with --value)"));
                gateways.add(
                        given.isPresent()
                                ? described(
                                        given.get().state(id, assumptions).orElseThrow(() -> absent(id, known)), known)
                                : assumed(id, known));
            });
            return new InitialState(gateways, counted, missing, assumptions);
        }

        private BadInputException absent(String id, GatewayFacts known) {
            Set<String> ids = given.orElseThrow().ids();
            return new BadInputException("Cannot preview " + after.stackName() + ": "
                    + known.assumedFor()
                            .map(unknown -> "only CloudFormation knows which of the " + ids.size() + " gateways in "
                                    + given.get().source() + " is " + unknown + "; say it with --value '"
                                    + unknown.replaceAll("[{}]", "") + "=nat-...'.")
                            .orElseGet(() -> "its template declares addresses on " + id
                                    + ", and the gateway's state is of "
                                    + (ids.isEmpty() ? "none" : String.join(", ", ids)) + "; add " + id + " to it."));
        }

        private GatewayState assumed(String id, GatewayFacts known) {
            GatewayState state = AccountModel.assumed(
                    id,
                    known.connectivity().orElse("private"),
                    AccountModel.declaredOn(id, templates),
                    subnet.or(known::range));
            assumptions.assumed(id + " is available" + (known.connectivity().isEmpty() ? " and private" : "")
                    + ", in a subnet " + state.range().orElseThrow() + ", with no address but its primary one, "
                    + state.primary().orElseThrow() + " (say otherwise with --gateway)");
            return state;
        }

        private GatewayState described(GatewayState found, GatewayFacts known) {
            GatewayState state = withRange(found, subnet.or(found::range).or(known::range));
            Set<Ipv4> owned = new TreeSet<>();
            before.ifPresent(earlier -> {
                Set<Ipv4> declared = AccountModel.declaredOn(state.id(), List.of(earlier));
                noteMissing(state, declared);
                owned.addAll(declared);
                Set<Ipv4> chosen = chosen(earlier, state, declared);
                owned.addAll(chosen);
                counted.addAll(chosen);
            });
            return state.with(state.addresses().stream()
                    .filter(address -> !owned.contains(address.ip()) && !isLeaving(address, state.id()))
                    .toList());
        }

        private boolean isLeaving(GatewayState.Address address, String id) {
            boolean leaves = address.status().matches("unassigning|disassociating");
            if (leaves) {
                assumptions.assumed("the drain of " + address.ip() + " on " + id + " has ended");
            }
            return leaves;
        }

        private GatewayState withRange(GatewayState state, Optional<Cidr> said) {
            if (state.primary().isEmpty() && state.state().equals("available") && state.isZonal()) {
                throw new BadInputException("Cannot preview " + after.stackName() + ": the state of " + state.id()
                        + " names no primary address; mark it with IsPrimary, or list it first.");
            }
            if (said.isPresent()) {
                return state.in(said.get());
            }
            Set<Ipv4> present = new TreeSet<>();
            state.addresses().forEach(address -> present.add(address.ip()));
            Set<Ipv4> all = new TreeSet<>(AccountModel.declaredOn(state.id(), templates));
            all.addAll(present);
            Cidr range = AccountModel.range(present.isEmpty() ? all : present)
                    .filter(near -> all.stream().allMatch(near::contains))
                    .or(() -> AccountModel.range(all))
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
                            + ", which is outside " + smaller
                            + ", where the addresses lie that the gateway has: check it")
                    .orElse("");
        }

        /** Somebody else has taken it away since; or the templates are in the wrong order. */
        private void noteMissing(GatewayState state, Set<Ipv4> declared) {
            List<Ipv4> gone =
                    declared.stream().filter(address -> !state.has(address)).toList();
            if (gone.isEmpty()) {
                return;
            }
            missing.put(state.id(), new TreeSet<>(gone));
            Set<Ipv4> next = AccountModel.declaredOn(state.id(), List.of(after));
            boolean isReversed = !next.isEmpty() && next.stream().allMatch(state::has);
            assumptions.found("somebody has taken " + Ipv4.list(gone) + " off " + state.id() + " since it was deployed"
                    + (isReversed ? "; or the templates are in the wrong order: the deployed one comes first" : ""));
        }

        /** Which of the gateway's addresses the counts own is not known: those that they would choose first. */
        private Set<Ipv4> chosen(TemplateModel earlier, GatewayState state, Set<Ipv4> declared) {
            Set<Ipv4> chosen = new LinkedHashSet<>();
            for (AddressDeclaration one : earlier.declared()) {
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
}
