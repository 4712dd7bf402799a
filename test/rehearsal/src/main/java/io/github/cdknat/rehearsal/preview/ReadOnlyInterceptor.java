package io.github.cdknat.rehearsal.preview;

import java.util.Set;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Lets a client send nothing but these calls, whoever asks for another one. */
final class ReadOnlyInterceptor implements ExecutionInterceptor {
    static final Set<String> CALLS = Set.of(
            "DescribeNatGateways",
            "DescribeSubnets",
            "DescribeNetworkInterfaces",
            "GetSubnetCidrReservations",
            "ListStackResources");

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        String call = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        if (!CALLS.contains(call)) {
            throw SdkClientException.create("A preview only reads: " + call + " is not sent");
        }
    }
}
