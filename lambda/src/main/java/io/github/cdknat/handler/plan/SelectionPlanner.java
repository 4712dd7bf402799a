package io.github.cdknat.handler.plan;

import io.github.cdknat.handler.model.AddressSelection;
import io.github.cdknat.handler.model.Gateway;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Observation;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.SubnetUsage;
import io.github.cdknat.handler.model.Timing;
import io.github.cdknat.shared.Cidr;
import io.github.cdknat.shared.Ipv4;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** Which addresses a count stands for; the choice is journaled before anything is assigned. */
record SelectionPlanner(CreateOrUpdatePlanner at, Gateway gateway) {
    Plan plan() {
        Request.CreateOrUpdate request = at.request();
        Journal journal = at.journal();
        Observation seen = at.seen();
        if (seen.subnetUsage().isEmpty()) {
            return at.lookAgain(1, "addresses have to be chosen; looking at the subnet");
        }
        SubnetUsage around = seen.subnetUsage().get();
        Optional<Cidr> pool = request.choice().flatMap(AddressSelection::pool);
        if (pool.filter(range -> !around.subnet().range().contains(range)).isPresent()) {
            return at.fail(at.say().poolOutsideSubnet(pool.get(), around.subnet()));
        }
        if (journal.selectionAttempts() >= Timing.MOST_CHOICES) {
            return at.fail(at.say().choseTooOften());
        }
        List<Ipv4> picked = AddressSelector.pick(request, journal, seen, around);
        if (picked.size() < request.wanted() - request.order().size()) {
            String census = AddressSelector.census(request, journal, seen, around);
            SortedSet<String> holders = AddressSelector.otherHolders(request, seen, around);
            return at.onceConfirmed(
                    Journal.Fact.NOT_ENOUGH_FREE,
                    "not enough free addresses",
                    confirmed -> at.with(confirmed).fail(at.say().notEnoughFree(census, holders)));
        }
        Journal chosen = journal.with(draft -> {
            if (draft.chosen.removeIf(address -> !request.order().contains(address))) {
                draft.selectionAttempts++;
            }
            draft.chosen.addAll(picked);
        });
        return CreateOrUpdatePlanner.of(request, chosen, seen).converge(gateway);
    }
}
