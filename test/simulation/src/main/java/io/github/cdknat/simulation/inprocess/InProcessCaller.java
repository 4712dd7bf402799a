package io.github.cdknat.simulation.inprocess;

import io.github.cdknat.emulator.core.ApiCall;
import io.github.cdknat.emulator.core.ApiReply;
import io.github.cdknat.emulator.core.ApiService;
import io.github.cdknat.handler.aws.ErrorKind;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.DefaultAwsResponseMetadata;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * Calls an emulated service with the SDK's requests, as one role, and answers with the SDK's responses and exceptions, without HTTP in
 * between. The SDK's own descriptions of its fields say what is called how on the wire.
 *
 * @param attempts how often a call is made that gets no answer or is throttled
 * @param read what became of events and rows of CloudFormation's, which are read again and again and never change
 */
record InProcessCaller(ApiService service, String name, String principal, int attempts, Map<Object, Object> read) {
    /** The SDK's standard retry mode makes at most three attempts ("Retry behavior", AWS SDKs Reference Guide). */
    private static final int STANDARD = 3;

    InProcessCaller(ApiService service, String name, String principal, Map<Object, Object> read) {
        this(service, name, principal, STANDARD, read);
    }

    /** A client of the SDK's whose calls come here; what it does before a call, such as building a request, is its own. */
    <C extends SdkClient> C as(Class<C> client) {
        return client.cast(Proxy.newProxyInstance(
                client.getClassLoader(),
                new Class<?>[] {client},
                (proxy, method, arguments) -> arguments != null && arguments[0] instanceof AwsRequest request
                        ? call(request, (AwsResponse.Builder)
                                method.getReturnType().getMethod("builder").invoke(null))
                        : InvocationHandler.invokeDefault(proxy, method, arguments)));
    }

    @SuppressWarnings("unchecked")
    private <T extends AwsResponse> T call(AwsRequest request, AwsResponse.Builder response) {
        String type = request.getClass().getSimpleName();
        String action = type.substring(0, type.length() - "Request".length());
        ApiCall call = new ApiCall(name, action, members(request), principal);
        ApiReply reply = service.call(call);
        for (int attempt = 1; attempt < attempts && isRetried(reply); attempt++) {
            reply = service.call(call);
        }
        if (!(reply instanceof ApiReply.Ok ok)) {
            throw exception(reply);
        }
        response.responseMetadata(DefaultAwsResponseMetadata.create(Map.of("AWS_REQUEST_ID", ok.requestId())));
        return (T) built((SdkPojo) response, ok.body());
    }

    private static boolean isRetried(ApiReply reply) {
        return !(reply instanceof ApiReply.Ok)
                && !(reply instanceof ApiReply.Fault fault
                        && ErrorKind.isRefusal(fault.status(), fault.code())
                        && ErrorKind.of(fault.code()) != ErrorKind.THROTTLED);
    }

    /** A server error is told by its code alone: what the SDK adds differs from call to call. */
    private static RuntimeException exception(ApiReply reply) {
        if (!(reply instanceof ApiReply.Fault fault)) {
            return SdkClientException.create("connection closed");
        }
        AwsErrorDetails details = AwsErrorDetails.builder()
                .errorCode(fault.code())
                .errorMessage(fault.message())
                .build();
        return AwsServiceException.builder()
                .statusCode(fault.status())
                .requestId(fault.requestId())
                .message(fault.code())
                .awsErrorDetails(ErrorKind.isRefusal(fault.status(), fault.code()) ? details : null)
                .build();
    }

    /** Numbers are text where the protocol is not JSON. */
    private Map<String, Object> members(SdkPojo pojo) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (SdkField<?> field : pojo.sdkFields()) {
            Object value = field.getValueOrDefault(pojo);
            if (value != null && !(value instanceof SdkAutoConstructList)) {
                members.put(field.locationName(), plain(value));
            }
        }
        return members;
    }

    private Object plain(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(this::plain).toList();
        }
        return value instanceof SdkPojo pojo ? members(pojo) : name.equals("states") ? value : value.toString();
    }

    private Object built(SdkPojo builder, Map<?, ?> body) {
        for (SdkField<?> field : builder.sdkFields()) {
            Object value = body.get(field.unmarshallLocationName());
            if (value != null) {
                field.set(builder, typed(field, value));
            }
        }
        return ((Buildable) builder).build();
    }

    /** Step Functions writes times as seconds since the epoch, with a fraction. */
    private Object typed(SdkField<?> field, Object value) {
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.LIST) {
            SdkField<?> member = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
            return ((List<?>) value).stream().map(item -> typed(member, item)).toList();
        } else if (type == MarshallingType.SDK_POJO) {
            SdkPojo builder = field.constructor().get();
            return builder instanceof StackEvent.Builder || builder instanceof StackResourceSummary.Builder
                    ? read.computeIfAbsent(value, body -> built(builder, (Map<?, ?>) body))
                    : built(builder, (Map<?, ?>) value);
        } else if (type == MarshallingType.INSTANT) {
            return value instanceof Number seconds
                    ? Instant.ofEpochMilli(Math.round(seconds.doubleValue() * 1000))
                    : Instant.parse(value.toString());
        } else if (type == MarshallingType.INTEGER) {
            return Integer.valueOf(value.toString());
        }
        return type == MarshallingType.BOOLEAN ? Boolean.valueOf(value.toString()) : Objects.toString(value);
    }
}
