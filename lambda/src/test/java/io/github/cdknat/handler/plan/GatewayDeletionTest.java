package io.github.cdknat.handler.plan;

import static io.github.cdknat.handler.plan.PlanFixture.unassign;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.cdknat.handler.model.DeletedWithStack;
import io.github.cdknat.handler.model.DrainWait;
import io.github.cdknat.handler.model.DrainWaiters;
import io.github.cdknat.handler.model.Request;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A delete on a gateway that the stack declares itself: nobody waits for drains where the gateway goes away too. */
class GatewayDeletionTest {
    private static final String RECORD = "nat-0abc/10.0.1.5";
    private static final String OWN = "nat-0abc";
    private static final String DELETE = "DELETE_IN_PROGRESS";
    private static final String CLEANUP = "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS";
    private static final String STACK_GOES =
            "Released: the stack deletes the gateway too, so nobody has to wait for its drains.";
    private static final String REPLACED =
            "Released: the stack has replaced the gateway, so nobody has to wait for its drains.";
    private static final String TOGETHER =
            "Released: the gateway is removed together with its addresses, so nobody has to wait for its drains.";

    @ParameterizedTest
    @ValueSource(strings = {"DELETE_IN_PROGRESS", "ROLLBACK_IN_PROGRESS"})
    void whenTheStackGoesADrainThatHasBegunIsEnough(String status) {
        assertThat(declared(status, "STACK").serving("5").step(ending("STACK"))).isEqualTo(unassign("5"));
        assertThat(answer(declared(status, "STACK").draining("5"), "STACK")).isEqualTo(STACK_GOES);
    }

    @Test
    void whenTheStackGoesNobodyWaitsForSomebodyElsesDrainEither() {
        assertThat(answer(deleting().serving("5").draining("9"), "STACK")).isEqualTo(STACK_GOES);
    }

    @Test
    void twoLooksHaveToAgree() {
        PlanFixture scene = deleting().draining("5");
        scene.pastPauses(ending("STACK"));

        assertThat(scene.seen().now()).isAfterOrEqualTo(PlanFixture.START.plusSeconds(10));
    }

    @Test
    void aReplacedGatewayIsNotWaitedFor() {
        PlanFixture scene = declared(CLEANUP, "STACK", "nat-0new", "UPDATE_COMPLETE")
                .recorded("Addresses", "nat-0new/10.0.2.5", "UPDATE_COMPLETE");

        assertThat(answer(scene.draining("5"), "STACK")).isEqualTo(REPLACED);
    }

    @Test
    void aGatewayThatIsRemovedWithItsAddressesIsNotWaitedFor() {
        assertThat(answer(removing("CREATE_COMPLETE").draining("5"), "RESOURCE"))
                .isEqualTo(TOGETHER);
    }

    /** Should the gateway stay after all, its addresses drain as EC2 was asked to. */
    @Test
    void aGatewayThatIsRemovedWithItsAddressesIsDrainedAllTheSame() {
        assertThat(removing("CREATE_COMPLETE").serving("5").step(ending("RESOURCE")))
                .isInstanceOf(Plan.Step.Call.class);
        assertThat(waits(removing("CREATE_COMPLETE").serving("5").draining("9"), "RESOURCE"))
                .isTrue();
    }

    static Stream<Arguments> gatewaysThatStay() {
        PlanFixture changed = declared(CLEANUP, "RESOURCE")
                .recorded("Addresses", "nat-0abc/10.0.1.6", "UPDATE_COMPLETE")
                .serving("6");
        PlanFixture unlisted = new PlanFixture().stack(DELETE).templateSays("STACK/Gateway");
        return Stream.of(
                arguments("of another construct", removing("CREATE_COMPLETE"), "STACK"),
                arguments("whose set has changed", changed, "RESOURCE"),
                arguments("that the template has come to retain", deleting().templateSays(""), "STACK"),
                arguments(
                        "that was not deleted before", declared(DELETE, "RESOURCE", OWN, "DELETE_FAILED"), "RESOURCE"),
                arguments("that was skipped before", declared(DELETE, "RESOURCE", OWN, "DELETE_SKIPPED"), "RESOURCE"),
                arguments("without its addresses", removing("DELETE_FAILED"), "RESOURCE"),
                arguments("that is skipped without its addresses", removing("DELETE_SKIPPED"), "RESOURCE"),
                arguments(
                        "replaced by one that is not there yet",
                        declared(CLEANUP, "STACK", "", "CREATE_IN_PROGRESS"),
                        "STACK"),
                arguments(
                        "replaced by one that goes",
                        declared(CLEANUP, "STACK", "nat-0new", "DELETE_IN_PROGRESS"),
                        "STACK"),
                arguments("that the stack does not list", unlisted, "STACK"));
    }

    @ParameterizedTest(name = "a gateway {0}")
    @MethodSource
    void gatewaysThatStay(String which, PlanFixture scene, String with) {
        assertThat(waits(scene.draining("5"), with)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "STACK", "STACK/", "STACK/a/b", "FOREVER/Gateway", "STACK/Gate way"})
    void anythingElseTellsNothing(String text) {
        assertThat(DeletedWithStack.parse(text)).isEmpty();
    }

    /** The stack declares a gateway, and the template says what deletes it. */
    private static PlanFixture declared(String stack, String with, String physicalId, String status) {
        return new PlanFixture()
                .stack(stack)
                .gatewayOfTheStack(physicalId, status)
                .templateSays(with + "/Gateway");
    }

    private static PlanFixture declared(String stack, String with) {
        return declared(stack, with, OWN, "CREATE_COMPLETE");
    }

    private static PlanFixture deleting() {
        return declared(DELETE, "STACK");
    }

    /** The gateway and its addresses leave the template together. */
    private static PlanFixture removing(String gatewayStatus) {
        return declared(CLEANUP, "RESOURCE", OWN, gatewayStatus).recorded("Addresses", RECORD, DELETE);
    }

    /** What is answered, if the template still says what the event does and nothing else changes. */
    private static String answer(PlanFixture scene, String with) {
        return scene.reason(ending(with));
    }

    /** Whether the request goes on to its deadline. */
    private static boolean waits(PlanFixture scene, String with) {
        String answer = answer(scene, with);
        return answer.startsWith("Released: at the deadline") || answer.startsWith("Cannot release");
    }

    private static Request.Delete ending(String with) {
        return PlanFixture.delete(
                RECORD, 1600, DrainWait.UNTIL_ENDED, DeletedWithStack.parse(with + "/Gateway"), DrainWaiters.NONE);
    }
}
