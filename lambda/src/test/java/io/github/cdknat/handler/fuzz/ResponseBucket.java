package io.github.cdknat.handler.fuzz;

import io.github.cdknat.handler.reconcile.ResponsePut;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The bucket behind a ResponseURL, which does not always take an answer the first time. */
final class ResponseBucket implements ResponsePut {
    private static final Set<String> FIELDS = Set.of(
            "Status", "Reason", "PhysicalResourceId", "StackId", "RequestId", "LogicalResourceId", "NoEcho", "Data");

    private final Mutator mutator;
    private final List<Map<String, Object>> answers = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private int tries;
    private boolean refused;

    ResponseBucket(Mutator mutator) {
        this.mutator = mutator;
    }

    @Override
    public int put(String url, byte[] body) throws IOException {
        tries++;
        Map<String, Object> answer = Mutator.read(new String(body, StandardCharsets.UTF_8));
        if (!answer.keySet().equals(FIELDS)
                || String.valueOf(answer.get("Reason")).isEmpty()) {
            problems.add("an answer of " + answer.keySet() + " because " + answer.get("Reason"));
        }
        if (mutator.chance(0.1)) {
            throw new IOException("connection reset");
        }
        if (mutator.chance(0.1)) {
            return 503;
        }
        answers.add(answer);
        refused = mutator.chance(0.02);
        return refused ? 403 : 200;
    }

    int tries() {
        return tries;
    }

    /** Whether CloudFormation has taken an answer. */
    boolean isAnswered() {
        return !answers.isEmpty() && !refused;
    }

    /** Whether CloudFormation has taken an answer, or never will. */
    boolean isOver() {
        return !answers.isEmpty();
    }

    boolean succeeded() {
        return answers.stream().anyMatch(answer -> "SUCCESS".equals(answer.get("Status")));
    }

    /** Whether answers contradict each other. */
    boolean isOfTwoMinds() {
        return answers.stream().map(answer -> answer.get("Status")).distinct().count() > 1;
    }

    List<String> problems() {
        return problems;
    }
}
