package io.github.cdknat.testkit.bench.start;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Cold starts of all contestants in turns, so that what disturbs one disturbs all. */
public final class ColdStarts {
    /** The name of the packaged handler among the results. */
    public static final String OURS = "this handler";

    private static final List<String> ONE_CORE = List.of("taskset", "-c", "1");
    private static final String AS_LAMBDA_HAS_IT = "";

    private ColdStarts() {}

    /** Samples by contestant, as many of each as there are rounds. */
    public static Map<String, List<Sample>> run(Path javaHome, int rounds) {
        Map<String, List<Sample>> all = new LinkedHashMap<>();
        List<Package> contestants = List.of(Package.ours(), Package.naive(), Package.idle());
        try (ColdStart start = new ColdStart()) {
            for (int round = 0; round < rounds; round++) {
                for (Package code : contestants) {
                    all.computeIfAbsent(code.name(), name -> new ArrayList<>())
                            .add(start.run(code, javaHome, ONE_CORE, AS_LAMBDA_HAS_IT));
                }
            }
        } finally {
            contestants.forEach(Package::delete);
        }
        return all;
    }
}
