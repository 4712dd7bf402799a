package io.github.cdknat.handler.exhaustive;

import static io.github.cdknat.handler.exhaustive.StateFixtures.DRAIN;
import static io.github.cdknat.handler.exhaustive.StateFixtures.SUBNET;
import static io.github.cdknat.handler.exhaustive.StateFixtures.create;
import static io.github.cdknat.handler.exhaustive.StateFixtures.hold;
import static io.github.cdknat.handler.exhaustive.StateFixtures.ips;
import static io.github.cdknat.handler.exhaustive.StateFixtures.kept;
import static io.github.cdknat.handler.exhaustive.StateFixtures.release;
import static io.github.cdknat.handler.exhaustive.StateFixtures.update;

import io.github.cdknat.handler.exhaustive.StateSpace.Around;
import io.github.cdknat.handler.exhaustive.StateSpace.Moment;
import io.github.cdknat.handler.model.DrainWaiters;
import io.github.cdknat.handler.model.Gateway;
import io.github.cdknat.handler.model.Request;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every state of declared addresses. */
final class PlanStates {
    private static final List<Around> SUBNET_ONLY =
            List.of(new Around(Optional.of(SUBNET), Optional.empty(), Optional.empty(), Optional.empty(), false));

    /** Room for two secondary addresses, or for three. */
    private static final List<Request.CreateOrUpdate> HOLDS = List.of(
            create(3, 1600),
            create(3, 1600, 5),
            create(4, 1600, 5, 6, 7),
            update(3, 1600, kept("5"), 5),
            update(3, 1600, kept("5"), 6),
            update(3, 1600, kept("5"), 5, 6),
            update(3, 1600, kept("5*+6"), 6, 7),
            update(4, 1600, kept("5*+6"), 5, 7),
            update(3, 1600, "nat-0def/10.0.1.5", 5),
            instead(),
            hold(3, 1600, Optional.of(kept("5+7")), DrainWaiters.NONE, ips(7), 6));

    private static final List<Request.CreateOrUpdate> FEW_HOLDS =
            List.of(create(3, 1600, 5), update(3, 1600, kept("5"), 6), update(3, 1600, kept("5"), 5), instead());

    private static final List<Request.CreateOrUpdate> BRIEF_AND_REFUSED = List.of(
            create(3, 60, 5),
            update(3, 60, kept("5"), 6),
            update(3, 60, kept("5"), 5),
            create(3, 1600, 4),
            create(3, 1600, 3),
            create(2, 1600, 5, 6));

    private static final List<Request.Delete> RELEASES =
            List.of(release(1600, kept("5")), release(1600, kept("5*+6")), release(1600, kept("4+5+7")));

    private static final List<Request.Delete> BRIEF_AND_EMPTY = List.of(
            release(60, kept("5*+6")),
            release(60, "Stack-Addresses-1ABC"),
            release(1600, "Stack-Addresses-1ABC"),
            release(1600, kept("none")));

    private PlanStates() {}

    /** 5 instead of 6. */
    private static Request.CreateOrUpdate instead() {
        return update(3, 1600, kept("6"), 5);
    }

    static List<StateSpace> families() {
        List<Optional<Gateway>> few = concat(GatewayStates.with(5), GatewayStates.odd());
        List<Moment> atWork = List.of(
                new Moment(10, JournalStates.UPDATE, List.of()),
                new Moment(10, JournalStates.ROLLBACK, List.of(ObservationTimes.FORWARD)));
        List<Moment> cleaningUp = List.of(
                new Moment(10, JournalStates.CLEAN_UP, List.of()),
                new Moment(10, JournalStates.ROLLBACK_CLEAN_UP, List.of()));
        return concat(plain(few, atWork, cleaningUp), DeferredStates.families());
    }

    private static List<StateSpace> plain(List<Optional<Gateway>> few, List<Moment> atWork, List<Moment> cleaningUp) {
        return List.of(
                new StateSpace(
                        "Holds",
                        HOLDS,
                        JournalStates.ofHolds(),
                        GatewayStates.all(),
                        StackResourceStates.all(),
                        atWork,
                        SUBNET_ONLY),
                new StateSpace(
                        "Holds at any moment",
                        concat(FEW_HOLDS, BRIEF_AND_REFUSED),
                        JournalStates.ofHolds(),
                        few,
                        StackResourceStates.alone(),
                        without(ObservationTimes.ofHolds(), atWork),
                        SUBNET_ONLY),
                new StateSpace(
                        "Holds that undo themselves",
                        FEW_HOLDS,
                        JournalStates.ofUndoing(),
                        GatewayStates.all(),
                        StackResourceStates.all(),
                        atWork,
                        SUBNET_ONLY),
                new StateSpace(
                        "Holds that undo themselves at any moment",
                        concat(FEW_HOLDS, BRIEF_AND_REFUSED.subList(0, 2)),
                        JournalStates.ofUndoing(),
                        few,
                        StackResourceStates.alone(),
                        without(ObservationTimes.ofHolds(), atWork),
                        SUBNET_ONLY),
                new StateSpace(
                        "Holds that have decided",
                        concat(FEW_HOLDS, BRIEF_AND_REFUSED.subList(0, 2)),
                        JournalStates.ofDecided(),
                        few,
                        StackResourceStates.alone(),
                        ObservationTimes.ofHolds(),
                        SUBNET_ONLY),
                new StateSpace(
                        "Releases",
                        RELEASES,
                        JournalStates.ofReleases(),
                        GatewayStates.all(),
                        StackResourceStates.all(),
                        cleaningUp,
                        List.of(Around.NOTHING.draining(DRAIN + 1))),
                new StateSpace(
                        "Releases at any moment",
                        concat(RELEASES.subList(0, 1), BRIEF_AND_EMPTY),
                        JournalStates.ofReleases(),
                        few,
                        StackResourceStates.alone(),
                        without(ObservationTimes.ofReleases(), cleaningUp),
                        List.of(Around.NOTHING)));
    }

    private static <T> List<T> concat(List<? extends T> some, List<? extends T> more) {
        return Stream.<T>concat(some.stream(), more.stream()).toList();
    }

    private static <T> List<T> without(List<T> all, List<T> some) {
        return all.stream().filter(value -> !some.contains(value)).toList();
    }
}
