package io.github.cdknat.internal;

import java.util.Map;
import software.amazon.awscdk.Validations;
import software.constructs.Construct;

/** Findings of policy validation that are meant to be so; each with its reason, each on one resource. */
final class ValidationAcknowledgments {
    private static final String PACK = "AwsSolutions::";

    private ValidationAcknowledgments() {}

    /** Under both ids that versions of aws-cdk-lib and cdk-nag give the rule: with and without the pack's name. */
    static void add(Construct construct, String rule, String reason) {
        construct.getNode().addMetadata(Validations.ACKNOWLEDGED_RULES_METADATA_KEY, Map.of(rule, reason));
        construct.getNode().addMetadata(Validations.ACKNOWLEDGED_RULES_METADATA_KEY, Map.of(PACK + rule, reason));
    }
}
