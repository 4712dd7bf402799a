package io.github.cdknat.rehearsal.demo;

import static io.github.cdknat.rehearsal.demo.DemoScript.OWN;
import static io.github.cdknat.rehearsal.demo.DemoScript.addresses;
import static io.github.cdknat.rehearsal.demo.Expectation.atMost;

import io.github.cdknat.emulator.cloudformation.Stack;
import io.github.cdknat.example.OwnGatewayStack;
import io.github.cdknat.rehearsal.text.AddressRanges;
import io.github.cdknat.simulation.ExampleTemplates;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/** What a stack's owner does who makes the gateway too. */
final class OwnGatewaySteps {
    private static final int LONG_DRAIN = 600;

    /** What CloudFormation and EC2's deletion of a gateway take here, many times less than a drain. */
    private static final Duration SECONDS = Duration.ofSeconds(200);

    private static final OwnGatewayStack.Parameters TWO =
            OwnGatewayStack.Parameters.example().with(addresses(20, 21)).draining(LONG_DRAIN);

    private OwnGatewaySteps() {}

    static void create(DemoContext context) {
        deploy(context, "with its rules, routes, alarms and graphs", TWO);
        context.expect("the stack is created", "CREATE_COMPLETE", context.status(OWN));
        context.expect("its own gateway serves with both", "10.0.1.4, 10.0.1.20-21", serving(context));
        context.expect(
                "each address is allowed before it is assigned, and traffic is routed afterwards",
                List.of("rules", "addresses", "route"),
                orderOfCreation(context));
    }

    static void scale(DemoContext context) {
        deploy(context, "four addresses", TWO.with(addresses(20, 23)));
        context.expect("four serve", "10.0.1.4, 10.0.1.20-23", serving(context));
        Duration down = deploy(context, "none", TWO.with(List.of()));
        context.expect("none is a declaration like any other", "10.0.1.4", serving(context));
        context.expect(
                "the gateway stays, so the whole drain is waited for",
                "yes",
                down.compareTo(Duration.ofSeconds(LONG_DRAIN)) > 0 ? "yes" : "no: " + down);
        deploy(context, "two again", TWO);
    }

    static void replace(DemoContext context) {
        Duration replaced = deploy(context, "in another subnet", TWO.in(2).with(List.of("10.0.2.20", "10.0.2.21")));
        context.expect("the stack is updated", "UPDATE_COMPLETE", context.status(OWN));
        context.expect("the new gateway serves with both", "10.0.2.4, 10.0.2.20-21", serving(context));
        context.expect(
                "the gateway that goes is drained to its end",
                "yes",
                replaced.compareTo(Duration.ofSeconds(LONG_DRAIN)) > 0 ? "yes" : "no: " + replaced);
    }

    static void tearDown(DemoContext context) {
        context.asAdministrator(
                "delete " + OWN, () -> context.aws.cloudFormation().delete(OWN));
        Duration torn = settle(context);
        context.expect("the stack is deleted", "DELETE_COMPLETE", context.status(OWN));
        context.expect(atMost("to tear a stack with its gateway down, drains of 600 s or not", SECONDS, torn));
    }

    private static Duration deploy(DemoContext context, String what, OwnGatewayStack.Parameters parameters) {
        context.asAdministrator(
                "deploy " + OWN + ": " + what,
                () -> context.aws.cloudFormation().deploy(OWN, ExampleTemplates.own(OWN, parameters)));
        return settle(context);
    }

    private static Duration settle(DemoContext context) {
        Instant began = context.now();
        context.aws.settle(stack(context));
        Duration took = Duration.between(began, context.now());
        context.aws.quiesce();
        return took;
    }

    /** What the stack's gateway serves with; of one that is being replaced, the new one. */
    private static String serving(DemoContext context) {
        return stack(context).physicalIds("AWS::EC2::NatGateway").values().stream()
                .map(id -> AddressRanges.of(context.aws.ec2().gateways().serving(id)))
                .reduce("", (first, last) -> last);
    }

    private static List<String> orderOfCreation(DemoContext context) {
        UnaryOperator<String> name = id -> id.startsWith("Partnersfrom")
                ? "rules"
                : id.startsWith("EgressSecondaryAddresses") && !id.contains("Rights")
                        ? "addresses"
                        : id.startsWith("EgressRoute") ? "route" : "";
        return stack(context).events().stream()
                .filter(event -> event.status().equals("CREATE_COMPLETE"))
                .map(event -> name.apply(event.logicalId()))
                .filter(found -> !found.isEmpty())
                .distinct()
                .toList();
    }

    private static Stack stack(DemoContext context) {
        return context.aws.cloudFormation().stack(OWN);
    }
}
