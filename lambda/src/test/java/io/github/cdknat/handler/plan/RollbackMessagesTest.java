package io.github.cdknat.handler.plan;

import static io.github.cdknat.handler.plan.PlanFixture.after;
import static io.github.cdknat.handler.plan.PlanFixture.delete;
import static io.github.cdknat.handler.plan.PlanFixture.ip;
import static io.github.cdknat.handler.plan.PlanFixture.ips;
import static io.github.cdknat.handler.plan.PlanFixture.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.cdknat.handler.model.AddressChange;
import io.github.cdknat.handler.model.Gateway;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.shared.Cidr;
import io.github.cdknat.shared.Ipv4;
import io.github.cdknat.shared.Subnet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** In a rollback nobody can change the declaration or deploy: what helps is to free something and to continue it, or to skip. */
class RollbackMessagesTest {
    private static final String RECORD = "nat-0abc/10.0.1.5";
    private static final Subnet SUBNET = Subnet.of("subnet-1", "10.0.2.0/24").orElseThrow();
    private static final String SKIP = "; continue the update rollback without Addresses (ResourcesToSkip).";

    static Stream<Arguments> advice() {
        return Stream.of(
                says(
                        (say, gateway) -> say.noGateway(),
                        "EC2 knows no such NAT gateway in this account and Region" + SKIP),
                says((say, gateway) -> say.gatewayGone(gateway), "the NAT gateway is available" + SKIP),
                says(
                        (say, gateway) -> say.publicGateway(),
                        "the NAT gateway is public, and only a private one takes private secondary addresses this way"
                                + SKIP),
                says(
                        (say, gateway) -> say.regionalGateway(),
                        "the NAT gateway is regional, and a regional one cannot be private" + SKIP),
                says(
                        (say, gateway) -> say.tooMany(),
                        "1 secondary addresses are declared, and with addressLimit 8 a gateway takes 7 beside its primary"
                                + " one" + SKIP),
                says(
                        (say, gateway) -> say.primaryDeclared(ip("5")),
                        "10.0.1.5 is the gateway's primary address, which can never be assigned or unassigned" + SKIP),
                says(
                        (say, gateway) -> say.outsideSubnet(ip("5"), SUBNET),
                        "10.0.1.5 is outside 10.0.2.0/24, the gateway's subnet subnet-1" + SKIP),
                says(
                        (say, gateway) -> say.reserved(ip("5"), SUBNET),
                        "10.0.1.5 is one of the five addresses that AWS reserves in 10.0.2.0/24, the gateway's subnet"
                                + " subnet-1 (the first four and the last)" + SKIP),
                says(
                        (say, gateway) -> say.noRoom(gateway, Ipv4.sorted(ips("5"))),
                        "1 more (10.0.1.5) do not fit beside the 2 of at most 8 addresses there: 10.0.1.4 (primary,"
                                + " succeeded), 10.0.1.7 (succeeded); release some of these, then continue the update"
                                + " rollback."),
                says(
                        (say, gateway) ->
                                say.failedAddress(gateway.find(ip("7")).orElseThrow()),
                        "10.0.1.7 failed on the gateway, and EC2 says \"\"; unassign the failed address if it is still"
                                + " there, then continue the update rollback."),
                says(
                        (say, gateway) ->
                                say.poolOutsideSubnet(Cidr.parse("10.0.3.0/28").orElseThrow(), SUBNET),
                        "the pool is not inside 10.0.2.0/24, the gateway's subnet subnet-1" + SKIP),
                says(
                        (say, gateway) -> say.choseTooOften(),
                        "addresses that looked free were taken 0 times in a row (none); free one of them, then continue"
                                + " the update rollback."),
                says(
                        (say, gateway) -> say.notEnoughFree("0 free, 3 in use", new TreeSet<>(List.of("Sibling"))),
                        "0 have still to be chosen, and of the addresses there are 0 free, 3 in use; free some, then"
                                + " continue the update rollback."),
                says(
                        (say, gateway) -> say.onAnotherGateway(Ipv4.sorted(ips("5")), "nat-0def", "Addresses"),
                        "10.0.1.5 serves on nat-0def, by the stack's own record of Addresses, and an address can be on one"
                                + " gateway only; unassign it there, then continue the update rollback."));
    }

