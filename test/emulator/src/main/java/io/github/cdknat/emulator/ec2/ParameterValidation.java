package io.github.cdknat.emulator.ec2;

import inet.ipaddr.ipv4.IPv4Address;
import io.github.cdknat.emulator.core.ApiCall;
import io.github.cdknat.emulator.core.ApiFaultException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The actions that are known, the parameters that each takes (API), and how their values are read. */
final class ParameterValidation {
    private static final Map<String, Set<String>> PARAMETERS = """
            AssignPrivateNatGatewayAddress NatGatewayId PrivateIpAddress PrivateIpAddressCount DryRun
            UnassignPrivateNatGatewayAddress NatGatewayId PrivateIpAddress MaxDrainDurationSeconds DryRun
            DescribeNatGateways NatGatewayId Filter MaxResults NextToken DryRun
            CreateNatGateway SubnetId ConnectivityType AvailabilityMode AllocationId PrivateIpAddress \
            SecondaryPrivateIpAddress SecondaryPrivateIpAddressCount TagSpecification ClientToken DryRun
            DeleteNatGateway NatGatewayId DryRun
            CreateVpc CidrBlock TagSpecification DryRun
            DeleteVpc VpcId DryRun
            DescribeVpcs VpcId Filter MaxResults NextToken DryRun
            CreateSubnet VpcId CidrBlock TagSpecification AvailabilityZone DryRun
            DeleteSubnet SubnetId DryRun
            DescribeSubnets SubnetId Filter MaxResults NextToken DryRun
            DescribeNetworkInterfaces NetworkInterfaceId Filter MaxResults NextToken DryRun
            GetSubnetCidrReservations SubnetId Filter MaxResults NextToken DryRun
            CreateSubnetCidrReservation SubnetId Cidr ReservationType Description DryRun
            CreateTags ResourceId Tag DryRun
            DeleteTags ResourceId Tag DryRun
            DescribeTags Filter MaxResults NextToken DryRun
            """.lines()
            .map(line -> List.of(line.split(" ")))
            .collect(Collectors.toMap(words -> words.get(0), words -> Set.copyOf(words.subList(1, words.size()))));

    private ParameterValidation() {}

    /** Refuses an action, or a parameter of an action, that is not known. */
    static void requireKnown(ApiCall call) {
        Set<String> known = PARAMETERS.get(call.action());
        if (known == null) {
            throw new ApiFaultException(
                    "InvalidAction", "The action " + call.action() + " is not valid for this web service.");
        }
        for (String name : call.parameters().keySet()) {
            if (!known.contains(name)) {
                throw new ApiFaultException("UnknownParameter", "The parameter " + name + " is not recognized");
            }
        }
    }

    static String required(ApiCall call, String name) {
        String text = call.text(name);
        if (text == null || text.isEmpty()) {
            throw missing(name);
        }
        return text;
    }

    /** A whole number in the API's range. */
    static int number(ApiCall call, String name, int low, int high) {
        String text = call.text(name);
        if (!text.matches("-?[0-9]{1,9}") || Integer.parseInt(text) < low || Integer.parseInt(text) > high) {
            throw invalid("Value (" + text + ") for parameter " + name + " is invalid. Expecting a whole number, " + low
                    + " to " + high + ".");
        }
        return Integer.parseInt(text);
    }

    /** The IPv4 addresses of a list parameter; that none may be given twice is assumed. */
    static SortedSet<IPv4Address> addresses(ApiCall call, String name) {
        TreeSet<IPv4Address> addresses = new TreeSet<>();
        for (Object item : call.list(name)) {
            if (!addresses.add(address(item.toString(), name))) {
                throw invalid("The address " + item + " is listed twice.");
            }
        }
        return Collections.unmodifiableSortedSet(addresses);
    }

    static IPv4Address address(String text, String name) {
        return Ipv4Notation.address(text)
                .orElseThrow(() -> invalid("Value (" + text + ") for parameter " + name
                        + " is invalid. This is not a valid IPv4 address."));
    }

    static ApiFaultException invalid(String message) {
        return new ApiFaultException("InvalidParameterValue", message);
    }

    static ApiFaultException missing(String parameter) {
        return new ApiFaultException("MissingParameter", "The request must contain the parameter " + parameter);
    }
}
