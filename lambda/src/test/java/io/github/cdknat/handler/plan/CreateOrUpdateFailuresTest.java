package io.github.cdknat.handler.plan;

import static io.github.cdknat.handler.plan.PlanFixture.create;
import static io.github.cdknat.handler.plan.PlanFixture.createOrUpdate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.cdknat.handler.model.AddressStatus;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.StackOperation;
import io.github.cdknat.shared.Ipv4;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Why a create or update fails, in full. */
class CreateOrUpdateFailuresTest {
    static Stream<Arguments> failures() {
        return Stream.of(
                arguments(
                        new PlanFixture().withoutGateway(),
                        "EC2 knows no such NAT gateway in this account and Region; check natGatewayId."),
                arguments(
                        new PlanFixture().gateway("deleting", "private", "zonal"),
                        "the NAT gateway is deleting; declare addresses of one that is available."),
                arguments(
                        new PlanFixture().gateway("available", "public", "zonal"),
                        "the NAT gateway is public, and only a private one takes private secondary addresses this way; pass"
                                + " the id of a private NAT gateway."),
                arguments(
                        new PlanFixture().gateway("available", "private", "regional"),
                        "the NAT gateway is regional, and a regional one cannot be private; pass the id of a zonal private"
                                + " NAT gateway."),
                arguments(
                        new PlanFixture().with(AddressStatus.FAILED, "Address is in use", "9"),
                        "10.0.1.9 failed on the gateway, and EC2 says \"Address is in use\"; unassign the failed address"
                                + " if it is still there, then deploy again."),
                arguments(
                        new PlanFixture().draining("30"),
                        "the time of this request (1600 s) is over and not serving are: 10.0.1.9 while the"
                                + " gateway is busy with 10.0.1.30 (unassigning since 2026-01-01T00:02:10Z or longer); deploy"
                                + " again after 2026-01-01T01:08:50Z, when the last drain is over."));
    }

    @ParameterizedTest
    @MethodSource
    void failures(PlanFixture scene, String reason) {
        assertThat(scene.failure(create("9"))).isEqualTo("Cannot hold 10.0.1.9 on nat-0abc: " + reason);
    }

    static Stream<Arguments> declarations() {
        return Stream.of(
                arguments(
                        declaring(8, "10.0.1.4"),
                        "10.0.1.4: 10.0.1.4 is the gateway's primary address, which can never be assigned or unassigned;"
                                + " remove it from secondaryPrivateIpAddresses."),
                arguments(
                        declaring(8, "10.9.9.9"),
                        "10.9.9.9: 10.9.9.9 is outside 10.0.1.0/24, the gateway's subnet subnet-1; declare addresses of"
                                + " that subnet."),
                arguments(
                        declaring(8, "10.0.1.3"),
                        "10.0.1.3: 10.0.1.3 is one of the five addresses that AWS reserves in 10.0.1.0/24, the gateway's"
                                + " subnet subnet-1 (the first four and the last); declare another address."),
                arguments(
                        declaring(3, "10.0.1.9", "10.0.1.10", "10.0.1.11"),
                        "10.0.1.9, 10.0.1.10, 10.0.1.11: 3 secondary addresses are declared, and with addressLimit 3 a"
                                + " gateway takes 2 beside its primary one; declare fewer, or raise addressLimit if your quota"
                                + " is higher."),
                arguments(
                        declaring(3, "10.0.1.9"),
                        "10.0.1.9: 1 more (10.0.1.9) do not fit beside the 3 of at most 3 addresses there: 10.0.1.4"
                                + " (primary, succeeded), 10.0.1.5 (succeeded), 10.0.1.6 (succeeded); release some of these, or"
                                + " declare fewer, or raise addressLimit if your quota is higher."));
    }

    @ParameterizedTest
    @MethodSource
    void declarations(Request.CreateOrUpdate request, String reason) {
        assertThat(new PlanFixture().serving("5", "6").failure(request))
                .isEqualTo("Cannot hold " + reason.replaceFirst(":", " on nat-0abc:"));
    }

    @Test
    void theSameGatewayIsDescribedInTheSameWordsInWhateverOrderEc2ListsIt() {
        Request.CreateOrUpdate request = createOrUpdate(3, Optional.empty(), "9");
        assertThat(new PlanFixture().serving("6").serving("5").failure(request))
                .isEqualTo(new PlanFixture().serving("5").serving("6").failure(request));
    }

    @Test
    void answersAtTheDeadlineEvenIfCloudFormationsRecordsNeverCatchUp() {
        Journal ahead = Journal.empty()
                .with(draft -> draft.operation =
                        new StackOperation("CREATE_IN_PROGRESS", PlanFixture.START.toEpochMilli() + 1_000_000));
        PlanFixture scene = new PlanFixture();
        assertThat(scene.reason(create("9"), ahead))
                .isEqualTo(
                        "Cannot hold 10.0.1.9 on nat-0abc: the time of this request (1600 s) is over and not serving are: 10.0.1.9;"
                                + " deploy again.");
        assertThat(scene.seen().now()).isBefore(PlanFixture.START.plusSeconds(1600));
    }

    private static Request.CreateOrUpdate declaring(int limit, String... addresses) {
        SortedSet<Ipv4> declared =
                Ipv4.sorted(Stream.of(addresses).map(Ipv4::of).toList());
        return PlanFixture.listing(limit, 1600, Optional.empty(), declared);
    }
}
