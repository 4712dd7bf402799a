package io.github.cdknat.emulator;

import io.github.cdknat.emulator.core.ApiCall;
import io.github.cdknat.emulator.core.ApiFaultException;
import io.github.cdknat.emulator.core.ApiReply;
import io.github.cdknat.emulator.core.ApiService;
import io.github.cdknat.emulator.core.EmulatedAccount;
import io.github.cdknat.emulator.core.Json;
import io.github.cdknat.emulator.core.Members;
import io.github.cdknat.emulator.http.RawService;
import io.github.cdknat.emulator.iam.EmbeddedIam;
import io.github.cdknat.emulator.lambda.EmbeddedLambda;
import io.github.cdknat.emulator.lambda.FunctionConfiguration;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The few calls of other services that tools for deployments make: who they are, parameters, functions and their lines. */
final class ToolCalls {
    private static final String NOT_MODELLED = "EmulatorNotModelled";
    private static final int MOST_LINES = 10_000;

    private record Line(Instant at, String group, String text) {}

    private final EmulatedAccount account;
    private final EmbeddedIam iam;
    private final EmbeddedLambda lambda;
    private final Map<String, String> parameters = new TreeMap<>();
    private final List<Line> lines = new ArrayList<>();

    ToolCalls(EmulatedAccount account, EmbeddedIam iam, EmbeddedLambda lambda) {
        this.account = account;
        this.iam = iam;
        this.lambda = lambda;
    }

    /** A line that a function printed, at that moment of the wall's clock. */
    void printed(FunctionConfiguration function, String text, Instant at) {
        lines.add(new Line(at, function.logGroup(), text));
        if (lines.size() > MOST_LINES) {
            lines.remove(0);
        }
    }

    void putParameter(String name, String value) {
        parameters.put(name, value);
    }

    void deleteParameter(String name) {
        parameters.remove(name);
    }

    ApiService sts() {
        return service(call -> switch (call.action()) {
            case "GetCallerIdentity" ->
                new Members()
                        .with("Arn", call.principal())
                        .with("UserId", "AIDAEMULATED")
                        .with("Account", account.account());
            case "AssumeRole" -> assumed(call);
            default -> throw notModelled("the action " + call.action() + " of STS");
        });
    }

    /** Whoever asks may assume every role that is there; what it may do then is not held against its policies. */
    private Members assumed(ApiCall call) {
        String role = call.text("RoleArn");
        if (!iam.hasRole(role)) {
            throw new ApiFaultException(
                    403,
                    "AccessDenied",
                    "User: " + call.principal() + " is not authorized to perform: sts:AssumeRole on resource: " + role);
        }
        String session =
                role.replace(":iam:", ":sts:").replace(":role/", ":assumed-role/") + "/" + call.text("RoleSessionName");
        return new Members()
                .with(
                        "Credentials",
                        new Members()
                                .with("AccessKeyId", "ASIAEMULATED")
                                .with("SecretAccessKey", "emulated")
                                .with("SessionToken", "emulated")
                                .with(
                                        "Expiration",
                                        Instant.now().plus(Duration.ofHours(1)).toString()))
                .with(
                        "AssumedRoleUser",
                        new Members().with("AssumedRoleId", "AROAEMULATED:s").with("Arn", session));
    }

    ApiService ssm() {
        return service(call -> {
            String name = call.text("Name");
            if (!call.action().equals("GetParameter")) {
                throw notModelled("the action " + call.action() + " of SSM");
            }
            if (!parameters.containsKey(name)) {
                throw new ApiFaultException("ParameterNotFound", "");
            }
            Members found = new Members()
                    .with("Name", name)
                    .with("Type", "String")
                    .with("Value", parameters.get(name))
                    .with("Version", 1);
            return new Members().with("Parameter", found);
        });
    }

    ApiService logs() {
        return service(call -> {
            if (!call.action().equals("FilterLogEvents")) {
                throw notModelled("the action " + call.action() + " of CloudWatch Logs");
            }
            List<Members> found = lines.stream()
                    .filter(line -> line.group().equals(call.text("logGroupName")))
                    .filter(line -> !line.at().isBefore(moment(call, "startTime", Instant.EPOCH))
                            && !line.at().isAfter(moment(call, "endTime", Instant.MAX)))
                    .map(line -> new Members()
                            .with("logStreamName", "emulated")
                            .with("timestamp", line.at().toEpochMilli())
                            .with("message", line.text()))
                    .toList();
            return new Members().with("events", found);
        });
    }

    private static Instant moment(ApiCall call, String name, Instant otherwise) {
        return call.text(name) == null ? otherwise : Instant.ofEpochMilli(Long.parseLong(call.text(name)));
    }

    /** GetFunctionConfiguration; its path is {@code /2015-03-31/functions/NAME/configuration}. */
    RawService functions() {
        return request -> {
            String[] path = request.path().split("/");
            if (path.length != 5
                    || !path[4].equals("configuration")
                    || !request.method().equals("GET")) {
                return json(501, new Members().with("message", "The emulator does not model " + request.path() + "."));
            }
            return lambda.function(path[3])
                    .map(function -> json(200, shown(function)))
                    .orElseGet(() -> json(404, new Members().with("message", "Function not found: " + path[3])));
        };
    }

    private static Members shown(FunctionConfiguration function) {
        return new Members()
                .with("FunctionName", function.name())
                .with("FunctionArn", function.arn())
                .with("Runtime", function.runtime())
                .with("Handler", function.handler())
                .with("Role", function.roleArn())
                .with("Timeout", function.timeoutSeconds())
                .with("MemorySize", function.memoryMegabytes())
                .with("LoggingConfig", new Members().with("LogFormat", "Text").with("LogGroup", function.logGroup()));
    }

    private static RawService.Reply json(int status, Members body) {
        return new RawService.Reply(status, "application/json", Json.write(body).getBytes(StandardCharsets.UTF_8));
    }

    private ApiService service(Function<ApiCall, Members> calls) {
        return call -> {
            String id = account.requestId();
            try {
                return new ApiReply.Ok(id, calls.apply(call));
            } catch (ApiFaultException e) {
                return new ApiReply.Fault(id, e.status(), e.code(), e.getMessage());
            }
        };
    }

    private static ApiFaultException notModelled(String what) {
        return new ApiFaultException(NOT_MODELLED, "The emulator does not model " + what + ".");
    }
}
