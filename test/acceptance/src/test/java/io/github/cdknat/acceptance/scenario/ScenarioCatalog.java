package io.github.cdknat.acceptance.scenario;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.platform.commons.support.ReflectionSupport;

/** The scenarios that are told in process and, some of them, through the packaged jar. */
final class ScenarioCatalog {
    private static final Map<String, Consumer<Scenario>> ALL = new TreeMap<>();

    static {
        Stream.of(
                        LifecycleScenarios.class,
                        CapacityScenarios.class,
                        RollbackScenarios.class,
                        DriftScenarios.class,
                        SharedGatewayScenarios.class,
                        FaultScenarios.class)
                .flatMap(kind -> Stream.of(kind.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(ScenarioTitle.class))
                .forEach(method -> ALL.put(
                        method.getAnnotation(ScenarioTitle.class).value(),
                        scenario -> ReflectionSupport.invokeMethod(method, null, scenario)));
    }

    private ScenarioCatalog() {}

    static Stream<String> names() {
        return ALL.keySet().stream();
    }

    /** Those that are told through the packaged jar too: every kind of request, of end and of fault. */
    static Stream<String> packaged() {
        return Stream.of(
                "create, replace one, delete",
                "another gateway: its addresses come first, the old ones go in clean-up",
                "what fits is assigned first, then as many as needed are freed early, highest first",
                "a swap at the limit that rolls back restores the old addresses",
                "a deployment that rolls back drains nothing that served",
                "an update cancelled while it waits undoes itself",
                "a rollback that fails is continued when the right is back",
                "a gateway that vanished is replaced by another one",
                "a count that rolls back gets the addresses back that it had, not others",
                "a lost reply to an assign is looked up, not repeated",
                "throttling is waited out",
                "a drain of 4000 s is handed from stage to stage",
                "a function that dies after its unassign has drained once",
                "an address that fails is taken back, and the next deployment goes through");
    }

    static Consumer<Scenario> of(String name) {
        return ALL.get(name);
    }
}
