package io.github.cdknat.internal;

import io.github.cdknat.shared.Subnet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.IResolvable;
import software.amazon.awscdk.Reference;
import software.amazon.awscdk.services.ec2.CfnNatGateway;
import software.amazon.awscdk.services.ec2.CfnSubnet;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.IVpc;
import software.constructs.IConstruct;

/**
 * A gateway of this app as CloudFormation will get it.
 * @param properties by CloudFormation's names; what is no literal is a map
 * @param subnet its subnet, if its CIDR is a literal, wherever it stands in the app
 */
record RenderedGateway(Map<String, Object> properties, Optional<Subnet> subnet) {
    static RenderedGateway of(RenderedTemplate template, CfnNatGateway gateway) {
        Map<String, Object> properties = RenderedTemplate.properties(template.resource(gateway));
        Object subnet = properties.get("SubnetId");
        Optional<String> cidr =
                subnet instanceof String id ? imported(gateway, id) : ofTheApp(template, gateway, subnet);
        return new RenderedGateway(properties, cidr.flatMap(text -> Subnet.of("", text)));
    }

    /** By its logical id; or by the reference, if the subnet is another stack's. */
    private static Optional<String> ofTheApp(RenderedTemplate template, CfnNatGateway gateway, @Nullable Object id) {
        Object target = id instanceof Map<?, ?> function ? function.get("Ref") : null;
        Map<String, Object> here = template.resources().getOrDefault(String.valueOf(target), Map.of());
        if (CfnSubnet.CFN_RESOURCE_TYPE_NAME.equals(here.get("Type"))) {
            return literal(RenderedTemplate.properties(here).get("CidrBlock"));
        }
        IResolvable token = Tokens.only(gateway.getSubnetId());
        return Objects.equals(id, gateway.getStack().resolve(gateway.getSubnetId()))
                        && token instanceof Reference reference
                        && reference.getTarget() instanceof CfnSubnet subnet
                ? literal(subnet.getCidrBlock())
                : Optional.empty();
    }

    private static Optional<String> imported(CfnNatGateway gateway, String id) {
        return gateway.getNode().getRoot().getNode().findAll().stream()
                .flatMap(RenderedGateway::subnets)
                .filter(subnet -> id.equals(subnet.getSubnetId()))
                .flatMap(subnet -> cidr(subnet).stream())
                .findFirst();
    }

    private static Stream<ISubnet> subnets(IConstruct construct) {
        if (construct instanceof IVpc vpc) {
            return Stream.of(vpc.getPrivateSubnets(), vpc.getIsolatedSubnets(), vpc.getPublicSubnets())
                    .flatMap(List::stream);
        }
        return construct instanceof ISubnet subnet ? Stream.of(subnet) : Stream.empty();
    }

    /** An import without a CIDR throws when it is asked for one. */
    private static Optional<String> cidr(ISubnet subnet) {
        try {
            return literal(subnet.getIpv4CidrBlock());
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> literal(@Nullable Object value) {
        return Optional.ofNullable(value instanceof String text && !Tokens.isIn(text) ? text : null);
    }

    /** What the declaration cannot have on this gateway. */
    List<String> problems(Declaration declaration) {
        ConstructPath path = declaration.path();
        List<String> literals = declaration.addresses().literals();
        Object type = properties.getOrDefault("ConnectivityType", "public");
        Optional<String> secondary = Stream.of("SecondaryPrivateIpAddresses", "SecondaryPrivateIpAddressCount")
                .filter(properties::containsKey)
                .findFirst();
        Optional<String> primary = literal(properties.get("PrivateIpAddress"));
        Optional<String> own = primary.filter(given -> declaration.gateway().isOfStack());
        return Stream.of(
                        path.problem(
                                !(type instanceof String) || type.equals("private"),
                                "natGateway",
                                "the gateway is public (connectivityType must be private); pass a private NAT gateway."),
                        path.problem(
                                secondary.isEmpty(),
                                "natGateway",
                                "the gateway declares secondary private addresses itself (two owners would undo each other's work); remove "
                                        + secondary.orElse("") + " from it."),
                        path.problem(
                                primary.filter(literals::contains).isEmpty(),
                                DeclaredAddresses.LIST,
                                primary.orElse("")
                                        + " is the gateway's primary address (it can never be assigned or unassigned); remove it."),
                        subnet.stream().flatMap(known -> declaration.addresses().misplaced(path, known)),
                        subnet.stream()
                                .flatMap(known -> own.stream()
                                        .flatMap(address ->
                                                DeclaredAddresses.misplaced(path, "privateIpAddress", address, known))))
                .flatMap(problems -> problems)
                .toList();
    }
}
