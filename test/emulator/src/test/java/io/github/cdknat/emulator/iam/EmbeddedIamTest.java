package io.github.cdknat.emulator.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cdknat.emulator.core.ApiCall;
import io.github.cdknat.emulator.core.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Policy evaluation ("Policy evaluation logic", IAM User Guide), as far as roles with inline policies go. */
class EmbeddedIamTest {
    private static final String ROLE = "arn:aws:iam::123456789012:role/r";
    private static final String GATEWAY = "arn:aws:ec2:eu-central-1:123456789012:natgateway/nat-1";

    private final VirtualClock clock = new VirtualClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final EmbeddedIam iam = new EmbeddedIam(clock);

    @BeforeEach
    void makeTheRole() {
        iam.putRole(ROLE);
    }

    /** Without an allow nothing is allowed; an explicit deny wins wherever it stands; * and ? are wildcards, and nothing else is. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Allow ec2:Assign nat-1 | ec2:Assign   nat-1 | true
                    Allow ec2:Assign nat-1 | ec2:Unassign nat-1 | false
                    Allow ec2:Assign nat-1 | ec2:Assign   nat-12 | false
                    Allow ec2:* *          | s3:Assign    nat-1 | false
                    Deny ec2:Unassign nat-1, Allow ec2:* *, Deny ec2:Assign * | ec2:Unassign nat-1 | false
                    Deny ec2:Unassign nat-1, Allow ec2:* *, Deny ec2:Assign * | ec2:Assign   nat-1 | false
                    Deny ec2:Unassign nat-1, Allow ec2:* *, Deny ec2:Assign * | ec2:Describe *     | true
                    Allow ec2:Describe* arn:*:*:nat-? | ec2:DescribeNatGateways arn:aws:1:nat-1  | true
                    Allow ec2:Describe* arn:*:*:nat-? | ec2:DescribeNatGateways arn:aws:1:nat-12 | false
                    Allow ec2:A.B *        | ec2:AxB      nat-1 | false
                    # Actions are not case-sensitive, and resources are
                    Allow EC2:assign nat-1 | ec2:Assign   nat-1 | true
                    Allow ec2:Assign nat-1 | ec2:Assign   NAT-1 | false
                    """)
    void statementsAllowOrDeny(String statements, String call, boolean allowed) {
        for (String text : statements.split(", ")) {
            String[] words = text.split(" ");
            put(text, statement(words[0], words[1], words[2]));
        }
        assertThat(allows(call.split(" +")[0], call.split(" +")[1])).isEqualTo(allowed);
    }

    @Test
    void aRightCanBeWithdrawnForAWhile() {
        put("p", allow("*", "*"));
        iam.withdrawn("ec2:Unassign"::equals);
        assertThat(allows("ec2:Unassign", GATEWAY)).isFalse();
        assertThat(allows("ec2:Assign", GATEWAY)).isTrue();
        assertThat(iam.allows(ApiCall.ADMIN, "ec2:Unassign", GATEWAY, Map.of())).isTrue();
        iam.withdrawn(action -> false);
        assertThat(allows("ec2:Unassign", GATEWAY)).isTrue();
    }

    @Test
    void anUnknownRoleMayDoNothingAndTheAdministratorEverything() {
        assertThat(allows("ec2:Assign", GATEWAY)).isFalse();
        put("p", allow("*", "*"));
        assertThat(iam.allows("arn:aws:iam::123456789012:role/other", "ec2:Assign", GATEWAY, Map.of()))
                .isFalse();
        assertThat(iam.allows(ApiCall.ADMIN, "ec2:Assign", GATEWAY, Map.of())).isTrue();
    }

    @Test
    void aPolicyThatIsDeletedOrReplacedNoLongerAllows() {
        put("p", allow("ec2:Assign", "*"));
        put("p", allow("ec2:Unassign", "*"));
        assertThat(allows("ec2:Assign", GATEWAY)).isFalse();
        iam.deletePolicy(ROLE, "p");
        assertThat(allows("ec2:Unassign", GATEWAY)).isFalse();
        put("p", allow("*", "*"));
        iam.deleteRole(ROLE);
        assertThat(allows("ec2:Assign", GATEWAY)).isFalse();
    }

    @Test
    void aNewPolicyTakesTimeToWork() {
        iam.propagation(Duration.ofSeconds(10));
        put("p", allow("ec2:Assign", "*"));
        clock.advance(Duration.ofSeconds(9));
        assertThat(allows("ec2:Assign", GATEWAY)).isFalse();
        clock.advance(Duration.ofSeconds(1));
        assertThat(allows("ec2:Assign", GATEWAY)).isTrue();
    }

    @Test
    void failsWhenAStatementHasWhatIsNotKnown() {
        for (String name : List.of("Condition", "NotAction", "NotResource", "Principal")) {
            Map<String, Object> statement = allow("ec2:Assign", "*");
            statement.put(name, Map.of());
            put("p", statement);
            assertThatThrownBy(() -> allows("ec2:Assign", GATEWAY))
                    .hasMessage("The embedded IAM does not know " + name + " in a policy statement");
        }
        put("p", statement("Maybe", "ec2:Assign", "*"));
        assertThatThrownBy(() -> allows("ec2:Assign", GATEWAY))
                .hasMessage("The embedded IAM does not know the effect Maybe");
        assertThatThrownBy(() -> iam.putPolicy("arn:other", "p", Map.of())).hasMessage("No such role: arn:other");
    }

    private boolean allows(String action, String resource) {
        return iam.allows(ROLE, action, resource, Map.of());
    }

    private void put(String name, Map<String, Object> statement) {
        iam.putPolicy(ROLE, name, Map.of("Version", "2012-10-17", "Statement", List.of(statement)));
    }

    private static Map<String, Object> allow(String action, String resource) {
        return statement("Allow", action, resource);
    }

    private static Map<String, Object> statement(String effect, String action, String resource) {
        return new LinkedHashMap<>(Map.of("Effect", effect, "Action", List.of(action), "Resource", resource));
    }
}
