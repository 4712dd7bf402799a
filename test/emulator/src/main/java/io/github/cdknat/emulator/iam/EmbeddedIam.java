package io.github.cdknat.emulator.iam;

import io.github.cdknat.emulator.core.ApiCall;
import io.github.cdknat.emulator.core.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * IAM, as far as roles with inline policies go: every call of a role is checked against the policies that are in force at that
 * moment ("Policy evaluation logic", IAM User Guide: an explicit deny wins, everything else needs an allow).
 *
 * <p>What it does not know (a condition, NotAction, NotResource) is an error, not a pass, when a role that has it calls.
 */
public final class EmbeddedIam implements Authorizer {
    /** What is not known of it, or an empty text. */
    private record Statement(
            boolean allow, List<Predicate<String>> actions, List<Predicate<String>> resources, String unknown) {
        boolean matches(String action, String resource) {
            if (!unknown.isEmpty()) {
                throw new IllegalStateException("The embedded IAM does not know " + unknown);
            }
            return actions.stream().anyMatch(pattern -> pattern.test(action))
                    && resources.stream().anyMatch(pattern -> pattern.test(resource));
        }
    }

    /** "Managed policies attached to an IAM role", the default ("IAM and AWS STS quotas", IAM User Guide). */
    public static final int MOST_ATTACHED = 10;

    private record Policy(List<Statement> statements, Instant effective) {}

    private final VirtualClock clock;
    private final Map<String, Map<String, Policy>> roles = new LinkedHashMap<>();
    private Duration propagation = Duration.ZERO;
    private Predicate<String> withdrawn = action -> false;

    public EmbeddedIam(VirtualClock clock) {
        this.clock = clock;
    }

    /** How long a new policy takes to work; documented as "eventually consistent", without a number. */
    public void propagation(Duration propagation) {
        this.propagation = propagation;
    }

    /** Which actions no role may call at the moment, for example "ec2:UnassignPrivateNatGatewayAddress"; asked at every call. */
    public void withdrawn(Predicate<String> actions) {
        this.withdrawn = actions;
    }

    public void putRole(String roleArn) {
        roles.computeIfAbsent(roleArn, arn -> new LinkedHashMap<>());
    }

    public boolean hasRole(String roleArn) {
        return roles.containsKey(roleArn);
    }

    public void deleteRole(String roleArn) {
        roles.remove(roleArn);
    }

    /** Adds or replaces an inline policy; a replaced one works at once (assumed). */
    public void putPolicy(String roleArn, String name, Map<String, Object> document) {
        Map<String, Policy> policies = roles.get(roleArn);
        if (policies == null) {
            throw new IllegalStateException("No such role: " + roleArn);
        }
        List<Statement> statements = new ArrayList<>();
        list(document.get("Statement")).forEach(item -> statements.add(statement((Map<?, ?>) item)));
        policies.put(name, new Policy(statements, clock.now().plus(propagation)));
    }

    /**
     * Attaches a managed policy, or changes an attached one.
     *
     * @return false, and nothing is attached, if the role has as many as it can have
     */
    public boolean attach(String roleArn, String policyArn, Map<String, Object> document) {
        Set<String> names = roles.getOrDefault(roleArn, Map.of()).keySet();
        long attached = names.stream().filter(name -> name.startsWith("arn:")).count();
        if (attached >= MOST_ATTACHED && !names.contains(policyArn)) {
            return false;
        }
        putPolicy(roleArn, policyArn, document);
        return true;
    }

    public void deletePolicy(String roleArn, String name) {
        Map<String, Policy> policies = roles.get(roleArn);
        if (policies != null) {
            policies.remove(name);
        }
    }

    @Override
    public boolean allows(String principal, String action, String resourceArn, Map<String, String> conditionKeys) {
        if (principal.equals(ApiCall.ADMIN)) {
            return true;
        }
        if (withdrawn.test(action)) {
            return false;
        }
        List<Statement> about = roles.getOrDefault(principal, Map.of()).values().stream()
                .filter(policy -> !policy.effective().isAfter(clock.now()))
                .flatMap(policy -> policy.statements().stream())
                .filter(statement -> statement.matches(action, resourceArn))
                .toList();
        return !about.isEmpty() && about.stream().allMatch(Statement::allow);
    }

    private static Statement statement(Map<?, ?> json) {
        String effect = String.valueOf(json.get("Effect"));
        String unknown = json.keySet().stream()
                .filter(key -> !List.of("Sid", "Effect", "Action", "Resource").contains(key))
                .map(key -> key + " in a policy statement")
                .findFirst()
                .orElse(List.of("Allow", "Deny").contains(effect) ? "" : "the effect " + effect);
        return new Statement(
                effect.equals("Allow"),
                patterns(json.get("Action"), Pattern.CASE_INSENSITIVE),
                patterns(json.get("Resource"), 0),
                unknown);
    }

    private static List<Predicate<String>> patterns(Object value, int flags) {
        return list(value).stream().map(text -> pattern(text.toString(), flags)).toList();
    }

    /**
     * {@code *} stands for any characters and {@code ?} for one; actions are not case-sensitive, resources are ("IAM JSON policy elements",
     * IAM User Guide).
     */
    private static Predicate<String> pattern(String text, int flags) {
        if (text.equals("*")) {
            return any -> true;
        }
        String regex = Pattern.quote(text).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        Predicate<String> matches =
                Pattern.compile(regex, Pattern.DOTALL | flags).asMatchPredicate();
        return one -> one.equals(text) || matches.test(one);
    }

    private static List<?> list(Object value) {
        return value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
    }
}
