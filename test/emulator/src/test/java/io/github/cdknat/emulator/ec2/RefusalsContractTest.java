package io.github.cdknat.emulator.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What EC2 refuses, and in which words. The gateway has 10.0.1.20 too, something else holds 10.0.1.30, and 10.0.1.64/28 is reserved for
 * prefixes.
 */
class RefusalsContractTest extends Ec2Contract {
    /** A request is its action, then name=value, or name[]=value,value; GW, SUBNET and VPC stand for those of the gateway. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    # A count outside 1 to 31, and addresses together with a count, or neither
                    AssignPrivateNatGatewayAddress NatGatewayId=GW PrivateIpAddressCount=0  | InvalidParameterValue: Value (0) for parameter PrivateIpAddressCount is invalid. Expecting a whole number, 1 to 31.
                    AssignPrivateNatGatewayAddress NatGatewayId=GW PrivateIpAddressCount=32 | InvalidParameterValue: Value (32) for parameter PrivateIpAddressCount is invalid. Expecting a whole number, 1 to 31.
                    AssignPrivateNatGatewayAddress NatGatewayId=GW PrivateIpAddressCount=-1 | InvalidParameterValue: Value (-1) for parameter PrivateIpAddressCount is invalid. Expecting a whole number, 1 to 31.
                    AssignPrivateNatGatewayAddress NatGatewayId=GW PrivateIpAddress[]=10.0.1.21 PrivateIpAddressCount=1 | InvalidParameterCombination: The parameter PrivateIpAddressCount cannot be used with the parameter PrivateIpAddress
                    AssignPrivateNatGatewayAddress NatGatewayId=GW | MissingParameter: The request must contain the parameter PrivateIpAddress
                    # What is no address, an address listed twice, one outside the subnet or reserved
                    AssignPrivateNatGatewayAddress NatGatewayId=GW PrivateIpAddress[]=10.0.1.256 | InvalidParameterValue: Value (10.0.1.256) for parameter PrivateIpAddress is invalid. This is not a valid IPv4 address.
                    AssignPrivateNatGatewayAddress NatGatewayId=GW PrivateIpAddress[]=10.0.1.21,10.0.1.21 | InvalidParameterValue: The address 10.0.1.21 is listed twice.
                    AssignPrivateNatGatewayAddress NatGatewayId=GW PrivateIpAddress[]=10.0.2.20  | InvalidParameterValue: Address 10.0.2.20 does not fall within the subnet's address range or is reserved
                    AssignPrivateNatGatewayAddress NatGatewayId=GW PrivateIpAddress[]=10.0.1.0   | InvalidParameterValue: Address 10.0.1.0 does not fall within the subnet's address range or is reserved
                    AssignPrivateNatGatewayAddress NatGatewayId=GW PrivateIpAddress[]=10.0.1.3   | InvalidParameterValue: Address 10.0.1.3 does not fall within the subnet's address range or is reserved
                    AssignPrivateNatGatewayAddress NatGatewayId=GW PrivateIpAddress[]=10.0.1.255 | InvalidParameterValue: Address 10.0.1.255 does not fall within the subnet's address range or is reserved
                    # An address that something else or the gateway itself holds
                    AssignPrivateNatGatewayAddress NatGatewayId=GW PrivateIpAddress[]=10.0.1.30 | InvalidIPAddress.InUse: Address 10.0.1.30 is in use.
                    AssignPrivateNatGatewayAddress NatGatewayId=GW PrivateIpAddress[]=10.0.1.20 | Resource.AlreadyAssigned: 10.0.1.20 is already assigned to GW
                    # A gateway that is not there, what is no gateway's id, and none
                    AssignPrivateNatGatewayAddress NatGatewayId=nat-00000000000000000 PrivateIpAddress[]=10.0.1.21 | NatGatewayNotFound: NatGateway nat-00000000000000000 was not found
                    AssignPrivateNatGatewayAddress NatGatewayId=nat-x PrivateIpAddress[]=10.0.1.21 | NatGatewayMalformed: The NAT gateway ID is not formed correctly: nat-x
                    AssignPrivateNatGatewayAddress PrivateIpAddress[]=10.0.1.21 | MissingParameter: The request must contain the parameter NatGatewayId
                    # The primary address, one that the gateway does not have, none at all, and a drain outside 1 to 4000 s
                    UnassignPrivateNatGatewayAddress NatGatewayId=GW PrivateIpAddress[]=10.0.1.4  | InvalidParameterValue: 10.0.1.4 is the primary address of GW
                    UnassignPrivateNatGatewayAddress NatGatewayId=GW PrivateIpAddress[]=10.0.1.21 | InvalidParameterValue: 10.0.1.21 is not assigned to GW
                    UnassignPrivateNatGatewayAddress NatGatewayId=GW | MissingParameter: The request must contain the parameter PrivateIpAddress
                    UnassignPrivateNatGatewayAddress NatGatewayId=GW PrivateIpAddress[]=10.0.1.20 MaxDrainDurationSeconds=0    | InvalidParameterValue: Value (0) for parameter MaxDrainDurationSeconds is invalid. Expecting a whole number, 1 to 4000.
                    UnassignPrivateNatGatewayAddress NatGatewayId=GW PrivateIpAddress[]=10.0.1.20 MaxDrainDurationSeconds=4001 | InvalidParameterValue: Value (4001) for parameter MaxDrainDurationSeconds is invalid. Expecting a whole number, 1 to 4000.
                    # Secondary addresses together with a count, or more of them than the limit
                    CreateNatGateway SubnetId=SUBNET ConnectivityType=private SecondaryPrivateIpAddress[]=10.0.1.40 SecondaryPrivateIpAddressCount=2 | InvalidParameterCombination: SecondaryPrivateIpAddressCount and SecondaryPrivateIpAddress cannot be specified together
                    CreateNatGateway SubnetId=SUBNET ConnectivityType=private SecondaryPrivateIpAddressCount=8 | PrivateIpAddressLimitExceeded: The maximum number of addresses is exceeded
                    # A gateway is public by default; a private one is not regional and has no Elastic address
                    CreateNatGateway SubnetId=SUBNET | EmulatorNotModelled: The emulator does not model public NAT gateways; pass ConnectivityType=private.
                    CreateNatGateway SubnetId=SUBNET ConnectivityType=private AvailabilityMode=regional  | InvalidParameterCombination: A private NAT gateway is zonal and takes no Elastic IP address
                    CreateNatGateway SubnetId=SUBNET ConnectivityType=private AllocationId=eipalloc-0abc | InvalidParameterCombination: A private NAT gateway is zonal and takes no Elastic IP address
                    CreateNatGateway SubnetId=SUBNET ConnectivityType=secret | InvalidParameterValue: Value (secret) for parameter connectivityType is invalid.
                    CreateNatGateway SubnetId=subnet-0abc ConnectivityType=private | InvalidSubnetID.NotFound: The subnet ID 'subnet-0abc' does not exist
                    # A primary address that is taken, outside the subnet, or a secondary one too
                    CreateNatGateway SubnetId=SUBNET ConnectivityType=private PrivateIpAddress=10.0.1.91 SecondaryPrivateIpAddress[]=10.0.1.91 | InvalidParameterValue: The address 10.0.1.91 is listed twice.
                    CreateNatGateway SubnetId=SUBNET ConnectivityType=private PrivateIpAddress=10.0.1.4 | InvalidIPAddress.InUse: Address 10.0.1.4 is in use.
                    CreateNatGateway SubnetId=SUBNET ConnectivityType=private PrivateIpAddress=10.0.2.4 | InvalidParameterValue: Address 10.0.2.4 does not fall within the subnet's address range or is reserved
                    # Blocks wider than /16 or narrower than /28, and what is no block
                    CreateVpc CidrBlock=10.0.0.0/15 | InvalidVpc.Range: The CIDR '10.0.0.0/15' is invalid.
                    CreateVpc CidrBlock=10.0.0.0/29 | InvalidVpc.Range: The CIDR '10.0.0.0/29' is invalid.
                    CreateVpc CidrBlock=ten/16 | InvalidParameterValue: Value (ten/16) for parameter cidrBlock is invalid. This is not a valid CIDR block.
                    CreateVpc | MissingParameter: The request must contain the parameter CidrBlock
                    CreateSubnet VpcId=VPC CidrBlock=10.0.2.0/29 | InvalidSubnet.Range: The CIDR '10.0.2.0/29' is invalid.
                    # A subnet outside the VPC, across another one, or in no VPC
                    CreateSubnet VpcId=VPC CidrBlock=10.3.0.0/24 | InvalidSubnet.Range: The CIDR '10.3.0.0/24' is invalid.
                    CreateSubnet VpcId=VPC CidrBlock=10.0.1.128/25 | InvalidSubnet.Conflict: The CIDR '10.0.1.128/25' conflicts with another subnet
                    CreateSubnet VpcId=VPC CidrBlock=10.0.0.0/20 | InvalidSubnet.Conflict: The CIDR '10.0.0.0/20' conflicts with another subnet
                    CreateSubnet VpcId=vpc-0abc CidrBlock=10.2.0.0/20 | InvalidVpcID.NotFound: The vpc ID 'vpc-0abc' does not exist
                    # A reservation outside the subnet, across another one, not canonical, or of another type
                    CreateSubnetCidrReservation SubnetId=SUBNET Cidr=10.0.2.0/28 ReservationType=prefix  | InvalidParameterValue: Value (10.0.2.0/28) for parameter cidr is invalid.
                    CreateSubnetCidrReservation SubnetId=SUBNET Cidr=10.0.1.64/30 ReservationType=prefix | InvalidParameterValue: Value (10.0.1.64/30) for parameter cidr is invalid.
                    CreateSubnetCidrReservation SubnetId=SUBNET Cidr=10.0.1.65/28 ReservationType=prefix | InvalidParameterValue: Value (10.0.1.65/28) for parameter cidr is invalid.
                    CreateSubnetCidrReservation SubnetId=SUBNET Cidr=10.0.1.128/28 ReservationType=mine  | InvalidParameterValue: Value (mine) for parameter reservationType is invalid.
                    # One unknown id among several, a page below 5 or above 1000, or with ids, and an unknown token
                    DescribeNatGateways NatGatewayId[]=GW,nat-0000000000000dead | NatGatewayNotFound: NatGateway nat-0000000000000dead was not found
                    DescribeSubnets SubnetId[]=subnet-0abc | InvalidSubnetID.NotFound: The subnet ID 'subnet-0abc' does not exist
                    DescribeNetworkInterfaces NetworkInterfaceId[]=eni-0abc | InvalidNetworkInterfaceID.NotFound: The networkInterface ID 'eni-0abc' does not exist
                    DescribeNetworkInterfaces NetworkInterfaceId[]=eni-0abc MaxResults=10 | InvalidParameterCombination: The parameter NetworkInterfaceId cannot be used with the parameter MaxResults
                    DescribeNatGateways MaxResults=4    | InvalidParameterValue: Value (4) for parameter MaxResults is invalid. Expecting a whole number, 5 to 1000.
                    DescribeNatGateways MaxResults=1001 | InvalidParameterValue: Value (1001) for parameter MaxResults is invalid. Expecting a whole number, 5 to 1000.
                    DescribeNatGateways MaxResults=5 NextToken=later | InvalidPaginationToken: The specified pagination token is not valid or is expired.
                    """)
    void refuses(String request, String refusal) {
        serve("10.0.1.20");
        ec2.occupy(gateway, "10.0.1.30");
        reserve("10.0.1.64/28", "prefix");
        String[] words = request.replace("GW", gateway)
                .replace("SUBNET", subnet())
                .replace("VPC", (String) described().get("vpcId"))
                .split(" ");
        List<Object> namesAndValues = new ArrayList<>();
        for (String word : List.of(words).subList(1, words.length)) {
            String[] parameter = word.split("=", 2);
            boolean list = parameter[0].endsWith("[]");
            namesAndValues.add(parameter[0].replace("[]", ""));
            namesAndValues.add(list ? List.of(parameter[1].split(",")) : parameter[1]);
        }
        assertThat(refusal(words[0], namesAndValues.toArray())).isEqualTo("400 " + refusal.replace("GW", gateway));
    }
}
