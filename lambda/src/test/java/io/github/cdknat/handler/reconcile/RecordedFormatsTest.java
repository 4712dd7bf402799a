package io.github.cdknat.handler.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.jr.ob.JSON;
import io.github.cdknat.handler.event.CloudFormationEvent;
import io.github.cdknat.handler.event.ExecutionNames;
import io.github.cdknat.handler.event.RequestParser;
import io.github.cdknat.handler.model.AddressRecord;
import io.github.cdknat.handler.model.AddressStatus;
import io.github.cdknat.handler.model.Response;
import io.github.cdknat.handler.model.StackResources;
import io.github.cdknat.shared.Ipv4;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What earlier handlers wrote, as they wrote it: {@code formats/<number>/<day>}. These files are never changed; the next format gets
 * its own.
 */
class RecordedFormatsTest {
    private static final Path FORMATS = Path.of("src", "test", "resources", "formats");

    /** An execution: its name, its input, and its journals in their order. */
    private record Recorded(String name, Map<String, Object> event, List<Map<String, Object>> journals) {}

    static Stream<Path> recordings() throws IOException {
        try (Stream<Path> files = Files.walk(FORMATS)) {
            return files
                    .filter(file -> file.toString().endsWith(".json") && !file.endsWith("state-machine.json"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void everyJournalIsReadWithoutALoss(Path recording) throws IOException {
        for (Recorded recorded : executions(recording)) {
            for (Map<String, Object> journal : recorded.journals()) {
                Map<String, Object> kept = new HashMap<>(journal);
                kept.keySet().removeAll(List.of("next", "wait"));
                assertThat(JournalCodec.write(JournalCodec.read(journal))).containsAllEntriesOf(kept);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void everyEventIsReadAndHasTheSameName(Path recording) throws IOException {
        for (Recorded recorded : executions(recording)) {
            CloudFormationEvent event = CloudFormationEvent.of(recorded.event());
            assertThatCode(() -> RequestParser.parse(event)).doesNotThrowAnyException();
            assertThat(ExecutionNames.of(event, recorded.event()).text()).isEqualTo(recorded.name());
        }
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void everyPhysicalIdIsARecordOrADrainWaiters(Path recording) throws IOException {
        for (Recorded recorded : executions(recording)) {
            assertThat(physicalIds(recorded))
                    .allSatisfy(id -> assertThat(id.startsWith("drain-waiter/")
                                    || AddressRecord.parse(id).isPresent())
                            .as(id)
                            .isTrue());
        }
    }

    /** From each of its journals on, on a gateway that has what it says; it crashes nowhere, and answers once. */
    @ParameterizedTest
    @MethodSource("recordings")
    void everyExecutionCanBeEnded(Path recording) throws IOException {
        for (Recorded recorded : executions(recording)) {
            for (Map<String, Object> journal : recorded.journals()) {
                ConvergeHarness bench = on(recorded, journal);
                assertThat(bench.run()).isIn("SUCCEEDED", "FAILED");
                assertThat(bench.answers).hasSizeLessThanOrEqualTo(1);
            }
        }
    }

    private static ConvergeHarness on(Recorded recorded, Map<String, Object> journal) {
        ConvergeHarness bench = new ConvergeHarness();
        bench.event.clear();
        bench.event.putAll(recorded.event());
        JournalCodec.read(journal)
                .operation()
                .ifPresent(known -> bench.operation = () -> ConvergeHarness.answer(known));
        TreeSet<Ipv4> there = new TreeSet<>(JournalCodec.read(journal).assigned());
        CloudFormationEvent.of(recorded.event())
                .physicalResourceId()
                .flatMap(AddressRecord::parse)
                .ifPresent(owned -> there.addAll(owned.addresses()));
        there.forEach(address -> bench.has(address.toString(), AddressStatus.SUCCEEDED));
        bench.change = change -> {
            bench.addresses.removeIf(entry ->
                    entry.address().filter(change.addresses()::contains).isPresent());
            if (change.assigns()) {
                change.addresses().forEach(address -> bench.has(address.toString(), AddressStatus.SUCCEEDED));
            }
            return ConvergeHarness.answer(true);
        };
        bench.journal = journal;
        bench.records = () -> ConvergeHarness.answer(new StackResources(List.of(new StackResources.Entry(
                (String) recorded.event().get("LogicalResourceId"), record(bench), "UPDATE_COMPLETE"))));
        return bench;
    }

    /** What CloudFormation's records say: the answer, once there is one. */
    private static String record(ConvergeHarness bench) {
        return JournalCodec.response(bench.journal)
                .filter(decision -> JournalCodec.isResponded(bench.journal))
                .map(Response::physicalId)
                .orElse(String.valueOf(bench.event.getOrDefault("PhysicalResourceId", "")));
    }

    private static List<String> physicalIds(Recorded recorded) {
        List<String> ids = new ArrayList<>();
        CloudFormationEvent.of(recorded.event()).physicalResourceId().ifPresent(ids::add);
        recorded.journals().stream()
                .flatMap(journal -> JournalCodec.response(journal).stream())
                .forEach(decision -> ids.add(decision.physicalId()));
        return ids;
    }

    @SuppressWarnings("unchecked")
    private static List<Recorded> executions(Path recording) throws IOException {
        List<Recorded> executions = new ArrayList<>();
        for (Object item : JSON.std.listFrom(recording.toFile())) {
            Map<String, Object> execution = (Map<String, Object>) item;
            Map<String, Object> input = (Map<String, Object>) execution.get("input");
            executions.add(new Recorded((String) execution.get("name"), (Map<String, Object>) input.get("event"), (List<
                            Map<String, Object>>)
                    execution.get("journals")));
        }
        assertThat(executions).isNotEmpty();
        return executions;
    }
}
