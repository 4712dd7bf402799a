package io.github.cdknat;

import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The calls that the handler's code makes through the SDK, as IAM actions. */
final class HandlerCalls {
    private static final String SDK = "software.amazon.awssdk.services.";
    private static final Map<String, String> SERVICES = Map.of(
            SDK + "ec2.Ec2Client", "ec2",
            SDK + "cloudformation.CloudFormationClient", "cloudformation",
            SDK + "sfn.SfnClient", "states");

    private HandlerCalls() {}

    static Set<String> actions() {
        Set<String> actions = new TreeSet<>();
        new ClassFileImporter()
                .importPath("../lambda/target/classes/io")
                .forEach(type -> type.getMethodCallsFromSelf().stream()
                        .filter(HandlerCalls::isCallToService)
                        .forEach(call -> actions.add(action(call))));
        return actions;
    }

    private static boolean isCallToService(JavaMethodCall call) {
        return SERVICES.containsKey(call.getTargetOwner().getName())
                && !call.getName().equals("builder");
    }

    private static String action(JavaMethodCall call) {
        return SERVICES.get(call.getTargetOwner().getName()) + ":"
                + Character.toUpperCase(call.getName().charAt(0))
                + call.getName().substring(1);
    }
}
