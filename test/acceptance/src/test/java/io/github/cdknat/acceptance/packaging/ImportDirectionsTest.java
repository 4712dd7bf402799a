package io.github.cdknat.acceptance.packaging;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import io.github.cdknat.handler.Json;
import io.github.cdknat.handler.cloudformation.SdkCloudFormation;
import io.github.cdknat.handler.ec2.SdkEc2;
import io.github.cdknat.handler.stepfunctions.SdkStepFunctions;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.sfn.SfnClient;

/** Who may know whom: the construct, the handler's packages, the services behind them. */
@AnalyzeClasses(packages = "io.github.cdknat", importOptions = ImportOption.DoNotIncludeTests.class)
class ImportDirectionsTest {
    private static final String CONSTRUCT = "io.github.cdknat";
    private static final String INTERNAL = "io.github.cdknat.internal";
    /** Constants that are compiled into both. */
    private static final String SHARED = "io.github.cdknat.shared";

    private static final String HANDLER = "io.github.cdknat.handler";
    private static final String EMULATOR = "io.github.cdknat.emulator..";
    private static final String EXAMPLE = "io.github.cdknat.example..";

    @ArchTest
    static final ArchRule planningKnowsJavaAndNothingElse = classes()
            .that()
            .resideInAnyPackage(HANDLER + ".model..", HANDLER + ".plan..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java.lang..",
                    "java.util..",
                    "java.time..",
                    "java.security",
                    "java.nio.charset",
                    SHARED,
                    HANDLER + ".model..",
                    HANDLER + ".plan..");

