package io.github.cdknat.acceptance.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.emulator.core.ApiCall;
import io.github.cdknat.emulator.core.ApiCallLog;
import io.github.cdknat.emulator.core.VirtualClock;
import io.github.cdknat.emulator.lambda.JvmFunctionHost;
import io.github.cdknat.simulation.InProcessAws;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The packaged jar, under AWS's runtime interface client, makes the same calls with the same parameters at the same virtual times
 * as in process, is answered the same, and gives the same answers. All scenarios share the JVMs, as deployments share Lambda's.
 */
class PackagedScenariosTest {
    private static final long SEED = 7;
    private static final Map<Path, JvmFunctionHost> HOSTS = new HashMap<>();

    static Stream<Arguments> runs() {
        return InstalledJdks.all()
                .flatMap(jdk -> ScenarioCatalog.packaged().map(scenario -> Arguments.of(scenario, jdk)));
    }

    @AfterAll
    static void stop() {
        HOSTS.values().forEach(JvmFunctionHost::close);
    }

    @ParameterizedTest
    @MethodSource("runs")
    void makesTheSameCallsAndGivesTheSameAnswers(String scenario, Path jdk) {
        JvmFunctionHost host = HOSTS.computeIfAbsent(jdk, JvmFunctionHost::new);
        List<String> packaged = told(EmbeddedAws.packaged(VirtualClock.Pace.INSTANT, SEED, host), scenario);
        EmbeddedAws same = InProcessAws.start(SEED);
        // An execution's name is a hash of its event, ResponseURL included, and decides how long it waits its turn.
        same.cloudFormation().custom().responseBase(host.door().url() + "/response/");
        List<String> inProcess = told(same, scenario);
        for (int i = 0; i < Math.min(packaged.size(), inProcess.size()); i++) {
            assertThat(packaged.get(i)).as("line %d", i).isEqualTo(inProcess.get(i));
        }
        assertThat(packaged).hasSameSizeAs(inProcess).hasSizeGreaterThan(10);
    }

    /** All that AWS saw and said, then all that CloudFormation was answered. */
    private static List<String> told(EmbeddedAws aws, String scenario) {
        try (aws) {
            ScenarioCatalog.of(scenario).accept(new Scenario(aws));
            return Stream.concat(
                            aws.account().callLog().entries().stream().map(PackagedScenariosTest::line),
                            aws.cloudFormation().custom().requests().stream()
                                    .map(request -> request.answered() + " " + request.answers()))
                    .toList();
        }
    }

    private static String line(ApiCallLog.Entry entry) {
        ApiCall call = entry.call();
        Map<Object, Object> sent = new TreeMap<>((Map<?, ?>) sorted(call.parameters()));
        sent.remove("DryRun", "false"); // the SDK writes it out
        sent.remove("input"); // the event, whose hash is in the name; JSON's order differs from JVM to JVM
        return entry.at() + " " + call.service() + ":" + call.action() + " " + sent + " by " + call.principal() + ": "
                + entry.reply() + (entry.effect() ? ", took effect" : "");
    }

    private static Object sorted(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(PackagedScenariosTest::sorted).toList();
        }
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        Map<Object, Object> sorted = new TreeMap<>();
        map.forEach((name, item) -> sorted.put(name, sorted(item)));
        return sorted;
    }
}
