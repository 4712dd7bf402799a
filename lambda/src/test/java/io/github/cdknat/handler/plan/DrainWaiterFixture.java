package io.github.cdknat.handler.plan;

import static io.github.cdknat.handler.plan.PlanFixture.operation;

import io.github.cdknat.handler.model.AddressSelection;
import io.github.cdknat.handler.model.DrainWaiters;
import io.github.cdknat.handler.model.ExecutionName;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.Request.DrainWaiter.Task;
import io.github.cdknat.handler.model.Response;
import io.github.cdknat.shared.Ipv4;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Drain waiters of the owner "Addresses", whose record lists 10.0.1.5, and what they answer. */
final class DrainWaiterFixture {
    static final String RECORD = PlanFixture.GATEWAY + "/10.0.1.5";
    static final String LAST_WAITER = "drain-waiter/Addresses/after-1/0123";
    static final ExecutionName DELETE = PlanFixture.name("a", "delete", "b");

    /** ServiceTimeout is 3600 s, of which 180 s are kept. */
    static final long DEADLINE = 3_420;

    private DrainWaiterFixture() {}

    static PlanFixture scene() {
        return new PlanFixture()
                .recorded("Addresses", RECORD, "UPDATE_COMPLETE")
                .stack("UPDATE_IN_PROGRESS");
    }

    static Request.DrainWaiter waiter(Task task, int stage, int of) {
        return new Request.DrainWaiter(
                "Waiter", PlanFixture.GATEWAY, "Addresses", task, stage, of, LAST_WAITER, 4000, 3600, Optional.empty());
    }

    static Response decision(Plan plan) {
        return plan.journal().response().orElseThrow();
    }

    static String reason(Plan plan) {
        return decision(plan).reason();
    }

    static String why(PlanFixture scene, Task task) {
        return scene.plan(waiter(task, 1, 2)).why();
    }

    static Request.CreateOrUpdate withWaiters(int after) {
        return withWaiters(after, Optional.empty(), "5");
    }

    static Request.CreateOrUpdate withWaiters(int after, Optional<AddressSelection> choice, String... lastOctets) {
        return new Request.CreateOrUpdate(
                "Addresses",
                PlanFixture.GATEWAY,
                List.copyOf(PlanFixture.ips(lastOctets)),
                choice,
                4000,
                8,
                3600,
                Optional.of(RECORD),
                new DrainWaiters(after, after, LAST_WAITER),
                Ipv4.sorted(List.of()));
    }

    /** The journal of an owner that has answered and deferred. */
    static Journal handedOn(String physicalId, String status) {
        return Journal.empty().with(draft -> {
            draft.operation = operation(status);
            draft.response = new Response(true, physicalId, "Handing on.", Map.of());
            draft.since.put(Journal.Fact.ALONE, PlanFixture.START.minusSeconds(10));
            draft.responded = true;
            draft.deferred = true;
        });
    }
}
