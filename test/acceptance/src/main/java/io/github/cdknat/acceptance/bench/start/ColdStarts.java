package io.github.cdknat.acceptance.bench.start;

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

    private ColdStarts() {}

    /** Samples by contestant, as many of each as there are rounds. */
    public static Map<String, List<ColdStartSample>> run(Path javaHome, int rounds) {
        Map<String, List<ColdStartSample>> all = new LinkedHashMap<>();
        List<FunctionPackage> contestants =
                List.of(FunctionPackage.ours(), FunctionPackage.naive(), FunctionPackage.idle());
        try (ColdStart start = new ColdStart()) {
            for (int round = 0; round < rounds; round++) {
                for (FunctionPackage code : contestants) {
                    all.computeIfAbsent(code.name(), name -> new ArrayList<>())
                            .add(start.run(code, javaHome, ONE_CORE));
                }
            }
        } finally {
            contestants.forEach(code -> code.root().delete());
        }
        return all;
    }

    /** Samples of ours by megabytes of memory, each with the share of a processor that Lambda gives; empty where none can be given. */
    public static Map<Integer, List<ColdStartSample>> byMemory(Path javaHome, int rounds, List<Integer> sizes) {
        Map<Integer, List<ColdStartSample>> all = new LinkedHashMap<>();
        FunctionPackage ours = FunctionPackage.ours();
        try (ColdStart start = new ColdStart()) {
            for (int round = 0; round < rounds; round++) {
                for (int size : sizes) {
                    CpuShare.of(size).ifPresent(share -> {
                        try (share) {
                            all.computeIfAbsent(size, megabytes -> new ArrayList<>())
                                    .add(start.run(ours, javaHome, share.prefix()));
                        }
                    });
                }
            }
        } finally {
            ours.root().delete();
        }
        return all;
    }
}
