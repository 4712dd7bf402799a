package io.github.cdknat.acceptance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.github.cdknat.NatGatewaySecondaryAddresses;
import io.github.cdknat.rehearsal.template.LenientJson;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.lambda.Tracing;

/** The policies that the guides offer for copying are held against the policies that the construct makes. */
class PoliciesTest {
    private static final String VERSION = "2012-10-17";

    /** What shows an event, and with it the ResponseURL ("Actions defined by AWS Step Functions", Service Authorization Reference). */
    private static final List<String> SHOW_EVENTS = List.of("states:DescribeExecution", "states:GetExecutionHistory");

    @Test
    void everyPolicyIsAPolicy() throws IOException {
        List<Map<String, Object>> all = statements();

        assertThat(all).hasSizeGreaterThan(3).allSatisfy(statement -> {
            assertThat(statement.keySet()).contains("Sid", "Effect", "Action", "Resource");
            assertThat((String) statement.get("Sid")).matches("[0-9A-Za-z]+");
            assertThat(statement.get("Effect")).isIn("Allow", "Deny");
            assertThat(actions(statement)).allMatch(action -> action.matches("[a-z0-9]+:[A-Z][A-Za-z]+"));
            assertThat(actions(statement)).doesNotHaveDuplicates();
        });
    }

    @Test
    void thePermissionsBoundaryLeavesTheRolesExactlyWhatTheTemplateGivesThem() throws IOException {
        TreeSet<String> plain = granted(false);
        TreeSet<String> withVpcAndTracing = granted(true);

        assertThat(actions("WhatTheHandlerNeeds")).containsExactlyInAnyOrderElementsOf(plain);
        assertThat(new TreeSet<>(Stream.concat(
                                actions("WhatTheHandlerNeeds").stream(), actions("WhatVpcAndTracingNeed").stream())
                        .toList()))
                .isEqualTo(withVpcAndTracing);
    }

    @Test
    void theServiceControlPolicyDeniesExactlyWhatChangesAddresses() throws IOException {
        assertThat(actions("OnlyManagedRolesChangeNatAddresses"))
                .containsExactlyInAnyOrderElementsOf(granted(false).stream()
                        .filter(action -> action.endsWith("PrivateNatGatewayAddress"))
                        .toList());
    }

    @Test
    void whoeverIsOnCallMayReadAndCannotSeeTheResponseUrl() throws IOException {
        assertThat(actions("LookButNotAnswer"))
                .allMatch(action -> action.matches("[a-z0-9]+:(Describe|List|Get|Filter|StartQuery).*"))
                .doesNotContainAnyElementsOf(SHOW_EVENTS);
    }

    @Test
    void historiesAreHiddenByTheNameOfTheStateMachine() throws IOException {
        String hidden = (String) statement("HideHistories").get("Resource");
        Pattern pattern = Pattern.compile(hidden.replace("*", ".*"));

        assertThat(actions("HideHistories")).containsExactlyInAnyOrderElementsOf(SHOW_EVENTS);
        assertThat("arn:aws:states:eu-central-1:111122223333:execution:" + stateMachineNamePrefix() + "0abc:create-1")
                .matches(pattern);
    }

    private static List<Map<String, Object>> statements() throws IOException {
        Stream.Builder<Map<String, Object>> all = Stream.builder();
        for (Documents.Block block : Documents.blocks("json")) {
            Map<String, Object> policy = JSON.std.mapFrom(block.text());
            if (policy.containsKey("Statement")) {
                assertThat(policy).as(block.place()).containsEntry("Version", VERSION);
                LenientJson.list(policy.get("Statement")).forEach(one -> all.add(LenientJson.object(one)));
            }
        }
        return all.build().toList();
    }

    private static Map<String, Object> statement(String sid) throws IOException {
        return statements().stream()
                .filter(statement -> sid.equals(statement.get("Sid")))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> actions(String sid) throws IOException {
        return actions(statement(sid));
    }

    private static List<String> actions(Map<String, Object> statement) {
        return statement.get("Action") instanceof List<?> several
                ? several.stream().map(String::valueOf).toList()
                : List.of(String.valueOf(statement.get("Action")));
    }

    /** Every action of every policy in the template but those that let a service take a role on. */
    private static TreeSet<String> granted(boolean withVpcAndTracing) {
        TreeSet<String> granted = new TreeSet<>();
        collect(template(withVpcAndTracing), granted);
        granted.remove("sts:AssumeRole");
        return granted;
    }

    private static void collect(Object value, TreeSet<String> granted) {
        if (value instanceof Map<?, ?> map) {
            if (map.get("Action") != null) {
                granted.addAll(actions(LenientJson.object(map)));
            }
            map.values().forEach(inner -> collect(inner, granted));
        } else if (value instanceof List<?> list) {
            list.forEach(inner -> collect(inner, granted));
        }
    }

    private static Map<String, Object> template(boolean withVpcAndTracing) {
        Stack stack = new Stack(new App(), "Stack");
        NatGatewaySecondaryAddresses.Builder builder = NatGatewaySecondaryAddresses.Builder.create(stack, "Addresses")
                .natGatewayId("nat-0abc")
                .secondaryPrivateIpAddresses(List.of("10.0.1.20"));
        if (withVpcAndTracing) {
            builder.vpc(new Vpc(stack, "Vpc")).tracing(Tracing.ACTIVE);
        }
        builder.build();
        return Template.fromStack(stack).toJSON();
    }

    private static String stateMachineNamePrefix() {
        Map<String, Map<String, Object>> machines =
                Template.fromJSON(template(false)).findResources("AWS::StepFunctions::StateMachine");
        String properties =
                machines.values().iterator().next().get("Properties").toString();
        return properties.replaceAll("(?s).*StateMachineName=\\{Fn::Join=\\[, \\[([^,]*-),.*", "$1");
    }
}
