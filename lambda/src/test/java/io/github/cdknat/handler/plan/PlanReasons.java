package io.github.cdknat.handler.plan;

import static io.github.cdknat.handler.plan.PlanFixture.ips;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.handler.model.AddressChange;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.Response;
import io.github.cdknat.handler.model.StackOperation;
import java.util.Map;
import java.util.function.Consumer;

/** What a plan says and does, and the journals that it is made from. */
final class PlanReasons {
    private PlanReasons() {}

    static void says(Plan plan, int seconds, String why) {
        assertThat(plan.why()).isEqualTo(why);
        assertThat(plan.step()).isEqualTo(new Plan.Step.Wait(seconds));
    }

    static void calls(Plan plan, AddressChange intention, String why) {
        assertThat(plan.why()).isEqualTo(why);
        assertThat(plan.step()).isEqualTo(new Plan.Step.Call(intention));
    }

    static void endsWell(Plan plan, String why) {
        assertThat(plan.why()).isEqualTo(why);
        assertThat(plan.step()).isEqualTo(new Plan.Step.Finish(true));
    }

    static void endsInFailure(Plan plan, String why) {
        assertThat(plan.why()).isEqualTo(why);
        assertThat(plan.step()).isEqualTo(new Plan.Step.Finish(false));
    }

    static Plan plan(Request request, PlanFixture scene) {
        return plan(request, scene, Journal.empty());
    }

    static Plan plan(Request request, PlanFixture scene, Journal journal) {
        return Planner.plan(request, journal, scene.seen());
    }

    static Journal of(Consumer<Journal.Draft> change) {
        return Journal.empty().with(change);
    }

    static Journal alone() {
        return of(draft -> draft.aloneSince = PlanFixture.START.minusSeconds(60));
    }

    static Journal later(String status) {
        return of(draft -> draft.operation = new StackOperation(status, PlanFixture.START.toEpochMilli() + 1));
    }

    static Journal failed(String reason) {
        return of(draft -> {
            draft.operation = operation("CREATE_IN_PROGRESS");
            draft.mine.addAll(ips("9"));
            draft.failure = reason;
        });
    }

    static Journal answeredSuccess() {
        return answered(true);
    }

    static Journal answeredFailure() {
        return answered(false);
    }

    private static Journal answered(boolean success) {
        return of(draft -> {
            draft.operation = operation("CREATE_IN_PROGRESS");
            draft.mine.addAll(ips("9"));
            draft.decision = new Response(success, "nat-0abc/10.0.1.9", "because", Map.of());
            draft.answered = true;
        });
    }

    static StackOperation operation(String status) {
        return new StackOperation(status, PlanFixture.START.toEpochMilli());
    }

    static PlanFixture deleting() {
        return new PlanFixture().stack("DELETE_IN_PROGRESS");
    }
}
