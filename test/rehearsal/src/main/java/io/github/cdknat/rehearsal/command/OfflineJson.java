package io.github.cdknat.rehearsal.command;

import com.fasterxml.jackson.jr.ob.JSON;
import io.github.cdknat.rehearsal.offline.DeploymentRecording;
import io.github.cdknat.rehearsal.offline.OfflineDeployment;
import io.github.cdknat.rehearsal.template.TemplateModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A deployment, for a machine. Times are seconds since the deployment began. */
final class OfflineJson {
    private OfflineJson() {}

    static String text(TemplateModel after, OfflineDeployment deployment) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("stack", after.stackName());
        json.put("standIns", deployment.standIns());
        json.put("standInTypes", after.standInTypes());
        json.put("assumed", deployment.assumptions().assumed());
        json.put("notModelled", deployment.assumptions().notModelled());
        json.put(
                "deployments",
                deployment.recordings().stream().map(OfflineJson::deployment).toList());
        return write(json);
    }

    static String write(Map<String, Object> json) {
        try {
            return JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> deployment(DeploymentRecording recording) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("title", recording.title());
        json.put("status", recording.status());
        recording.reason().ifPresent(reason -> json.put("reason", reason));
        json.put("seconds", recording.seconds());
        json.put("early", recording.early());
        json.put("brokenInvariants", recording.brokenInvariants());
        json.put(
                "phases",
                recording.phases().stream()
                        .map(phase -> span(Map.of("status", phase.status()), phase.from(), phase.to()))
                        .toList());
        json.put(
                "requests",
                recording.requests().stream()
                        .map(request -> span(
                                ordered(
                                        "logicalId", request.logicalId(),
                                        "type", request.type(),
                                        "answer", request.answer(),
                                        "reason", request.reason()),
                                request.from(),
                                request.to()))
                        .toList());
        json.put(
                "gateways",
                recording.gateways().stream().map(OfflineJson::gateway).toList());
        json.put(
                "events",
                recording.events().stream()
                        .map(event -> ordered(
                                "at", event.at(),
                                "kind", event.kind().toString(),
                                "subject", event.subject(),
                                "text", event.text()))
                        .toList());
        return json;
    }

    private static Map<String, Object> gateway(DeploymentRecording.GatewayLanes gateway) {
        List<Map<String, Object>> lanes = gateway.lanes().stream()
                .map(lane -> ordered(
                        "address", lane.address(),
                        "role", lane.role().toString(),
                        "periods",
                                lane.periods().stream()
                                        .map(one ->
                                                span(Map.of("state", one.state().toString()), one.from(), one.to()))
                                        .toList()))
                .toList();
        return ordered(
                "id", gateway.gatewayId(),
                "limit", gateway.limit(),
                "lowestServing", gateway.lowest(),
                "addresses", lanes,
                "serving",
                        gateway.serving().stream()
                                .map(level -> span(Map.of("addresses", level.addresses()), level.from(), level.to()))
                                .toList());
    }

    private static Map<String, Object> span(Map<String, Object> what, double from, double to) {
        Map<String, Object> json = new LinkedHashMap<>(what);
        json.put("from", from);
        json.put("to", to);
        return json;
    }

    /** Names and values, one after the other. */
    private static Map<String, Object> ordered(Object... pairs) {
        Map<String, Object> json = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            json.put(String.valueOf(pairs[i]), pairs[i + 1]);
        }
        return json;
    }
}
