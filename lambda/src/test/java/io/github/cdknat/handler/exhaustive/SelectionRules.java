package io.github.cdknat.handler.exhaustive;

import io.github.cdknat.handler.model.AddressRecord;
import io.github.cdknat.handler.model.AddressSelection;
import io.github.cdknat.handler.model.Cidr;
import io.github.cdknat.handler.model.Ipv4;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.SubnetUsage;
import io.github.cdknat.handler.plan.AddressSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What holds for every choice of addresses. The subnet is 10.0.1.0/28, small enough to look at each address. */
enum SelectionRules {
    IN_ORDER(
            "What is chosen is the lowest free of a pool, or the highest free of the subnet: neither reserved, excluded,"
                    + " recorded, taken, there already, nor found taken before.",
            SelectionRules::inOrder),
    KEEPS(
            "What the record from before a rolled-back deployment lists, whoever records it now, and what the own one lists"
                    + " and no other, is kept if the declaration admits it, the first chosen first.",
            SelectionRules::keeps),
    NOT_MORE(
            "A count never stands for more addresses than it says.",
            it -> order(it).size() <= choice(it).count()),
    WHOLE("SUCCESS lists as many addresses as the count says.", SelectionRules::whole),
    ONCE(
            "No address is chosen twice.",
            it -> order(it).stream().distinct().count() == order(it).size()),
    ALL_OR_NONE("Addresses are chosen only if there are enough.", SelectionRules::allOrNone),
    ONE_AT_A_TIME(
            "After a choice turned out to be taken, one address is assigned at a time.",
            it -> it.plan().journal().selectionAttempts() == 0 || it.assigned().size() <= 1);

    private final String sentence;
    private final Predicate<PlanCheck> holds;

    SelectionRules(String sentence, Predicate<PlanCheck> holds) {
        this.sentence = sentence;
        this.holds = holds;
    }

    /** The rules that this plan breaks, each with this world and this plan. */
    static Stream<String> violations(PlanCheck it) {
        return Stream.of(values())
                .filter(rule -> !rule.holds.test(it))
                .map(rule -> it.told(rule + ": " + rule.sentence));
    }

    /** What this very plan has chosen. */
    private static List<Ipv4> chosen(PlanCheck it) {
        List<Ipv4> chosen = new ArrayList<>(it.plan().journal().chosen());
        chosen.removeAll(it.journal().chosen());
        return chosen;
    }

    private static AddressSelection choice(PlanCheck it) {
        return it.hold().flatMap(Request.CreateOrUpdate::choice).orElseThrow();
    }

    /** What the count stands for after this plan. */
    private static List<Ipv4> order(PlanCheck it) {
        return AddressSelector.resolve(
                        it.hold().orElseThrow(), it.plan().journal(), it.world().seen())
                .order();
    }

    private static boolean isFree(PlanCheck it, Ipv4 address) {
        SubnetUsage around = it.world().seen().neighbourhood().orElseThrow();
        int last = address.bits() & 255;
        return address.equals(Fixtures.ip(last))
                && last >= 4
                && last <= 14
                && choice(it).pool().filter(pool -> !pool.contains(address)).isEmpty()
                && isOutside(address, choice(it).excluded())
                && isOutside(address, around.reserved())
                && !around.taken().contains(address)
                && !it.book().isRecorded(address)
                && !it.there().contains(address)
                && !it.journal().unavailable().contains(address)
                && !before(it).contains(address);
    }

    private static boolean isOutside(Ipv4 address, List<Cidr> ranges) {
        return ranges.stream().noneMatch(range -> range.contains(address));
    }

    /** What the count stood for before this plan. */
    private static List<Ipv4> before(PlanCheck it) {
        return AddressSelector.resolve(
                        it.hold().orElseThrow(), it.journal(), it.world().seen())
                .order();
    }

    private static boolean inOrder(PlanCheck it) {
        List<Ipv4> free = IntStream.rangeClosed(0, 15)
                .map(offset -> choice(it).pool().isPresent() ? offset : 15 - offset)
                .mapToObj(Fixtures::ip)
                .filter(address -> isFree(it, address))
                .toList();
        return chosen(it).equals(free.stream().limit(chosen(it).size()).toList());
    }

    private static boolean keeps(PlanCheck it) {
        Stream<Ipv4> earlier = it.world().seen().evidence().before().flatMap(AddressRecord::parse).stream()
                .filter(record -> record.gatewayId().equals(Fixtures.GATEWAY))
                .flatMap(record -> record.order().stream());
        Stream<Ipv4> current = it.hold().orElseThrow().eventRecord().stream()
                .flatMap(record -> record.order().stream())
                .filter(address -> !it.recordedElsewhere().contains(address));
        List<Ipv4> kept = Stream.concat(earlier, current)
                .distinct()
                .filter(address -> choice(it)
                        .pool()
                        .filter(pool -> !pool.contains(address))
                        .isEmpty())
                .filter(address -> isOutside(address, choice(it).excluded()))
                .filter(address -> !it.journal().unavailable().contains(address))
                .limit(choice(it).count())
                .toList();
        List<Ipv4> order = order(it);
        return order.size() >= kept.size() && order.subList(0, kept.size()).equals(kept);
    }

    private static boolean whole(PlanCheck it) {
        return it.success()
                .flatMap(decision -> AddressRecord.parse(decision.physicalId()))
                .filter(kept -> kept.order().size() != choice(it).count()
                        || !kept.order().equals(order(it)))
                .isEmpty();
    }

    private static boolean allOrNone(PlanCheck it) {
        return chosen(it).isEmpty() || order(it).size() == choice(it).count();
    }
}
