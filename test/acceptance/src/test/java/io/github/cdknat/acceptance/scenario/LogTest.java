package io.github.cdknat.acceptance.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.emulator.core.ApiReply;
import io.github.cdknat.handler.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What stands in the log of every scenario, and what never does. */
class LogTest {
    private static final List<EmbeddedAws> TOLD = new ArrayList<>();

    /** A process that dies with a call logs nothing of it, so the scenarios of dying functions are left out. */
    /** What a choice looks at is one entry without an id, for it takes several calls. */
    private static final Set<String> PARTS =
            Set.of("DescribeSubnets", "GetSubnetCidrReservations", "DescribeNetworkInterfaces");

    @BeforeAll
    static void tellEveryStory() {
        ScenarioCatalog.names()
                .filter(title -> !title.contains(" dies "))
                .forEach(title -> Scenario.inProcess(scenario -> {
                    ScenarioCatalog.of(title).accept(scenario);
                    TOLD.add(scenario.aws);
                }));
    }

    @Test
    void neverTellsWhereAnswersGo() {
        assertThat(TOLD).hasSizeGreaterThan(15).allSatisfy(aws -> {
            String log = aws.log().stream().map(Json::write).collect(Collectors.joining("\n"));
            assertThat(log).doesNotContain("X-Amz-Signature", "cloudformation-custom-resource-response");
            aws.cloudFormation().custom().requests().forEach(request -> {
                String url = String.valueOf(request.event().get("ResponseURL"));
                String token = url.replaceAll(".*/|\\?.*", "");
                String signature = url.replaceAll(".*=", "");
                assertThat(log).doesNotContain(url, token, signature);
            });
        });
    }

    @Test
    void tellsTheRequestIdOfEveryAnswerOfEc2() {
        assertThat(TOLD).allSatisfy(aws -> {
            Set<String> logged = aws.log().stream()
                    .flatMap(line -> ((List<?>) line.getOrDefault("calls", List.of())).stream())
                    .map(call -> String.valueOf(((Map<?, ?>) call).get("requestId")))
                    .collect(Collectors.toSet());
            assertThat(logged)
                    .containsAll(aws
                            .account()
                            .callLog()
                            .entries(entry -> entry.call().service().equals("ec2")
                                    && !PARTS.contains(entry.call().action())
                                    && !(entry.reply() instanceof ApiReply.Lost)
                                    && entry.call().principal().contains("ConvergeRole"))
                            .stream()
                            .map(entry -> entry.reply().requestId())
                            .toList());
        });
    }

    @Test
    void hasOneLineForEveryDecision() {
        assertThat(TOLD)
                .allSatisfy(aws -> assertThat(aws.log()).allSatisfy(line -> {
                    assertThat(line).containsKeys("task", "request");
                    assertThat(Json.write(line)).doesNotContain("\n");
                    if (line.get("task").equals("converge")) {
                        assertThat(line).containsKeys("execution", "pass", "next", "why", "step", "calls");
                    }
                }));
    }
}
