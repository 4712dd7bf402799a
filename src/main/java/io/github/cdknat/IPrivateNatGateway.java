package io.github.cdknat;

import java.util.List;
import software.amazon.awscdk.IResource;
import software.amazon.awscdk.interfaces.ec2.INatGatewayRef;
import software.amazon.awscdk.interfaces.ec2.IRouteTableRef;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.Row;
import software.amazon.awscdk.services.ec2.CfnRoute;
import software.amazon.awscdk.services.ec2.ISubnet;

/** A private NAT gateway: one of this app ({@link PrivateNatGateway}), or one that exists already. */
public interface IPrivateNatGateway extends IResource, INatGatewayRef, NatGatewayMetrics {
    /** {@return the gateway's id} */
    @Override
    String getNatGatewayId();

    /**
     * The secondary addresses.
     * @return in the order in which the gateway declares them
     * @throws IllegalArgumentException if an imported gateway was imported without them
     */
    List<String> getSecondaryPrivateIpAddresses();

    /**
     * How many connections the gateway can have at a time to one destination (address, port, protocol): 55,000 for each address, its
     * primary one included ("NAT gateway basics", Amazon VPC User Guide). Addresses that others put on the gateway are not counted.
     * @return connections, a multiple of 55,000
     * @throws IllegalArgumentException if the number of addresses is not known at synthesis
     */
    long connectionCapacity();

    /**
     * Sends traffic of subnets to the gateway: one route in the route table of each.
     * @param destinationCidr the destination, a literal in CIDR notation without set host bits, for example {@code 10.8.0.0/16}
     * @param subnets those whose traffic is sent
     * @return the routes, one for each route table
     * @throws IllegalArgumentException if the destination is no such literal
     */
    List<CfnRoute> routeTo(String destinationCidr, ISubnet... subnets);

    /**
     * Sends traffic to the gateway: one route in each route table.
     * @param destinationCidr the destination, a literal in CIDR notation without set host bits, for example {@code 10.8.0.0/16}
     * @param routeTables each gets the route
     * @return the routes, one for each route table
     * @throws IllegalArgumentException if the destination is no such literal
     */
    List<CfnRoute> routeTo(String destinationCidr, IRouteTableRef... routeTables);

    /**
     * An alarm for a gateway that has run out of ports: {@code ErrorPortAllocation} above 0 in any minute, which AWS documents as the sign
     * of too many connections to one destination. The cure is more addresses. Missing data is not breaching.
     * @param id the alarm's construct id, in the gateway's scope
     * @return the alarm, without actions
     */
    Alarm alarmOnPortExhaustion(String id);

    /**
     * An alarm for a gateway that comes close to its limit: {@code ActiveConnectionCount} against {@link #connectionCapacity()},
     * in three minutes of five. <strong>The limit holds for each destination</strong>, the metric counts all of them, and only
     * TCP: with many destinations it warns early, and it cannot see UDP.
     * @param id the alarm's construct id, in the gateway's scope
     * @param percent above which share of the capacity; more than 0, at most 100
     * @return the alarm, without actions
     * @throws IllegalArgumentException if the percentage is out of bounds, or the capacity is not known at synthesis
     */
    Alarm alarmOnUtilisation(String id, double percent);

    /** {@return a row of four graphs for a dashboard: connections against the capacity, if that is known; ports; packets lost; traffic} */
    Row dashboardRow();
}
