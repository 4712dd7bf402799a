package io.github.cdknat.emulator.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/** The SDK's requests and responses as maps, named as on the wire. */
final class SdkPojos {
    private SdkPojos() {}

    /** Sets every parameter; one that the request does not have is an error. */
    static Object build(SdkPojo builder, Map<String, Object> parameters) {
        parameters.forEach((name, value) -> {
            SdkField<?> field = builder.sdkFields().stream()
                    .filter(candidate -> candidate.locationName().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("The SDK's request has no parameter " + name));
            field.set(builder, typed(field, value));
        });
        return ((Buildable) builder).build();
    }

    @SuppressWarnings("unchecked")
    private static Object typed(SdkField<?> field, Object value) {
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.LIST) {
            SdkField<?> member = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
            return ((List<?>) value).stream().map(item -> typed(member, item)).toList();
        }
        if (type == MarshallingType.SDK_POJO) {
            return build(field.constructor().get(), (Map<String, Object>) value);
        }
        if (type == MarshallingType.INTEGER) {
            return Integer.valueOf(value.toString());
        }
        return type == MarshallingType.BOOLEAN ? Boolean.valueOf(value.toString()) : value;
    }

    /** Every member that is there; numbers, booleans and times as text, because that is what XML has. */
    static Map<String, Object> read(SdkPojo pojo) {
        Map<String, Object> body = new LinkedHashMap<>();
        for (SdkField<?> field : pojo.sdkFields()) {
            Object value = field.getValueOrDefault(pojo);
            boolean absent = value == null || value instanceof List<?> list && list.isEmpty();
            if (!absent) {
                body.put(field.unmarshallLocationName(), plain(value));
            }
        }
        return body;
    }

    private static Object plain(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(SdkPojos::plain).toList();
        }
        return value instanceof SdkPojo pojo ? read(pojo) : value.toString();
    }
}
