package io.github.cdknat.handler.plan;

import io.github.cdknat.handler.model.AddressSelection;
import io.github.cdknat.handler.model.Cidr;
import io.github.cdknat.handler.model.Gateway;
import io.github.cdknat.handler.model.Ipv4;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Observation;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.SubnetUsage;
import io.github.cdknat.handler.model.Timing;
import java.util.List;
import java.util.Optional;

/** Which addresses a count stands for; the choice is journaled before anything is assigned. */
record SelectionPlanner(CreateOrUpdatePlanner holding, Gateway gateway) {
    private static final String NOT_ENOUGH = "not enough free addresses";

    Plan plan() {
        Request.CreateOrUpdate hold = holding.hold();
        Journal journal = holding.journal();
        Observation seen = holding.seen();
        if (seen.neighbourhood().isEmpty()) {
            return Plan.pause(journal, 1, "addresses have to be chosen; looking at the subnet");
        }
        SubnetUsage around = seen.neighbourhood().get();
        Optional<Cidr> pool = hold.choice().flatMap(AddressSelection::pool);
        if (pool.filter(range -> !around.subnet().range().contains(range)).isPresent()) {
            return holding.fail(Messages.poolOutsideSubnet(hold, pool.get(), around.subnet()));
        }
        if (journal.choices() >= Timing.MOST_CHOICES) {
            return holding.fail(Messages.choseTooOften(hold, journal));
        }
        List<Ipv4> picked = AddressSelector.pick(hold, journal, seen, around);
        if (picked.size() < hold.wanted() - hold.order().size()) {
            String reason = Messages.notEnoughFree(hold, AddressSelector.census(hold, journal, seen, around));
            return holding.agreeOn(NOT_ENOUGH, NOT_ENOUGH, plan -> plan.fail(reason));
        }
        return CreateOrUpdatePlanner.of(hold, chosen(picked), seen).converge(gateway);
    }

    private Journal chosen(List<Ipv4> picked) {
        return holding.journal().with(draft -> {
            if (draft.chosen.removeIf(address -> !holding.hold().order().contains(address))) {
                draft.choices++;
            }
            draft.chosen.addAll(picked);
        });
    }
}