    private static Arguments says(BiFunction<CreateOrUpdateMessages, Gateway, String> message, String expected) {
        return arguments(message, expected);
    }

    @ParameterizedTest
    @MethodSource
    void advice(BiFunction<CreateOrUpdateMessages, Gateway, String> message, String expected) {
        PlanFixture scene = new PlanFixture().serving("7").stack("UPDATE_ROLLBACK_IN_PROGRESS");
        CreateOrUpdateMessages say =
                new CreateOrUpdateMessages(update(RECORD, "5"), after("UPDATE_ROLLBACK_IN_PROGRESS"), scene.seen());
        assertThat(message.apply(say, scene.seen().gateway().orElseThrow()))
                .isEqualTo("Cannot hold 10.0.1.5 on nat-0abc: " + expected);
    }

    /** A rollback waits for room until its deadline, and says then what fills the gateway. */
    @Test
    void aFullGatewayIsNamedAsFullWithWhatFillsIt() {
        PlanFixture scene = new PlanFixture()
                .serving("7", "8")
                .stack("UPDATE_ROLLBACK_IN_PROGRESS")
                .at(1420);
        Request.CreateOrUpdate request = PlanFixture.createOrUpdate(3, Optional.of(RECORD), "5");
        assertThat(scene.answer(request, after("UPDATE_ROLLBACK_IN_PROGRESS")).reason())
                .isEqualTo(
                        "Cannot hold 10.0.1.5 on nat-0abc: the time of this request (1600 s) is over and not serving are:"
                                + " 10.0.1.5; the gateway is full, it has 10.0.1.4 (primary, succeeded), 10.0.1.7 (succeeded),"
                                + " 10.0.1.8 (succeeded), of at most 3; release one of these, then continue the update rollback.");
    }

    /** As when privateIpAddress is changed, which replaces the gateway, and the list stays. */
    @Test
    void whatTheStacksOldGatewayStillHasIsSaidWithTheTwoStepsThatWork() {
        PlanFixture scene = new PlanFixture()
                .recorded("Addresses", "nat-0old/10.0.1.5", "UPDATE_IN_PROGRESS")
                .at(130);
        Journal.RejectedCall rejected = new Journal.RejectedCall(
                AddressChange.assign(Ipv4.sorted(ips("5"))), "InvalidIPAddress.InUse", "No.", PlanFixture.START);
        Journal journal = after("UPDATE_IN_PROGRESS");
        Journal judged = new AfterRejection(update("nat-0old/10.0.1.5", "5"), journal, scene.seen())
                .of(rejected)
                .orElseThrow();
        assertThat(judged.failureReason())
                .contains("Cannot hold 10.0.1.5 on nat-0abc: 10.0.1.5 serves on nat-0old, by the stack's own record of"
                        + " Addresses, and an address can be on one gateway only; deploy twice: first without it (nat-0old"
                        + " releases it at the end of that deployment), then with it on the new gateway.");
    }

    /** A clean-up forgets a Delete that has failed three times. */
    @Test
    void aDeleteOfACleanUpSaysWhatIsLeftToDo() {
        Journal.RejectedCall rejected = new Journal.RejectedCall(
                AddressChange.unassign(Ipv4.sorted(ips("5")), 350), "Code", "No.", PlanFixture.START);
        assertThat(Messages.refused(
                        delete(RECORD),
                        after("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS"),
                        rejected,
                        new PlanFixture().withoutGateway().seen()))
                .isEqualTo(
                        "Cannot unassign 10.0.1.5 from nat-0abc: EC2 refused it (Code: No.); look at the address in the"
                                + " console, then delete again, or unassign what is left when the clean-up has ended.");
    }
}
