package io.github.cdknat.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.testkit.embedded.EmbeddedAws;
import io.github.cdknat.testkit.kernel.VirtualClock;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The packaged jar, under AWS's runtime interface client, makes the same calls at the same virtual times as in process. */
class PackagedStoriesTest {
    static Stream<Arguments> runs() {
        return Jdks.all()
                .flatMap(jdk -> Stream.of(
                                "create, replace one, delete",
                                "a deployment that rolls back drains nothing that served",
                                "a lost reply to an assign is looked up, not repeated",
                                "throttling is waited out")
                        .map(story -> Arguments.of(story, jdk)));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void makesTheSameCalls(String story, Path jdk) {
        assertThat(told(EmbeddedAws.packaged(VirtualClock.Pace.INSTANT, 7, jdk), story))
                .isEqualTo(told(EmbeddedAws.inProcess(7), story));
    }

    private static List<String> told(EmbeddedAws aws, String story) {
        try (aws) {
            Stories.of(story).accept(new Scenario(aws));
            return aws.world().ledger().entries().stream()
                    .map(entry -> entry.at() + " " + entry.call().action() + " "
                            + entry.reply().getClass().getSimpleName())
                    .toList();
        }
    }
}
