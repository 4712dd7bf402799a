package io.github.cdknat.emulator.http;

import com.fasterxml.jackson.jr.ob.JSON;
import io.github.cdknat.emulator.core.ApiCall;
import io.github.cdknat.emulator.core.ApiReply;
import io.github.cdknat.emulator.core.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** How a service's calls and replies look on the wire. */
enum WireProtocol {
    /** Amazon EC2 API Reference, "Making API requests". */
    EC2("text/xml;charset=UTF-8") {
        @Override
        String ok(String action, ApiReply.Ok ok) {
            return new Xml("item")
                    .open(action + "Response", "http://ec2.amazonaws.com/doc/2016-11-15/")
                    .element("requestId", ok.requestId())
                    .members(ok.body())
                    .close(action + "Response")
                    .toString();
        }

        @Override
        String fault(ApiReply.Fault fault) {
            return new Xml("Error")
                    .open("Response", "")
                    .open("Errors", "")
                    .open("Error", "")
                    .element("Code", fault.code())
                    .element("Message", fault.message())
                    .close("Error")
                    .close("Errors")
                    .element("RequestID", fault.requestId())
                    .close("Response")
                    .toString();
        }
    },
    /** AWS CloudFormation API Reference, "Making query requests". */
    QUERY("text/xml") {
        @Override
        String ok(String action, ApiReply.Ok ok) {
            return new Xml("member")
                    .open(action + "Response", "http://cloudformation.amazonaws.com/doc/2010-05-15/")
                    .open(action + "Result", "")
                    .members(ok.body())
                    .close(action + "Result")
                    .open("ResponseMetadata", "")
                    .element("RequestId", ok.requestId())
                    .close("ResponseMetadata")
                    .close(action + "Response")
                    .toString();
        }

        @Override
        String fault(ApiReply.Fault fault) {
            return new Xml("member")
                    .open("ErrorResponse", "http://cloudformation.amazonaws.com/doc/2010-05-15/")
                    .open("Error", "")
                    .element("Type", fault.status() < 500 ? "Sender" : "Receiver")
                    .element("Code", fault.code())
                    .element("Message", fault.message())
                    .close("Error")
                    .element("RequestId", fault.requestId())
                    .close("ErrorResponse")
                    .toString();
        }
    },
    /** AWS JSON 1.0, with the action in X-Amz-Target. */
    JSON_1_0("application/x-amz-json-1.0") {
        @Override
        ApiCall decode(String service, String target, String body, String principal) {
            try {
                Map<String, Object> parameters = body.isEmpty() ? Map.of() : JSON.std.mapFrom(body);
                return new ApiCall(service, target.substring(target.indexOf('.') + 1), parameters, principal);
            } catch (IOException e) {
                throw new IllegalArgumentException("Invalid JSON", e);
            }
        }

        @Override
        String ok(String action, ApiReply.Ok ok) {
            return Json.write(ok.body());
        }

        @Override
        String fault(ApiReply.Fault fault) {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("__type", fault.code());
            body.put("message", fault.message());
            return Json.write(body);
        }
    };

    private static final Map<String, String> VERSIONS = Map.of("ec2", "2016-11-15", "cloudformation", "2010-05-15");

    private final String contentType;

    WireProtocol(String contentType) {
        this.contentType = contentType;
    }

    static WireProtocol of(String service) {
        return switch (service) {
            case "ec2" -> EC2;
            case "states" -> JSON_1_0;
            default -> QUERY;
        };
    }

    String contentType() {
        return contentType;
    }

    ApiCall decode(String service, String target, String body, String principal) {
        Map<String, Object> parameters = QueryParameters.decode(body);
        Object action = parameters.remove("Action");
        Object version = parameters.remove("Version");
        if (!VERSIONS.get(service).equals(version)) {
            throw new IllegalArgumentException("Invalid Version: " + version);
        }
        if (!(action instanceof String)) {
            throw new IllegalArgumentException("Invalid Action: " + action);
        }
        return new ApiCall(service, (String) action, parameters, principal);
    }

    abstract String ok(String action, ApiReply.Ok ok);

    abstract String fault(ApiReply.Fault fault);

    byte[] encode(String action, ApiReply reply) {
        String text = reply instanceof ApiReply.Ok ok ? ok(action, ok) : fault((ApiReply.Fault) reply);
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
