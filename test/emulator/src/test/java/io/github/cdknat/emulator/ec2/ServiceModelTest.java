package io.github.cdknat.emulator.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;

/** The parameters of every action are those of EC2's own model, as the SDK has it: none is missing, none has another shape. */
class ServiceModelTest {
    static Stream<String> actions() {
        return ActionParameters.actions().stream();
    }

    @ParameterizedTest
    @MethodSource("actions")
    void anActionsParametersAreThoseOfTheModel(String action) throws ReflectiveOperationException {
        Class<?> request = Class.forName("software.amazon.awssdk.services.ec2.model." + action + "Request");
        assertThat(new TreeMap<>(ActionParameters.of(action)))
                .isEqualTo(shapes((SdkPojo) request.getMethod("builder").invoke(null), ActionParameters.of(action)));
    }

    private static Map<String, String> shapes(SdkPojo builder, Map<String, String> known) {
        Map<String, String> shapes = new TreeMap<>();
        for (SdkField<?> field : builder.sdkFields()) {
            boolean modelled = !"!".equals(known.get(field.locationName()));
            shapes.put(field.locationName(), modelled ? shape(field) : "!");
        }
        return shapes;
    }

    private static String shape(SdkField<?> field) {
        if (field.marshallingType() != MarshallingType.LIST) {
            return field.marshallingType() == MarshallingType.BOOLEAN ? "?" : "";
        }
        SdkField<?> member = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
        if (member.marshallingType() != MarshallingType.SDK_POJO) {
            return "[]";
        }
        SdkPojo structure = member.constructor().get();
        Map<String, String> known = ActionParameters.of("." + field.locationName());
        assertThat(new TreeMap<>(known)).isEqualTo(shapes(structure, known));
        return "[." + field.locationName() + "]";
    }
}
