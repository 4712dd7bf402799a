package io.github.cdknat.acceptance.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.PrivateNatGateway;
import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.emulator.cloudformation.Stack.Event;
import io.github.cdknat.emulator.cloudformation.Template;
import io.github.cdknat.rehearsal.template.LenientJson;
import io.github.cdknat.simulation.InProcessAws;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointOptions;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ssm.CfnParameter;

/**
 * Whatever a custom resource refers to or depends on, however far away, is there before its first request and goes after its last
 * answer; what depends on the addresses starts after them. The functions run in a VPC of the stack's own.
 */
class OrderTest {
    private static final String STACK = "Order";
    private static final String CUSTOM = "Custom::NatGatewaySecondaryAddresses";

    /** Among much else: rights, ways out, rules, logs, who takes events and who answers for them. */
    private static final List<String> NEEDED = List.of(
            "AWS::EC2::SecurityGroupIngress",
            "AWS::EC2::VPCEndpoint",
            "AWS::IAM::RolePolicy",
            "AWS::Lambda::EventInvokeConfig",
            "AWS::Lambda::Function",
            "AWS::Logs::LogGroup",
            "AWS::StepFunctions::StateMachine");

    private final EmbeddedAws aws = InProcessAws.start(7);

    @ParameterizedTest(name = "with {1} custom resources")
    @CsvSource({"350, 1", "4000, 5"})
    void onCreateAndWhenTheStackIsDeleted(int drain, int number) {
        Map<String, Object> template = deploy(1, drain, "1");
        assertThat(customResources(template))
                .hasSize(number)
                .allSatisfy(custom -> nothingStartsEarly(template, custom));
        aws.cloudFormation().delete(STACK);
        nothingGoesEarly(template, "DELETE_COMPLETE");
    }

    @Test
    void whenTheCreationIsRolledBack() {
        aws.cloudFormation().failNext(STACK, "Partner", Duration.ofSeconds(1), "Partner says no");
        nothingGoesEarly(deploy(1, 350, "1"), "ROLLBACK_COMPLETE");
    }

