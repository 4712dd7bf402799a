package io.github.cdknat.construct;

import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.sfn.SfnClient;

/** The calls that the handler's code makes through the SDK, as IAM actions. */
final class HandlerCalls {
    private static final Map<String, String> SERVICES = Map.of(
            Ec2Client.class.getName(), "ec2",
            CloudFormationClient.class.getName(), "cloudformation",
            SfnClient.class.getName(), "states");

    private HandlerCalls() {}

    static Set<String> actions() {
        Set<String> actions = new TreeSet<>();
        new ClassFileImporter()
                .importPackages("io.github.cdknat.handler")
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
