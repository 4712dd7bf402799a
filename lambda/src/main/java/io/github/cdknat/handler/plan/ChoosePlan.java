package io.github.cdknat.handler.plan;

import java.util.List;
import java.util.Optional;

/** Which addresses a count stands for; the choice is journaled before anything is assigned. */
record ChoosePlan(HoldPlan holding, Gateway gateway) {
    private static final String NOT_ENOUGH = "not enough free addresses";

    Plan plan() {
        Request.Hold hold = holding.hold();
        Journal journal = holding.journal();
        Observation seen = holding.seen();
        if (seen.neighbourhood().isEmpty()) {
            return Plan.pause(journal, 1, "addresses have to be chosen; looking at the subnet");
        }
        Neighbourhood around = seen.neighbourhood().get();
        Optional<Cidr> pool = hold.choice().flatMap(Choice::pool);
        if (pool.filter(range -> !around.subnet().range().contains(range)).isPresent()) {
            return holding.fail(Sentences.poolOutsideSubnet(hold, pool.get(), around.subnet()));
        }
        if (journal.choices() >= Limits.MOST_CHOICES) {
            return holding.fail(Sentences.choseTooOften(hold, journal));
        }
        List<Ipv4> picked = Choosing.pick(hold, journal, seen, around);
        if (picked.size() < hold.wanted() - hold.order().size()) {
            String reason = Sentences.notEnoughFree(hold, Choosing.census(hold, journal, seen, around));
            return holding.agreeOn(NOT_ENOUGH, NOT_ENOUGH, plan -> plan.fail(reason));
        }
        return HoldPlan.of(hold, chosen(picked), seen).converge(gateway);
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
