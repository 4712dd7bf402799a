package io.github.cdknat.simulation;

import io.github.cdknat.emulator.cloudformation.CustomResources;
import io.github.cdknat.handler.model.AddressRecord;
import io.github.cdknat.shared.Ipv4;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/** SUCCESS for a Create or an Update: what was declared serves, now or when the last drain waiter has answered. */
record CreateOrUpdateSuccessChecker(
        ActualState actual,
        Set<String> skips,
        Set<ActualState.Place> mistaken,
        Violations findings,
        BiPredicate<ActualState.Place, String> wasShownServing) {
    private static final String HANDED_ON = "Handing on to the drain waiters";

    void succeeded(CustomResources.Request request, Map<String, Object> answer) {
        Map<?, ?> properties = (Map<?, ?>) request.event().get("ResourceProperties");
        String stack = ActualState.stackName(request.event().get("StackId"));
        if (properties.get("DrainWaiter") instanceof Map<?, ?> gate) {
            settled(gate, stack);
        } else if (String.valueOf(answer.get("Reason")).startsWith(HANDED_ON)) {
            findings.check(
                    Invariant.HELD,
                    properties.containsKey("DrainWaiters"),
                    "handed on without drain waiters: " + answer);
        } else {
            held(properties, answer, stack);
            skips.remove(ActualState.owner(request.event()));
        }
    }

    private void held(Map<?, ?> properties, Map<String, Object> answer, String stack) {
        String gateway = String.valueOf(properties.get("NatGatewayId"));
        if (actual.statuses(gateway).isEmpty()) {
            return; // deleted between the last look and the answer
        }
        Optional<AddressRecord> held = AddressRecord.parse(String.valueOf(answer.get("PhysicalResourceId")));
        findings.check(Invariant.HELD, held.isPresent(), "SUCCESS without a record: " + answer);
        List<String> addresses = held.map(AddressRecord::addresses).stream()
                .flatMap(Collection::stream)
                .map(Ipv4::toString)
                .toList();
        serving("SUCCESS, and ", stack, gateway, addresses, "");
        if (properties.get("SecondaryPrivateIpAddressCount") instanceof String count) {
            findings.check(
                    Invariant.COUNTED,
                    addresses.size() == Integer.parseInt(count),
                    "SUCCESS for a count of " + count + " with " + addresses);
        } else {
            List<?> listed = (List<?>) properties.get("SecondaryPrivateIpAddresses");
            findings.check(
                    Invariant.HELD,
                    addresses.size() == listed.size() && addresses.containsAll(listed),
                    "SUCCESS for " + listed + " with the record of " + addresses);
        }
    }

    /** SUCCESS of the last gate after the owner: what the owner's record lists is serving. */
    private void settled(Map<?, ?> gate, String stack) {
        if (!gate.get("Side").equals("After") || !gate.get("Stage").equals(gate.get("Of"))) {
            return;
        }
        AddressRecord kept = actual.records(stack).get(String.valueOf(gate.get("Owner")));
        if (kept != null && !actual.statuses(kept.gatewayId()).isEmpty()) {
            List<String> addresses =
                    kept.addresses().stream().map(Ipv4::toString).toList();
            serving(
                    "SUCCESS of the last drain waiter, and ",
                    stack,
                    kept.gatewayId(),
                    addresses,
                    " of " + kept.physicalId());
            skips.remove(stack + "/" + gate.get("Owner"));
        }
    }

    private void serving(String when, String stack, String gateway, List<String> addresses, String whose) {
        Set<String> serving = actual.serving(gateway);
        for (String address : addresses) {
            ActualState.Place place = new ActualState.Place(gateway, address);
            findings.check(
                    Invariant.HELD,
                    serving.contains(address) || mistaken.contains(place) || wasShownServing.test(place, stack),
                    when + address + whose + " is not serving on " + gateway + ": " + actual.statuses(gateway));
        }
    }
}
