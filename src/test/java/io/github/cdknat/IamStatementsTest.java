package io.github.cdknat;

import static io.github.cdknat.SynthesizedStack.getAtt;
import static io.github.cdknat.SynthesizedStack.join;
import static io.github.cdknat.SynthesizedStack.list;
import static io.github.cdknat.SynthesizedStack.map;
import static io.github.cdknat.SynthesizedStack.ref;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.CfnNatGateway;

/** Who may do what: read from every IAM statement of the template. */
class IamStatementsTest {
    private static final List<String> CHANGES =
            List.of("ec2:AssignPrivateNatGatewayAddress", "ec2:UnassignPrivateNatGatewayAddress");
    private static final List<String> LOGS = List.of("logs:CreateLogStream", "logs:PutLogEvents");
    private static final String CONVERGE_ROLE = "NatGatewaySecondaryAddressesConvergeRole";
    private static final String ON_EVENT_ROLE = "NatGatewaySecondaryAddressesOnEventRole";
    private static final String STATE_MACHINE_ROLE = "NatGatewaySecondaryAddressesStateMachineRole";

    private final Stack stack = SynthesizedStack.emptyStack();

    /** One statement as it stands in the template. */
    private record Grant(String role, Object actions, Object resource) {}

    @Test
    void nothingButReadingEc2IsAllowedOnEverything() {
        declare("Addresses", "nat-0abc");

        assertThat(grants())
                .filteredOn(grant -> grant.resource().toString().contains("*"))
                .isNotEmpty()
                .allSatisfy(grant -> assertThat(list(grant.actions()))
                        .allSatisfy(action -> assertThat((String) action).matches("ec2:(Describe|Get)[A-Za-z]+")));
        assertThat(grants()).noneMatch(grant -> grant.actions().toString().contains("*"));
    }

    /** Read from the handler's own byte code: a call without its right fails in an account, a right without a call is too much. */
    @Test
    void theFunctionsMayCallExactlyWhatTheirCodeCalls() {
        declare("Addresses", "nat-0abc");

        assertThat(grants())
                .filteredOn(grant -> !grant.role().equals(STATE_MACHINE_ROLE))
                .flatExtracting(grant -> list(grant.actions()))
                .filteredOn(action -> !((String) action).matches("logs:.*|lambda:InvokeFunction"))
                .containsExactlyInAnyOrderElementsOf(HandlerCalls.actions());
    }

    /** Each gateway once, and no other: those that share a policy get no more than those that have one of their own. */
    @Test
    void sharedPoliciesAllowNoMoreThanOnesOwn() {
        IntStream.range(0, 36).forEach(i -> declare("Addresses" + i, "nat-" + i));

        List<Grant> changing = grants().stream()
                .filter(grant -> grant.actions().toString().contains("Assign"))
                .toList();
        assertThat(changing).hasSize(36);
        assertThat(changing).contains(new Grant(CONVERGE_ROLE, CHANGES, List.of(gatewayArn("nat-35"))));
    }

    /**
     * PolicyName is create-only (AWS::IAM::RolePolicy, AWS CloudFormation User Guide): with the gateway's id in it, another
     * gateway gets rights of its own and the old ones last until clean-up.
     */
    @Test
    void theRightsAreNamedByTheGatewaysId() {
        declare("Addresses", "nat-0abc");
        CfnNatGateway gateway = SynthesizedStack.gateway(stack, "Gateway");
        declare("Others", gateway.getAttrNatGatewayId());

        SynthesizedStack synthesized = SynthesizedStack.of(stack);
        assertThat(synthesized.properties("AddressesRights94D33D1F"))
                .containsEntry("PolicyName", "StackAddressesC58A29E0-nat-0abc")
                .containsEntry("RoleName", ref(CONVERGE_ROLE));
        assertThat(synthesized.properties(
                        synthesized.ids("AWS::IAM::RolePolicy").get(1)))
                .containsEntry("PolicyName", join("", "StackOthers53A91237-", getAtt("Gateway", "NatGatewayId")))
                .containsEntry("RoleName", ref(CONVERGE_ROLE));
        assertThat(grants()).contains(new Grant(CONVERGE_ROLE, CHANGES, gatewayArn(getAtt("Gateway", "NatGatewayId"))));
    }

    /** The name of a policy has at most 128 characters, also for a construct with a long path. */
    @Test
    void theNameOfTheRightsStaysShort() {
        String longest = "nat-" + "0".repeat(60);
        declare("A".repeat(200), longest);

        SynthesizedStack synthesized = SynthesizedStack.of(stack);
        assertThat((String) synthesized
                        .properties(synthesized.id("AWS::IAM::RolePolicy"))
                        .get("PolicyName"))
                .hasSizeLessThanOrEqualTo(128)
                .endsWith("-" + longest);
    }

    private static Map<String, Object> arn(String service, Object... resource) {
        List<Object> parts = new ArrayList<>(List.of("arn:", ref("AWS::Partition"), ":" + service + ":"));
        parts.addAll(List.of(ref("AWS::Region"), ":", ref("AWS::AccountId")));
        parts.addAll(List.of(resource));
        return join("", parts.toArray());
    }

    private static Map<String, Object> gatewayArn(Object id) {
        return id instanceof String literal ? arn("ec2", ":natgateway/" + literal) : arn("ec2", ":natgateway/", id);
    }

    private void declare(String id, String gatewayId) {
        new NatGatewaySecondaryAddresses(stack, id, gatewayId, List.of());
    }

    private List<Grant> grants() {
        SynthesizedStack synthesized = SynthesizedStack.of(stack);
        List<Grant> grants = new ArrayList<>();
        for (String role : synthesized.ids("AWS::IAM::Role")) {
            inlineDocuments(synthesized, role).forEach(document -> addGrants(grants, role, document));
        }
        for (String policy : synthesized.ids("AWS::IAM::RolePolicy")) {
            Map<String, Object> properties = synthesized.properties(policy);
            String role = (String) map(properties.get("RoleName")).get("Ref");
            addGrants(grants, role, properties.get("PolicyDocument"));
        }
        for (String policy : synthesized.ids("AWS::IAM::ManagedPolicy")) {
            Map<String, Object> properties = synthesized.properties(policy);
            for (Object role : list(properties.get("Roles"))) {
                addGrants(grants, (String) map(role).get("Ref"), properties.get("PolicyDocument"));
            }
        }
        return grants;
    }

    private static List<Object> inlineDocuments(SynthesizedStack synthesized, String role) {
        return list(synthesized.properties(role).get("Policies")).stream()
                .map(policy -> map(policy).get("PolicyDocument"))
                .toList();
    }

    private static void addGrants(List<Grant> grants, String role, Object document) {
        for (Object item : list(map(document).get("Statement"))) {
            Map<String, Object> statement = map(item);
            assertThat(statement)
                    .containsOnlyKeys("Effect", "Action", "Resource")
                    .containsEntry("Effect", "Allow");
            grants.add(new Grant(role, statement.get("Action"), statement.get("Resource")));
        }
    }
}
