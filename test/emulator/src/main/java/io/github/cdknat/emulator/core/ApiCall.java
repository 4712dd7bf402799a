package io.github.cdknat.emulator.core;

import java.util.List;
import java.util.Map;

/**
 * One call of an AWS API, decoded from whatever protocol it came over.
 *
 * @param service the signing name: {@code ec2}, {@code cloudformation}, {@code states} or {@code sts}
 * @param action the API action, for example {@code AssignPrivateNatGatewayAddress}
 * @param parameters names as on the wire; {@code Name.N} is a list, {@code Name.N.Member} a list of maps
 * @param principal the ARN of the role that signed the call, or {@link #ADMIN}
 */
public record ApiCall(String service, String action, Map<String, Object> parameters, String principal) {
    /** The person at the console: may do everything. */
    public static final String ADMIN = "arn:aws:iam::123456789012:user/admin";

    /** The scalar of that name, or null. */
    public String text(String name) {
        Object value = parameters.get(name);
        return value == null ? null : value.toString();
    }

    /** Whether the call only asks for permission. */
    public boolean isDryRun() {
        return "true".equals(text("DryRun"));
    }

    /** The list of that name; empty when absent. */
    public List<?> list(String name) {
        return parameters.get(name) instanceof List<?> list ? list : List.of();
    }
}
