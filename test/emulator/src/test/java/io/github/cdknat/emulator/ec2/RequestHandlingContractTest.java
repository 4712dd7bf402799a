package io.github.cdknat.emulator.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.emulator.core.ApiReply;
import io.github.cdknat.emulator.core.FaultInjector;
import io.github.cdknat.emulator.iam.Authorizer;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every call meets before it is carried out: rights, DryRun, throttling, faults. */
class RequestHandlingContractTest extends Ec2Contract {
    private final Set<String> denied = new HashSet<>();

    @Override
    Authorizer authorizer() {
        return (principal, action, resource, keys) -> !denied.contains(action + " " + resource);
    }

    @Test
    void refusesACallThatTheRoleMayNotMake() {
        String arn = "arn:aws:ec2:eu-central-1:123456789012:natgateway/" + gateway;
        denied.add("ec2:" + ASSIGN + " " + arn);
        denied.add("ec2:" + DESCRIBE + " *");
        assertThat(refusedAssign("10.0.1.20"))
                .isEqualTo("403 UnauthorizedOperation: You are not authorized to perform: ec2:" + ASSIGN);
        assertThat(refusalCode(DESCRIBE)).isEqualTo("403 UnauthorizedOperation");
        denied.clear();
        assertThat(statuses()).containsOnlyKeys("10.0.1.4");
    }

    @Test
    void dryRunAsksForThePermissionAndChangesNothing() {
        assertThat(dryRun(ASSIGN, "10.0.1.20"))
                .isEqualTo("412 DryRunOperation: Request would have succeeded, but DryRun flag is set.");
        assertThat(statuses()).containsOnlyKeys("10.0.1.4");
        denied.add("ec2:" + ASSIGN + " arn:aws:ec2:eu-central-1:123456789012:natgateway/" + gateway);
        assertThat(code(dryRun(ASSIGN, "10.0.1.20"))).isEqualTo("403 UnauthorizedOperation");
    }

    @Test
    void dryRunPromisesNoMoreThanThePermission() {
        assertThat(code(dryRun(UNASSIGN, "10.0.1.99"))).isEqualTo("412 DryRunOperation");
    }

    @Test
    void dryRunLooksAtTheRequestTooIfTheSwitchSaysSo() {
        ec2.options().dryRunValidates = true;
        assertThat(code(dryRun(UNASSIGN, "10.0.1.99"))).isEqualTo("400 InvalidParameterValue");
        assertThat(code(dryRun(ASSIGN, "10.0.1.20"))).isEqualTo("412 DryRunOperation");
        assertThat(statuses()).containsOnlyKeys("10.0.1.4");
    }

    @Test
    void assignAndUnassignHaveTenTokensEachAndGetOneASecond() {
        ec2.endpoint().latency(Duration.ZERO);
        Object[] dry = {"NatGatewayId", gateway, "PrivateIpAddress", List.of("10.0.1.20"), "DryRun", "true"};
        assertThat(codes(10, ASSIGN, dry)).containsOnly("412 DryRunOperation");
        assertThat(refusal(ASSIGN, dry)).isEqualTo("503 RequestLimitExceeded: Request limit exceeded.");
        assertThat(codes(10, UNASSIGN, dry)).containsOnly("412 DryRunOperation");
        pass(1);
        assertThat(refusalCode(ASSIGN, dry)).isEqualTo("412 DryRunOperation");
        assertThat(refusalCode(ASSIGN, dry)).isEqualTo("503 RequestLimitExceeded");
    }

    @Test
    void describeCallsHaveAHundredTokensForEachActionAndGetTwentyASecond() {
        ec2.endpoint().latency(Duration.ZERO);
        Object[] one = {"NatGatewayId", List.of(gateway)};
        for (int n = 0; n < 100; n++) {
            ok(DESCRIBE, one);
        }
        assertThat(refusalCode(DESCRIBE, one)).isEqualTo("503 RequestLimitExceeded");
        assertThat(ok("DescribeSubnets", "MaxResults", "5")).isNotEmpty();
        pass(1);
        for (int n = 0; n < 20; n++) {
            ok(DESCRIBE, one);
        }
        assertThat(refusalCode(DESCRIBE, one)).isEqualTo("503 RequestLimitExceeded");
    }

