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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    void dryRunPromisesNoMoreThanThePermissionUnlessTheSwitchSaysSo() {
        assertThat(code(dryRun(UNASSIGN, "10.0.1.99"))).isEqualTo("412 DryRunOperation");
        ec2.options().dryRunValidates = true;
        assertThat(code(dryRun(UNASSIGN, "10.0.1.99"))).isEqualTo("400 InvalidParameterValue");
        assertThat(code(dryRun(ASSIGN, "10.0.1.20"))).isEqualTo("412 DryRunOperation");
        assertThat(statuses()).containsOnlyKeys("10.0.1.4");
    }

    /** Describe calls without ids, filters and pages have a smaller bucket of their own. */
    @ParameterizedTest
    @CsvSource({
        "AssignPrivateNatGatewayAddress, NatGatewayId, 10, 1",
        "UnassignPrivateNatGatewayAddress, NatGatewayId, 10, 1",
        "DescribeSubnets, MaxResults, 100, 20",
        "DescribeVpcs, , 50, 10"
    })
    void everyActionHasItsOwnTokensAndGetsSomeEverySecond(String action, String parameter, int tokens, int perSecond) {
        ec2.endpoint().latency(Duration.ZERO);
        Object[] dry = {"DryRun", "true"};
        Object[] request = parameter == null ? dry : after(dry, parameter, "5");
        String throttled = "503 RequestLimitExceeded: Request limit exceeded.";
        assertThat(refusals(tokens, action, request)).doesNotContain(throttled);
        assertThat(refusal(action, request)).isEqualTo(throttled);
        assertThat(refusal(action.equals(ASSIGN) ? UNASSIGN : ASSIGN, dry)).isNotEqualTo(throttled);
        assertThat(ok("DescribeVpcs", "MaxResults", "5")).isNotEmpty();
        pass(1);
        assertThat(refusals(perSecond, action, request)).doesNotContain(throttled);
        assertThat(refusal(action, request)).isEqualTo(throttled);
        ec2.options().throttling = false;
        assertThat(refusals(120, action, request)).doesNotContain(throttled);
    }

    private List<String> refusals(int times, String action, Object... request) {
        return Stream.generate(() -> refusal(action, request)).limit(times).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    LOST_REQUEST                | no answer | false
                    LOST_REPLY                  | no answer | true
                    THROTTLED                   | 503 RequestLimitExceeded: Request limit exceeded. | false
                    UNAVAILABLE                 | 503 Unavailable: The service is unavailable. Please try again shortly. | false
                    INTERNAL_ERROR_AFTER_EFFECT | 500 InternalError: An internal error has occurred. | true
                    """)
    void aFaultKeepsTheCallFromItsEffectOrTheAnswerFromTheCaller(
            FaultInjector.Kind fault, String answer, boolean effect) {
        ec2.faults().next(ASSIGN, fault);
        ApiReply reply = reply(ASSIGN, "NatGatewayId", gateway, "PrivateIpAddress", List.of("10.0.1.20"));
        assertThat(
                        reply instanceof ApiReply.Fault refused
                                ? refused.status() + " " + refused.code() + ": " + refused.message()
                                : reply instanceof ApiReply.Lost ? "no answer" : "carried out")
                .isEqualTo(answer);
        assertThat(statuses().containsKey("10.0.1.20")).isEqualTo(effect);
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
}
