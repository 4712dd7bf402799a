package io.github.cdknat.emulator.cloudformation;

import io.github.cdknat.emulator.core.ApiCall;
import io.github.cdknat.emulator.core.ApiFaultException;
import io.github.cdknat.emulator.core.Json;
import io.github.cdknat.emulator.core.Members;
import io.github.cdknat.emulator.core.RequestHandling;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.Set;
import java.util.function.Supplier;

/** What a person's tools ask for beside descriptions: change sets, templates, rollbacks, deletion, drift. */
record StackCalls(
        EmbeddedCloudFormation cloudFormation,
        DeploymentEngine engine,
        ChangeSets changeSets,
        DescribeCalls descriptions,
        Map<String, String> detections) {
    /** What CloudFormation does and the emulator does not. */
    private static final String NOT_MODELLED = "EmulatorNotModelled";

    private static final Set<String> COMMON = Set.of("StackName", "ClientRequestToken", "RoleARN", "DeploymentConfig");
    private static final Map<String, Set<String>> PARAMETERS = new HashMap<>();

    static {
        Scanner lines = new Scanner(StackCalls.class.getResourceAsStream("calls.txt"), StandardCharsets.UTF_8);
        lines.useDelimiter("\n").tokens().filter(line -> !line.startsWith("#")).forEach(line -> {
            List<String> words = List.of(line.split(" "));
            PARAMETERS.put(words.get(0), Set.copyOf(words.subList(1, words.size())));
        });
    }

    StackCalls(
            EmbeddedCloudFormation cloudFormation,
            DeploymentEngine engine,
            ChangeSets changeSets,
            DescribeCalls descriptions) {
        this(cloudFormation, engine, changeSets, descriptions, new HashMap<>());
    }

    RequestHandling.Outcome handle(ApiCall call) {
        Set<String> known = PARAMETERS.get(call.action());
        if (known == null) {
            return descriptions.handle(call);
        }
        call.parameters().keySet().stream()
                .filter(name -> !known.contains(name) && !COMMON.contains(name)
                        || name.equals("DeploymentConfig")
                                && !isStandard(call.parameters().get(name)))
                .findFirst()
                .ifPresent(name -> {
                    throw new ApiFaultException(
                            NOT_MODELLED,
                            "The emulator does not model the parameter " + name + " of " + call.action() + ".");
                });
        try {
            return RequestHandling.Outcome.changed(carriedOut(call));
        } catch (IllegalStateException e) {
            throw invalid(e.getMessage());
        }
    }

    private static boolean isStandard(Object config) {
        return config instanceof Map<?, ?> map
                && "STANDARD".equals(map.get("Mode"))
                && !"true".equals(map.get("DisableRollback"));
    }

    private Members carriedOut(ApiCall call) {
        return switch (call.action()) {
            case "CreateChangeSet" -> changeSets.create(call);
            case "DescribeChangeSet" -> changeSets.describe(call);
            case "ExecuteChangeSet" -> changeSets.execute(call);
            case "DeleteChangeSet" -> changeSets.delete(call);
            case "DescribeStackDriftDetectionStatus" -> detection(call.text("StackDriftDetectionId"));
            case "DeleteStack" -> delete(call);
            default -> ofStack(call, descriptions.stack(call.text("StackName")));
        };
    }

    private Members ofStack(ApiCall call, Stack stack) {
        switch (call.action()) {
            case "GetTemplate" -> {
                String body = stack.template == null ? "" : Json.write(stack.template.json());
                return new Members()
                        .with("TemplateBody", body)
                        .with("StagesAvailable", List.of("Original", "Processed"));
            }
            case "DescribeStackResources" -> {
                return new Members().with("StackResources", resources(stack, call.text("LogicalResourceId")));
            }
            case "DetectStackDrift" -> {
                detections.put(stack.id.substring(stack.id.lastIndexOf('/') + 1), stack.id);
                return new Members().with("StackDriftDetectionId", stack.id.substring(stack.id.lastIndexOf('/') + 1));
            }
            case "DescribeStackResourceDrifts" -> {
                return new Members().with("StackResourceDrifts", drifts(stack));
            }
            case "CancelUpdateStack" -> cloudFormation.cancelUpdate(stack.id);
            case "RollbackStack" -> cloudFormation.rollbackStack(stack.id);
            default -> continueRollback(call, stack);
        }
        return new Members().with("StackId", stack.id);
    }

    private void continueRollback(ApiCall call, Stack stack) {
        if ("true".equals(call.text("ForceRollback"))) {
            cloudFormation.forceRollback(stack.id);
        } else {
            cloudFormation.continueUpdateRollback(stack.id, texts(call, "ResourcesToSkip"));
        }
    }

    /** "You can delete a stack that does not exist": nothing happens (seen). */
    private Members delete(ApiCall call) {
        Stack stack = cloudFormation.stack(call.text("StackName"));
        if (stack != null && !stack.status.equals("DELETE_COMPLETE")) {
            cloudFormation.delete(stack.id, texts(call, "RetainResources"));
        }
        return new Members();
    }

    private List<Members> resources(Stack stack, String logicalId) {
        return stack.resources.values().stream()
                .filter(one -> logicalId == null || one.spec().logicalId().equals(logicalId))
                .map(one -> {
                    Members shown = one.summary();
                    return shown.with("Timestamp", shown.remove("LastUpdatedTimestamp"))
                            .with("StackId", stack.id)
                            .with("StackName", stack.name);
                })
                .toList();
    }

    private Members detection(String id) {
        String stackId = detections.get(id);
        if (stackId == null) {
            throw invalid("Stack drift detection ID " + id + " does not exist");
        }
        return new Members()
                .with("StackId", stackId)
                .with("StackDriftDetectionId", id)
                .with("StackDriftStatus", "IN_SYNC")
                .with("DetectionStatus", "DETECTION_COMPLETE")
                .with("DriftedStackResourceCount", 0)
                .with("Timestamp", engine.now().toString());
    }

    /** Nobody changes here by hand what a stack has made, but for gateways' addresses, which no native resource declares. */
    private List<Members> drifts(Stack stack) {
        return stack.resources.values().stream()
                .map(one -> new Members()
                        .with("StackId", stack.id)
                        .with("LogicalResourceId", one.spec().logicalId())
                        .with("PhysicalResourceId", one.physicalId())
                        .with("ResourceType", one.spec().type())
                        .with("StackResourceDriftStatus", engine.isModelled(one) ? "IN_SYNC" : "NOT_CHECKED")
                        .with("Timestamp", engine.now().toString()))
                .toList();
    }

    /** The maps of a list, as the query protocol numbers them. */
    static List<Map<?, ?>> members(ApiCall call, String name) {
        return list(call, name).stream().<Map<?, ?>>map(one -> (Map<?, ?>) one).toList();
    }

    private static Set<String> texts(ApiCall call, String name) {
        return Set.copyOf(list(call, name).stream().map(String::valueOf).toList());
    }

    private static List<?> list(ApiCall call, String name) {
        return call.parameters().get(name) instanceof Map<?, ?> map && map.get("member") instanceof List<?> list
                ? list
                : List.of();
    }

    /** What a template asks for that the emulator does not know is refused in its own name. */
    static <T> T modelled(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException | ClassCastException | IndexOutOfBoundsException e) {
            throw new ApiFaultException(NOT_MODELLED, String.valueOf(e.getMessage()));
        }
    }

    static ApiFaultException invalid(String message) {
        return new ApiFaultException("ValidationError", message);
    }
}