    @Test
    void whenTheDeclarationIsRemoved() {
        Map<String, Object> before = deploy(1, 350, "1");
        deploy(0, 350, "1");
        nothingGoesEarly(before, "UPDATE_COMPLETE");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whenTheGatewayIsReplaced(boolean customResourcesAtOnce) {
        aws.cloudFormation().options().cleanUpDeletesCustomResourcesAtOnce = customResourcesAtOnce;
        Map<String, Object> before = deploy(1, 350, "1");
        deploy(2, 350, "1");
        nothingGoesEarly(before, "UPDATE_COMPLETE");
    }

    @Test
    void whenTheReplacementIsRolledBack() {
        deploy(1, 350, "1");
        aws.cloudFormation().failNext(STACK, "Partner", Duration.ofSeconds(1), "Partner says no");
        nothingGoesEarly(deploy(2, 350, "2"), "UPDATE_ROLLBACK_COMPLETE");
    }

    @Test
    void whenADeclarationThatWasAddedIsRolledBack() {
        deploy(0, 350, "1");
        aws.cloudFormation().failNext(STACK, "Partner", Duration.ofSeconds(1), "Partner says no");
        nothingGoesEarly(deploy(1, 350, "2"), "UPDATE_ROLLBACK_COMPLETE");
    }

    /** Returns the resources of the template. */
    private Map<String, Object> deploy(int subnet, int drain, String note) {
        App app = new App();
        declare(new Stack(app, STACK), subnet, drain, note);
        Map<String, Object> json =
                LenientJson.object(app.synth().getStackByName(STACK).getTemplate());
        aws.settle(aws.cloudFormation().deploy(STACK, Template.of(json)));
        return LenientJson.object(json.get("Resources"));
    }

    private static void declare(Stack stack, int subnet, int drain, String note) {
        Vpc vpc = Vpc.Builder.create(stack, "Vpc")
                .availabilityZones(List.of("eu-central-1a"))
                .natGateways(0)
                .restrictDefaultSecurityGroup(false)
                .subnetConfiguration(Stream.of("Functions", "One", "Two")
                        .map(name -> SubnetConfiguration.builder()
                                .name(name)
                                .subnetType(SubnetType.PRIVATE_ISOLATED)
                                .cidrMask(24)
                                .build())
                        .toList())
                .build();
        CfnParameter partner = CfnParameter.Builder.create(stack, "Partner")
                .type("String")
                .value(note)
                .build();
        if (subnet == 0) {
            return;
        }
        SecurityGroup group =
                SecurityGroup.Builder.create(stack, "Group").vpc(vpc).build();
        vpc.addInterfaceEndpoint(
                "Ec2",
                InterfaceVpcEndpointOptions.builder()
                        .service(InterfaceVpcEndpointAwsService.EC2)
                        .securityGroups(List.of(group))
                        .open(false)
                        .build());
        PrivateNatGateway gateway = PrivateNatGateway.Builder.create(stack, "Egress")
                .subnet(vpc.getIsolatedSubnets().get(subnet))
                .secondaryPrivateIpAddresses(List.of("10.0." + subnet + ".20"))
                .maxDrainDuration(software.amazon.awscdk.Duration.seconds(drain))
                .routesWaitForAddresses(true)
                .vpc(vpc)
                .vpcSubnets(
                        SubnetSelection.builder().subnetGroupName("Functions").build())
                .build();
        gateway.getSecondaryAddresses().peers().forEach(peer -> group.addIngressRule(peer, Port.tcp(443)));
        gateway.allowedBy(group);
        gateway.routeTo("10.8.0.0/16", vpc.getIsolatedSubnets().get(0));
        partner.getNode().addDependency(gateway.getSecondaryAddresses().getAddressesAssigned());
    }

    private void nothingStartsEarly(Map<String, Object> template, String custom) {
        Set<String> needs = needs(template, custom);
        assertThat(needs.stream().map(id -> LenientJson.object(template.get(id)).get("Type")))
                .containsAll(NEEDED);
        assertThat(needs)
                .allSatisfy(need -> assertThat(first("CREATE_COMPLETE", need))
                        .as(need)
                        .isBeforeOrEqualTo(first("CREATE_IN_PROGRESS", custom)));
        assertThat(List.of("Partner", ofType(template, "AWS::EC2::Route").get(0)))
                .allSatisfy(later -> assertThat(first("CREATE_IN_PROGRESS", later))
                        .as(later)
                        .isAfterOrEqualTo(first("CREATE_COMPLETE", custom)));
    }

    /** Of what goes; what is not replaced stays. */
    private void nothingGoesEarly(Map<String, Object> template, String status) {
        aws.settle(aws.cloudFormation().stack(STACK));
        assertThat(aws.cloudFormation().stack(STACK).status()).isEqualTo(status);
        Map<String, Instant> gone = new TreeMap<>();
        Map<String, Instant> answered = new TreeMap<>();
        for (Event event : aws.cloudFormation().stack(STACK).events()) {
            if (event.status().equals("DELETE_IN_PROGRESS")) {
                gone.putIfAbsent(event.logicalId(), event.at());
            } else if (event.status().equals("DELETE_COMPLETE") && event.type().equals(CUSTOM)) {
                answered.put(event.logicalId(), event.at());
            }
        }
        assertThat(answered.keySet()).isEqualTo(new LinkedHashSet<>(customResources(template)));
        answered.forEach((custom, at) -> {
            Set<String> needs = needs(template, custom);
            needs.retainAll(gone.keySet());
            assertThat(needs)
                    .as("gone after " + custom)
                    .isNotEmpty()
                    .allSatisfy(need -> assertThat(gone.get(need))
                            .as(need + " after " + custom)
                            .isAfterOrEqualTo(at));
        });
    }

    private Instant first(String status, String logicalId) {
        return aws.cloudFormation().stack(STACK).events().stream()
                .filter(event ->
                        event.logicalId().equals(logicalId) && event.status().equals(status))
                .map(Event::at)
                .findFirst()
                .orElseThrow(() -> new AssertionError("No " + status + " of " + logicalId));
    }

    private static List<String> customResources(Map<String, Object> template) {
        return ofType(template, CUSTOM);
    }

    private static List<String> ofType(Map<String, Object> template, String type) {
        return template.keySet().stream()
                .filter(id -> LenientJson.object(template.get(id)).get("Type").equals(type))
                .sorted()
                .toList();
    }

    /** Everything but other custom resources that it refers to or depends on, directly or not. */
    private static Set<String> needs(Map<String, Object> template, String custom) {
        Set<String> found = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(custom));
        while (!open.isEmpty()) {
            Map<String, Object> resource = LenientJson.object(template.get(open.pop()));
            Set<String> named = new LinkedHashSet<>();
            Template.references(resource.get("Properties"), named);
            ((List<?>) resource.getOrDefault("DependsOn", List.of())).forEach(id -> named.add(String.valueOf(id)));
            named.stream().filter(template::containsKey).filter(found::add).forEach(open::push);
        }
        found.removeAll(customResources(template));
        return found;
    }
}
