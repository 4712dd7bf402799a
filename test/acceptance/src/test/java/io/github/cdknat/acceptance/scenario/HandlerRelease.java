package io.github.cdknat.acceptance.scenario;

import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.emulator.core.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/** What a release of the handler makes of the journal that this one would write. */
enum HandlerRelease {
    /** The first one: it knew nothing of counts, long drains and crowds. */
    FIRST(journal -> {
        journal.keySet()
                .removeAll(Set.of(
                        "chosen",
                        "unavailable",
                        "selectionAttempts",
                        "previousPhysicalId",
                        "throttled",
                        "drained",
                        "draining",
                        "deferred"));
        return journal;
    }),
    THIS(journal -> journal),
    /** One that says more, in places where that may be ignored. */
    NEXT(journal -> {
        journal.put("moods", List.of("sunny"));
        journal.replaceAll((name, value) -> name.equals("draining") ? value : saidWith(value, "mood", "sunny"));
        return journal;
    }),
    /** One whose journal cannot be read without its code. */
    NEXT_FORMAT(journal -> {
        journal.put("v", 2);
        journal.computeIfPresent("assigned", (name, assigned) -> Map.of("list", assigned));
        journal.remove("pendingChange");
        return journal;
    });

    static final String CONVERGE = "io.github.cdknat.handler.Converge::handleRequest";

    private final UnaryOperator<Map<String, Object>> says;

    HandlerRelease(UnaryOperator<Map<String, Object>> says) {
        this.says = says;
    }

    /** From now on the n-th pass, counted from 0, is made by the release that is given for it. */
    static void run(EmbeddedAws aws, IntFunction<HandlerRelease> byPass) {
        int[] passes = {0};
        aws.changeFunction(
                CONVERGE,
                code -> (function, payload) -> byPass.apply(passes[0]++).write(code.apply(function, payload)));
    }

    private String write(String journal) {
        return Json.write(says.apply(new LinkedHashMap<>(Json.object(journal))));
    }

    /** The same with one thing more, if it is a thing with names. */
    private static Object saidWith(Object value, String name, Object said) {
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        Map<Object, Object> more = new LinkedHashMap<>(map);
        more.put(name, said);
        return more;
    }
}
