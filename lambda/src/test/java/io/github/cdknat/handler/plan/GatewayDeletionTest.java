package io.github.cdknat.handler.plan;

import static io.github.cdknat.handler.plan.PlanFixture.unassign;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.cdknat.handler.model.AddressRecord;
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
        PlanFixture scene = new PlanFixture()
                .stack(status)
                .gatewayOfTheStack("nat-0abc", "CREATE_COMPLETE")
                .templateSays("STACK/Gateway");

        assertThat(scene.serving("5").step(ending("STACK"))).isEqualTo(unassign("5"));
        assertThat(answer(
                        new PlanFixture()
                                .stack(status)
                                .gatewayOfTheStack("nat-0abc", "CREATE_COMPLETE")
                                .templateSays("STACK/Gateway")
                                .draining("5"),
                        "STACK"))
                .isEqualTo(STACK_GOES);
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
        PlanFixture scene = new PlanFixture()
                .stack(CLEANUP)
                .gatewayOfTheStack("nat-0new", "UPDATE_COMPLETE")
                .recorded("Addresses", "nat-0new/10.0.2.5", "UPDATE_COMPLETE")
                .templateSays("STACK/Gateway")
                .draining("5");

        assertThat(answer(scene, "STACK")).isEqualTo(REPLACED);
    }

    @Test
    void aGatewayThatIsRemovedWithItsAddressesIsNotWaitedFor() {
        assertThat(answer(removing("DELETE_IN_PROGRESS").draining("5"), "RESOURCE"))
                .isEqualTo(TOGETHER);
    }

    /** Should the gateway stay after all, its addresses drain as EC2 was asked to. */
    @Test
    void aGatewayThatIsRemovedWithItsAddressesIsDrainedAllTheSame() {
        assertThat(removing("DELETE_IN_PROGRESS").serving("5").step(ending("RESOURCE")))
                .isInstanceOf(Plan.Step.Call.class);
        assertThat(waits(removing("DELETE_IN_PROGRESS").serving("5").draining("9"), "RESOURCE"))
                .isTrue();
    }

    static Stream<Arguments> gatewaysThatStay() {
        PlanFixture changed = new PlanFixture()
                .stack(CLEANUP)
                .gatewayOfTheStack("nat-0abc", "UPDATE_COMPLETE")
                .recorded("Addresses", "nat-0abc/10.0.1.6", "UPDATE_COMPLETE")
                .templateSays("RESOURCE/Gateway")
                .serving("6");
        PlanFixture unlisted = new PlanFixture().stack("DELETE_IN_PROGRESS").templateSays("STACK/Gateway");
        return Stream.of(
                arguments("of another construct", removing("DELETE_IN_PROGRESS"), "STACK"),
                arguments("whose set has changed", changed, "RESOURCE"),
                arguments("that the template has come to retain", deleting().templateSays(""), "STACK"),
                arguments("that was not deleted before", notDeleted("DELETE_FAILED"), "RESOURCE"),
                arguments("that was skipped before", notDeleted("DELETE_SKIPPED"), "RESOURCE"),
                arguments("without its addresses", withoutAddresses("DELETE_FAILED"), "RESOURCE"),
                arguments("that is skipped without its addresses", withoutAddresses("DELETE_SKIPPED"), "RESOURCE"),
                arguments("replaced by one that is not there yet", replacedBy("", "CREATE_IN_PROGRESS"), "STACK"),
                arguments("replaced by one that goes", replacedBy("nat-0new", "DELETE_IN_PROGRESS"), "STACK"),
                arguments("that the stack does not list", unlisted, "STACK"));
    }

    @ParameterizedTest(name = "a gateway {0}")
    @MethodSource
    void gatewaysThatStay(String which, PlanFixture scene, String with) {
        assertThat(waits(scene.draining("5"), with)).isTrue();
    }

    private static PlanFixture notDeleted(String status) {
        return new PlanFixture()
                .stack("DELETE_IN_PROGRESS")
                .gatewayOfTheStack("nat-0abc", status)
                .templateSays("RESOURCE/Gateway");
    }

    private static PlanFixture withoutAddresses(String status) {
        return new PlanFixture()
                .stack(CLEANUP)
                .gatewayOfTheStack("nat-0abc", status)
                .recorded("Addresses", RECORD, "DELETE_IN_PROGRESS")
                .templateSays("RESOURCE/Gateway");
    }

    private static PlanFixture replacedBy(String physicalId, String status) {
        return new PlanFixture()
                .stack(CLEANUP)
                .gatewayOfTheStack(physicalId, status)
                .templateSays("STACK/Gateway");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "STACK", "STACK/", "STACK/a/b", "FOREVER/Gateway", "STACK/Gate way"})
    void anythingElseTellsNothing(String text) {
        assertThat(DeletedWithStack.parse(text)).isEmpty();
    }

    private static PlanFixture deleting() {
        return new PlanFixture()
                .stack("DELETE_IN_PROGRESS")
                .gatewayOfTheStack("nat-0abc", "CREATE_COMPLETE")
                .templateSays("STACK/Gateway");
    }

    private static PlanFixture removing(String status) {
        return new PlanFixture()
                .stack(CLEANUP)
                .gatewayOfTheStack("nat-0abc", "CREATE_COMPLETE")
                .recorded("Addresses", RECORD, status)
                .templateSays("RESOURCE/Gateway");
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
        return new Request.Delete(
                "Addresses",
                RECORD,
                AddressRecord.parse(RECORD),
                350,
                DrainWait.UNTIL_ENDED,
                1600,
                DeletedWithStack.parse(with + "/Gateway"),
                DrainWaiters.NONE);
    }
}
