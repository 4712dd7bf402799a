package io.github.cdknat.emulator.http;

import com.fasterxml.jackson.jr.ob.JSON;
import io.github.cdknat.emulator.core.ApiCall;
import io.github.cdknat.emulator.core.ApiReply;
import io.github.cdknat.emulator.core.Json;
import io.github.cdknat.emulator.core.Members;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** How a service's calls and replies look on the wire. */
enum WireProtocol {
    /** Amazon EC2 API Reference, "Making API requests". */
    EC2("text/xml;charset=UTF-8") {
        @Override
        String ok(String service, String action, ApiReply.Ok ok) {
            Members reply = new Members().with("requestId", ok.requestId());
            reply.putAll(ok.body());
            return Xml.of("item", action + "Response", "http://ec2.amazonaws.com/doc/2016-11-15/", reply);
        }

        @Override
        String fault(String service, ApiReply.Fault fault) {
            Members error = new Members().with("Code", fault.code()).with("Message", fault.message());
            Members reply = new Members().with("Errors", Map.of("Error", error)).with("RequestID", fault.requestId());
            return Xml.of("item", "Response", "", reply);
        }
    },
    /** AWS CloudFormation API Reference, "Making query requests". */
    QUERY("text/xml") {
        @Override
        String ok(String service, String action, ApiReply.Ok ok) {
            Members reply = new Members()
                    .with(action + "Result", ok.body())
                    .with("ResponseMetadata", Map.of("RequestId", ok.requestId()));
            return Xml.of("member", action + "Response", namespace(service), reply);
        }

        @Override
        String fault(String service, ApiReply.Fault fault) {
            Members error = new Members()
                    .with("Type", fault.status() < 500 ? "Sender" : "Receiver")
                    .with("Code", fault.code())
                    .with("Message", fault.message());
            Members reply = new Members().with("Error", error).with("RequestId", fault.requestId());
            return Xml.of("member", "ErrorResponse", namespace(service), reply);
        }
    },
    /** AWS JSON 1.0 or 1.1, with the action in X-Amz-Target. */
    AWS_JSON("application/x-amz-json-1.0") {
        @Override
        ApiCall decode(String service, String target, String body, String principal) {
            try {
                Map<String, Object> parameters = body.isEmpty() ? Map.of() : JSON.std.mapFrom(body);
                if (parameters == null) {
                    throw new IllegalArgumentException("Invalid JSON");
                }
                return new ApiCall(service, target.substring(target.indexOf('.') + 1), parameters, principal);
            } catch (IOException e) {
                throw new IllegalArgumentException("Invalid JSON", e);
            }
        }

        @Override
        String ok(String service, String action, ApiReply.Ok ok) {
            return Json.write(ok.body());
        }

        @Override
        String fault(String service, ApiReply.Fault fault) {
            return Json.write(new Members().with("__type", fault.code()).with("message", fault.message()));
        }
    };

    private static final Map<String, String> VERSIONS =
            Map.of("ec2", "2016-11-15", "cloudformation", "2010-05-15", "sts", "2011-06-15");

    private final String contentType;

    WireProtocol(String contentType) {
        this.contentType = contentType;
    }

    /** The protocol of a service that is called so. */
    static WireProtocol of(String service, String target) {
        boolean isJson = service.equals("states") || !target.isEmpty() && !VERSIONS.containsKey(service);
        return service.equals("ec2") ? EC2 : isJson ? AWS_JSON : QUERY;
    }

    private static String namespace(String service) {
        return (service.equals("sts") ? "https://" : "http://") + service + ".amazonaws.com/doc/"
                + VERSIONS.getOrDefault(service, "") + "/";
    }

    String contentType() {
        return contentType;
    }

    ApiCall decode(String service, String target, String body, String principal) {
        Map<String, Object> parameters = QueryParameters.decode(body);
        Object action = parameters.remove("Action");
        Object version = parameters.remove("Version");
        if (!VERSIONS.getOrDefault(service, "none").equals(version)) {
            throw new IllegalArgumentException("Invalid Version: " + version);
        }
        if (!(action instanceof String)) {
            throw new IllegalArgumentException("Invalid Action: " + action);
        }
        return new ApiCall(service, (String) action, parameters, principal);
    }

    abstract String ok(String service, String action, ApiReply.Ok ok);

    abstract String fault(String service, ApiReply.Fault fault);

    byte[] encode(String service, String action, ApiReply reply) {
        String text =
                reply instanceof ApiReply.Ok ok ? ok(service, action, ok) : fault(service, (ApiReply.Fault) reply);
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