    @Test
    void describeCallsWithoutIdsFiltersAndPagesHaveASmallerBucket() {
        ec2.endpoint().latency(Duration.ZERO);
        for (int n = 0; n < 50; n++) {
            ok("DescribeVpcs");
        }
        assertThat(refusalCode("DescribeVpcs")).isEqualTo("503 RequestLimitExceeded");
        assertThat(ok("DescribeVpcs", "MaxResults", "5")).isNotEmpty();
    }

    @Test
    void throttlingCanBeSwitchedOff() {
        ec2.endpoint().latency(Duration.ZERO);
        ec2.options().throttling = false;
        for (int n = 0; n < 120; n++) {
            ok(DESCRIBE, "NatGatewayId", List.of(gateway));
        }
    }

    @Test
    void refusesAThrottledCallBeforeItHasAnEffect() {
        ec2.faults().next(ASSIGN, FaultInjector.Kind.THROTTLED);
        assertThat(code(refusedAssign("10.0.1.20"))).isEqualTo("503 RequestLimitExceeded");
        assertThat(statuses()).containsOnlyKeys("10.0.1.4");
    }

    @Test
    void aLostRequestHasNoEffectAndALostReplyHas() {
        ec2.faults().next(ASSIGN, FaultInjector.Kind.LOST_REQUEST);
        assertThat(reply(ASSIGN, "NatGatewayId", gateway, "PrivateIpAddress", List.of("10.0.1.20")))
                .isInstanceOf(ApiReply.Lost.class);
        assertThat(statuses()).containsOnlyKeys("10.0.1.4");
        ec2.faults().next(ASSIGN, FaultInjector.Kind.LOST_REPLY);
        assertThat(reply(ASSIGN, "NatGatewayId", gateway, "PrivateIpAddress", List.of("10.0.1.20")))
                .isInstanceOf(ApiReply.Lost.class);
        assertThat(statuses()).containsOnlyKeys("10.0.1.4", "10.0.1.20");
    }

    @Test
    void aServerErrorComesBeforeOrAfterTheEffect() {
        ec2.faults().next(ASSIGN, FaultInjector.Kind.UNAVAILABLE);
        assertThat(refusedAssign("10.0.1.20"))
                .isEqualTo("503 Unavailable: The service is unavailable. Please try again shortly.");
        assertThat(statuses()).containsOnlyKeys("10.0.1.4");
        ec2.faults().next(ASSIGN, FaultInjector.Kind.INTERNAL_ERROR_AFTER_EFFECT);
        assertThat(refusedAssign("10.0.1.20")).isEqualTo("500 InternalError: An internal error has occurred.");
        assertThat(statuses()).containsOnlyKeys("10.0.1.4", "10.0.1.20");
    }

    @Test
    void everyCallIsInTheLedgerWithItsOutcome() {
        assign("10.0.1.20");
        code(refusedAssign("10.0.1.21"));
        assertThat(account.callLog().of(ASSIGN))
                .extracting(entry -> entry.call().principal() + " " + entry.effect())
                .containsExactly(ROLE + " true", ROLE + " false");
        assertThat(account.callLog().of(ASSIGN).get(0).call().parameters())
                .isEqualTo(Map.of("NatGatewayId", gateway, "PrivateIpAddress", List.of("10.0.1.20")));
    }

    @Test
    void aCallTakesAsLongAsItsLatency() {
        ec2.endpoint().latency(Duration.ofMillis(400));
        assertThat(account.now()).isEqualTo("2026-01-01T00:00:00Z");
        described();
        assertThat(account.now()).isEqualTo("2026-01-01T00:00:00.400Z");
    }

    private String dryRun(String action, String address) {
        return refusal(action, "NatGatewayId", gateway, "PrivateIpAddress", List.of(address), "DryRun", "true");
    }

    private List<String> codes(int times, String action, Object... request) {
        return IntStream.range(0, times)
                .mapToObj(n -> refusalCode(action, request))
                .toList();
    }
}
