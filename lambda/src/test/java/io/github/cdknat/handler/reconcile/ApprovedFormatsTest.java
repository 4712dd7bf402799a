package io.github.cdknat.handler.reconcile;

import com.fasterxml.jackson.jr.ob.JSON;
import io.github.cdknat.handler.aws.Reply;
import io.github.cdknat.handler.event.CloudFormationEvent;
import io.github.cdknat.handler.event.RequestParser;
import io.github.cdknat.handler.model.AddressRecord;
import io.github.cdknat.handler.model.Journal;
import io.github.cdknat.handler.model.Request;
import io.github.cdknat.handler.model.Response;
import io.github.cdknat.handler.stepfunctions.StepFunctions;
import io.github.cdknat.shared.Ipv4;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.approvaltests.Approvals;
import org.approvaltests.core.Options;
import org.junit.jupiter.api.Test;

/**
 * What the handler writes for others, and for itself as another release: records, journals, executions, answers. CONTRIBUTING.md says
 * what may change without a new number.
 */
class ApprovedFormatsTest {
    private static final Map<String, Object> PROPERTIES = Map.of(
            "ServiceToken", "arn:aws:lambda:eu-west-1:123456789012:function:OnEvent",
            "NatGatewayId", "nat-0abc",
            "SecondaryPrivateIpAddresses", List.of("10.0.1.9"),
            "MaxDrainDurationSeconds", "4000",
            "ServiceTimeout", "3600");

    @Test
    void recordsAndGates() throws Exception {
        List<String> ids = new ArrayList<>();
        ids.add(AddressRecord.of("nat-0abc", List.of()).physicalId());
        ids.add(AddressRecord.of("nat-0abc", List.of(Ipv4.of("10.0.1.9"), Ipv4.of("10.0.1.10")))
                .physicalId());
        ids.add(new AddressRecord(
                        "nat-0abc",
                        List.of(Ipv4.of("10.0.1.19"), Ipv4.of("10.0.1.10")),
                        Ipv4.sorted(List.of(Ipv4.of("10.0.1.10"))))
                .physicalId());
        ids.add(FallbackResponder.physicalId(event("Create", "", PROPERTIES)));
        ids.add(waiter("Before", 1));
        ids.add(waiter("After", 2));
        verify(String.join("\n", ids), ".txt");
    }

    @Test
    void journals() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("empty", JournalCodec.write(Journal.empty()));
        all.put("full", JournalCodec.write(JournalCodecTest.full()));
        all.put("again", NextState.again(Journal.empty()).toJson());
        all.put("wait", NextState.pause(Journal.empty(), 5).toJson());
        all.put("respond", NextState.respond(Journal.empty()).toJson());
        all.put("succeeded", NextState.end(Journal.empty(), true).toJson());
        all.put("failed", NextState.end(Journal.empty(), false).toJson());
        verify(json(all), ".json");
    }

    @Test
    void executions() {
        Map<String, Object> started = new LinkedHashMap<>();
        StepFunctions executions = EventFixture.starting((name, input) -> {
            started.put(name, input);
            return new Reply.Answer<>(true, "");
        });
        ExecutionStarter starter =
                new ExecutionStarter(executions, "machine", new Responder((url, body) -> 200), line -> {});
        for (String type : List.of("Create", "Update", "Delete")) {
            starter.take(new TreeMap<>(fields(type, "nat-0abc/10.0.1.9", PROPERTIES)));
        }
        StringBuilder text = new StringBuilder();
        started.forEach((name, input) -> text.append(name)
                .append('\n')
                .append(json(
                        new TreeMap<>(ConvergeHarness.read(String.valueOf(input).getBytes(StandardCharsets.UTF_8)))))
                .append('\n'));
        verify(text.toString(), ".txt");
    }

    @Test
    void answers() {
        CloudFormationEvent event = event("Update", "nat-0abc/10.0.1.9", PROPERTIES);
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("FAILED", body(event, Response.failed("nat-0abc/10.0.1.9", "because")));
        all.put(
                "SUCCESS",
                body(event, new Response(true, "nat-0abc/10.0.1.9", "Holding.", Map.of("Attribute", "value"))));
        verify(json(all), ".json");
    }

    private static void verify(String text, String extension) {
        Approvals.verify(text, new Options().forFile().withExtension(extension));
    }

    private static String json(Object value) {
        try {
            return JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(sorted(value));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object sorted(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> sorted = new TreeMap<>();
            map.forEach((name, item) -> sorted.put(String.valueOf(name), sorted(item)));
            return sorted;
        }
        return value instanceof List<?> list
                ? list.stream().map(ApprovedFormatsTest::sorted).toList()
                : value;
    }

    private static Map<String, Object> body(CloudFormationEvent event, Response decision) {
        return ConvergeHarness.read(Responder.body(event, decision));
    }

    private static String waiter(String side, int stage) throws Exception {
        Map<String, Object> properties = new LinkedHashMap<>(PROPERTIES);
        properties.put(
                "DrainWaiter", Map.of("Owner", "Addresses", "Side", side, "Stage", String.valueOf(stage), "Of", "2"));
        return ((Request.DrainWaiter) RequestParser.parse(event("Create", "", properties))).waitedId();
    }

    private static CloudFormationEvent event(String type, String physicalId, Map<String, Object> properties) {
        return CloudFormationEvent.of(fields(type, physicalId, properties));
    }

    private static Map<String, Object> fields(String type, String physicalId, Map<String, Object> properties) {
        return EventFixture.event(type, type.equals("Create") ? "" : physicalId, properties);
    }
}
