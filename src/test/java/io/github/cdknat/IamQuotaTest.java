package io.github.cdknat;

import static io.github.cdknat.SynthesizedStack.list;
import static io.github.cdknat.SynthesizedStack.map;
import static io.github.cdknat.SynthesizedStack.ref;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Stack;

/** Rights stay within IAM's quotas. */
class IamQuotaTest {
    private static final String CONVERGE_ROLE = "NatGatewaySecondaryAddressesConvergeRole";

    private final Stack stack = SynthesizedStack.emptyStack();

    /**
     * All inline policies of one role have at most 10,240 characters, white space not counted ("IAM and AWS STS quotas", IAM
     * User Guide); tried with the longest names of partitions and Regions.
     */
    @Test
    void thirtyFiveDeclarationsFitIntoOneRole() throws IOException {
        IntStream.range(0, 35).forEach(i -> declare("Addresses" + i, "nat-%017x".formatted(i)));
        SynthesizedStack synthesized = SynthesizedStack.of(stack);
        List<Object> documents = new ArrayList<>(inlineDocuments(synthesized, CONVERGE_ROLE));
        synthesized
                .ids("AWS::IAM::RolePolicy")
                .forEach(id -> documents.add(synthesized.properties(id).get("PolicyDocument")));
        int characters = 0;
        for (Object document : documents) {
            characters +=
                    JSON.std.asString(deployed(document)).replaceAll("\\s", "").length();
        }

        assertThat(documents).hasSize(36);
        assertThat(characters).isBetween(9_000, 10_240);
    }

    /**
     * A managed policy has at most 6,144 characters, white space not counted, and a role at most 10 of them ("IAM and AWS STS quotas",
     * IAM User Guide), of which a deployment that replaces them needs half; a description has at most 1,000 (CreatePolicy).
     */
    @Test
    void whatDoesNotFitIntoTheRoleSharesManagedPolicies() throws IOException {
        IntStream.range(0, 195).forEach(i -> declare("Addresses" + i, "nat-%017x".formatted(i)));
        SynthesizedStack synthesized = SynthesizedStack.of(stack);

        assertThat(synthesized.ids("AWS::IAM::RolePolicy")).hasSize(35);
        assertThat(synthesized.ids("AWS::IAM::ManagedPolicy"))
                .containsExactly(
                        "NatGatewaySecondaryAddressesRights1",
                        "NatGatewaySecondaryAddressesRights2",
                        "NatGatewaySecondaryAddressesRights3",
                        "NatGatewaySecondaryAddressesRights4");
        for (String id : synthesized.ids("AWS::IAM::ManagedPolicy")) {
            Map<String, Object> properties = synthesized.properties(id);
            String document = JSON.std.asString(deployed(properties.get("PolicyDocument")));
            assertThat(document.replaceAll("\\s", "")).hasSizeBetween(3_000, 6_144);
            assertThat((String) properties.get("Description")).hasSizeBetween(800, 1_000);
            assertThat(properties.get("Roles")).isEqualTo(List.of(ref(CONVERGE_ROLE)));
        }
    }

    private void declare(String id, String gatewayId) {
        new NatGatewaySecondaryAddresses(stack, id, gatewayId, List.of());
    }

    private static List<Object> inlineDocuments(SynthesizedStack synthesized, String role) {
        return list(synthesized.properties(role).get("Policies")).stream()
                .map(policy -> map(policy).get("PolicyDocument"))
                .toList();
    }

    /** The value with its intrinsic functions replaced by long answers. */
    private static Object deployed(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(IamQuotaTest::deployed).toList();
        }
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        if (map.containsKey("Fn::Join")) {
            List<Object> arguments = list(map.get("Fn::Join"));
            return list(arguments.get(1)).stream()
                    .map(part -> deployed(part).toString())
                    .collect(Collectors.joining((String) arguments.get(0)));
        }
        if (map.containsKey("Fn::GetAtt")) {
            return "arn:aws-us-gov:logs:ap-northeast-1:123456789012:log-group:" + "A".repeat(128) + ":*";
        }
        if (map.containsKey("Fn::Select")) {
            return "01234567-89ab-cdef-0123-456789abcdef";
        }
        if (map.containsKey("Ref")) {
            return switch ((String) map.get("Ref")) {
                case "AWS::Partition" -> "aws-us-gov";
                case "AWS::Region" -> "ap-northeast-1";
                case "AWS::AccountId" -> "123456789012";
                case "AWS::StackId" ->
                    "arn:aws-us-gov:cloudformation:ap-northeast-1:123456789012:stack/" + "A".repeat(128) + "/"
                            + "01234567-89ab-cdef-0123-456789abcdef";
                default -> throw new AssertionError("unknown " + map);
            };
        }
        return map.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> deployed(entry.getValue())));
    }
}