    @ArchTest
    static final ArchRule theConstructKnowsCdkAndNothingElse = classes()
            .that()
            .resideInAnyPackage(CONSTRUCT, INTERNAL)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    CONSTRUCT,
                    INTERNAL,
                    SHARED,
                    HANDLER + ".model",
                    "software.amazon.awscdk..",
                    "software.constructs..",
                    "software.amazon.jsii..",
                    "org.jspecify.annotations");

    @ArchTest
    static final ArchRule theHandlerKnowsNeitherCdkNorWhatTestsIt = noClasses()
            .that()
            .resideInAPackage(HANDLER + "..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "software.amazon.awscdk..", "software.constructs..", CONSTRUCT, INTERNAL, EMULATOR, EXAMPLE);

    /** Else a wrong rule of the handler's would be confirmed by the emulator that believes in it too. */
    @ArchTest
    static final ArchRule theEmulatorKnowsNothingOfOurs = noClasses()
            .that()
            .resideInAPackage(EMULATOR)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    HANDLER + "..",
                    CONSTRUCT,
                    INTERNAL,
                    SHARED,
                    "software.amazon.awssdk..",
                    "software.amazon.awscdk..");

    @ArchTest
    static final ArchRule theModulesHaveOneDirection = inOneDirection(
            layer("emulator", EMULATOR),
            layer("example", EXAMPLE),
            layer("simulation", CONSTRUCT + ".simulation..", "emulator", "example"),
            layer("rehearsal", CONSTRUCT + ".rehearsal..", "simulation", "emulator", "example"),
            layer("acceptance", CONSTRUCT + ".acceptance..", "rehearsal", "simulation", "emulator", "example"));

    @ArchTest
    static final ArchRule theHandlersPackagesHaveOneDirection = inOneDirection(
            new Layer(
                    "functions",
                    resideInAPackage(HANDLER).and(describe("not Json", type -> !type.isEquivalentTo(Json.class))),
                    "reconcile",
                    "event",
                    "ec2",
                    "cloudformation",
                    "stepfunctions",
                    "json"),
            layer(
                    "reconcile",
                    HANDLER + ".reconcile..",
                    "event",
                    "ec2",
                    "cloudformation",
                    "stepfunctions",
                    "aws",
                    "plan",
                    "model",
                    "json"),
            layer("event", HANDLER + ".event..", "model", "json"),
            layer("ec2", HANDLER + ".ec2..", "aws", "model"),
            layer("cloudformation", HANDLER + ".cloudformation..", "aws", "model", "json"),
            layer("stepfunctions", HANDLER + ".stepfunctions..", "aws", "model"),
            layer("aws", HANDLER + ".aws.."),
            layer("plan", HANDLER + ".plan..", "model"),
            layer("model", HANDLER + ".model.."),
            new Layer("json", type(Json.class)));

    @ArchTest
    static final ArchRule oneFileMakesEc2Calls = onlyCaller(SdkEc2.class, Ec2Client.class);

    @ArchTest
    static final ArchRule oneFileMakesCloudFormationCalls =
            onlyCaller(SdkCloudFormation.class, CloudFormationClient.class);

    @ArchTest
    static final ArchRule oneFileMakesStepFunctionsCalls = onlyCaller(SdkStepFunctions.class, SfnClient.class);

    /** The state machine passes its own times, so that time can be virtual from end to end. */
    @ArchTest
    static final ArchRule theHandlerReadsNoClock = noClasses()
            .that()
            .resideInAPackage(HANDLER + "..")
            .should()
            .accessTargetWhere(describe("a clock is read", ImportDirectionsTest::readsAClock));

    @ArchTest
    static final ArchRule theHandlerNeverSleeps = noClasses()
            .that()
            .resideInAPackage(HANDLER + "..")
            .should()
            .accessTargetWhere(describe(
                    "a thread is put to sleep",
                    access -> Set.of("sleep", "wait", "park", "parkNanos").contains(access.getName())
                            && Set.of("java.lang.Thread", "java.lang.Object", "java.util.concurrent.locks.LockSupport")
                                    .contains(access.getTargetOwner().getName())));

    /** Map.of and Map.ofEntries have another order in every JVM, and so would the template. */
    @ArchTest
    static final ArchRule theConstructUsesMapsOfOneOrder = noClasses()
            .that()
            .resideInAnyPackage(CONSTRUCT, INTERNAL)
            .should()
            .callMethodWhere(describe("the order is random", ImportDirectionsTest::hasRandomOrder));

    /** A layer, and the only other ones that it may access. */
    private record Layer(String name, DescribedPredicate<JavaClass> classes, String... others) {}

    private static Layer layer(String name, String packages, String... others) {
        return new Layer(name, resideInAPackage(packages), others);
    }

    private static ArchRule inOneDirection(Layer... layers) {
        LayeredArchitecture rule = layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (Layer layer : layers) {
            rule = rule.layer(layer.name()).definedBy(layer.classes());
        }
        for (Layer layer : layers) {
            var where = rule.whereLayer(layer.name());
            rule = layer.others().length == 0
                    ? where.mayNotAccessAnyLayer()
                    : where.mayOnlyAccessLayers(layer.others());
        }
        return rule;
    }

    private static ArchRule onlyCaller(Class<?> caller, Class<?> client) {
        DescribedPredicate<JavaMethodCall> calls = describe(
                client.getSimpleName() + " is called",
                call -> call.getTargetOwner().isEquivalentTo(client)
                        && !call.getName().equals("builder"));
        return noClasses()
                .that(describe("are not " + caller.getSimpleName(), type -> !isPartOf(type, caller)))
                .and()
                .resideInAPackage(HANDLER + "..")
                .should()
                .callMethodWhere(calls);
    }

    private static boolean isPartOf(JavaClass type, Class<?> caller) {
        return type.isEquivalentTo(caller)
                || type.getEnclosingClass()
                        .map(outer -> outer.isEquivalentTo(caller))
                        .orElse(false);
    }

    private static boolean readsAClock(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        return owner.getPackageName().equals("java.time") && access.getName().equals("now")
                || owner.isEquivalentTo(java.time.Clock.class)
                || owner.isEquivalentTo(Date.class) && access.getName().equals("<init>")
                || owner.isEquivalentTo(System.class)
                        && Set.of("currentTimeMillis", "nanoTime").contains(access.getName());
    }

    private static boolean hasRandomOrder(JavaMethodCall call) {
        return call.getTargetOwner().isEquivalentTo(Map.class)
                && (call.getName().equals("ofEntries")
                        || call.getName().equals("of")
                                && call.getTarget().getRawParameterTypes().size() > 2);
    }
}
