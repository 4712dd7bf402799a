package io.github.cdknat.emulator.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.emulator.core.EmulatedAccount;
import io.github.cdknat.emulator.core.SeededRandom;
import io.github.cdknat.emulator.core.VirtualClock;
import io.github.cdknat.emulator.ec2.Ec2Options;
import io.github.cdknat.emulator.ec2.EmbeddedEc2;
import io.github.cdknat.emulator.iam.Authorizer;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that no client of AWS's sends: whatever arrives is answered, nothing half understood is carried out, and EC2 lives on. */
class StrictRequestsTest {
    private static final Pattern ANSWER = Pattern.compile("<Code>(.*)</Code><Message>(.*)</Message>");
    private static final List<String> ACTIONS = words("AssignPrivateNatGatewayAddress UnassignPrivateNatGatewayAddress"
            + " DescribeNatGateways CreateNatGateway DeleteNatGateway CreateVpc CreateSubnet DescribeSubnets CreateTags"
            + " DescribeNetworkInterfaces CreateSubnetCidrReservation DescribeTags");
    private static final List<String> PARTS =
            words("NatGatewayId PrivateIpAddress SubnetId CidrBlock VpcId MaxResults DryRun"
                    + " Filter Name Value TagSpecification Tag Key ResourceType ResourceId 1 2 01 0  Action é");
    private static final List<String> VALUES =
            words(" true True 1 -1 99999999999 10.0.1.20 10.0.0.0/16 vpc \0 \uffff % <&>");

    private final EmulatedAccount account =
            EmulatedAccount.at(new VirtualClock(Instant.parse("2026-01-01T00:00:00Z")), 5);
    private final EmbeddedEc2 ec2 = new EmbeddedEc2(account, Authorizer.ALLOW_ALL, new Ec2Options());
    private final String gateway = ec2.privateGateway(1);
    private final EmulatorServer door = new EmulatorServer();
    private final RawClient client = new RawClient(door);

    StrictRequestsTest() {
        door.register("ec2", ec2);
        ec2.options().throttling = false;
    }

    @AfterEach
    void itLivesOn() throws Exception {
        assertThat(answer("DescribeVpcs")).isEqualTo("200");
        assertThat(ec2.gateways().statuses(gateway)).containsOnlyKeys("10.0.1.4");
        door.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    # Booleans: nothing that EC2 might read otherwise is carried out
                    AssignPrivateNatGatewayAddress&NatGatewayId=GW&PrivateIpAddress.1=10.0.1.20&DryRun=True  | InvalidParameterValue: Value (True) for parameter DryRun is invalid. Expecting true or false.
                    AssignPrivateNatGatewayAddress&NatGatewayId=GW&PrivateIpAddress.1=10.0.1.20&DryRun=bogus | InvalidParameterValue: Value (bogus) for parameter DryRun is invalid. Expecting true or false.
                    AssignPrivateNatGatewayAddress&NatGatewayId=GW&PrivateIpAddress.1=10.0.1.20&DryRun.1=true | UnknownParameter: The parameter DryRun is not recognized
                    # Lists and structures that are none, texts that are lists, members that are not there, numbers that do not count
                    DescribeVpcs&VpcId=vpc-x | UnknownParameter: The parameter VpcId is not recognized
                    DescribeVpcs&Filter=abc | UnknownParameter: The parameter Filter is not recognized
                    DescribeVpcs&Filter.1=abc | UnknownParameter: The parameter Filter.1 is not recognized
                    DescribeVpcs&Filter.1.Name=state&Filter.1.Values.1=x | UnknownParameter: The parameter Filter.1.Values is not recognized
                    DescribeVpcs&Filter.1.Name=state&Filter.1.Value=x | UnknownParameter: The parameter Filter.1.Value is not recognized
                    DescribeVpcs&VpcId.0=vpc-x | UnknownParameter: The parameter VpcId is not recognized
                    DescribeVpcs&VpcId.01=vpc-x | UnknownParameter: The parameter VpcId is not recognized
                    DescribeVpcs&VpcId.a=vpc-x | UnknownParameter: The parameter VpcId is not recognized
                    DescribeVpcs&VpcId.1.1=vpc-x | UnknownParameter: The parameter VpcId.1 is not recognized
                    DeleteNatGateway&NatGatewayId.1=GW | UnknownParameter: The parameter NatGatewayId is not recognized
                    CreateVpc&CidrBlock=10.9.0.0/16&TagSpecification.1=abc | UnknownParameter: The parameter TagSpecification.1 is not recognized
                    CreateVpc&CidrBlock=10.9.0.0/16&TagSpecification.1.ResourceType=vpc&TagSpecification.1.Tags.1.Key=a | UnknownParameter: The parameter TagSpecification.1.Tags is not recognized
                    CreateVpc&CidrBlock=10.9.0.0/16&TagSpecification.1.ResourceType=vpc | InvalidTagKey.Malformed: Tag specification must have at least one tag
                    CreateVpc&CidrBlock=10.9.0.0/16&TagSpecification.1.ResourceType=vpc&TagSpecification.1.Tag.1.Key=a&TagSpecification.1.Tag.2.Key=a | InvalidParameterValue: Duplicate tag key 'a' specified.
                    CreateTags&ResourceId.1=GW&Tag.1=abc | UnknownParameter: The parameter Tag.1 is not recognized
                    CreateTags&ResourceId.1=GW&Tag.1.Value=abc | InvalidParameterValue: Tag key or value is too long, or the key is empty
                    CreateTags&ResourceId.1=vpc-0dead&Tag.1.Key=a | InvalidVpcID.NotFound: The vpc ID 'vpc-0dead' does not exist
                    CreateTags&ResourceId.1=subnet-0dead&Tag.1.Key=a | InvalidSubnetID.NotFound: The subnet ID 'subnet-0dead' does not exist
                    # What EC2 knows and the emulator does not, and what nobody knows
                    CreateVpc&CidrBlock=10.9.0.0/16&AmazonProvidedIpv6CidrBlock=false | EmulatorNotModelled: The emulator does not model the parameter AmazonProvidedIpv6CidrBlock of CreateVpc.
                    CreateSubnet&VpcId=vpc-x&AvailabilityZoneId=euc1-az1 | EmulatorNotModelled: The emulator does not model the parameter AvailabilityZoneId of CreateSubnet.
                    CreateNatGateway&SubnetId=SUBNET&AllocationId=nonsense | EmulatorNotModelled: The emulator does not model public NAT gateways; pass ConnectivityType=private.
                    DescribeVpcs&Surprise=1 | UnknownParameter: The parameter Surprise is not recognized
                    RunInstances | InvalidAction: The action RunInstances is not valid for this web service, or not modelled by the emulator.
                    .Tag | InvalidAction: The action .Tag is not valid for this web service, or not modelled by the emulator.
                    # Zones of another Region, and text that XML cannot bear
                    CreateSubnet&VpcId=VPC&CidrBlock=10.0.9.0/24&AvailabilityZone=mars-1a | InvalidParameterValue: Value (mars-1a) for parameter availabilityZone is invalid. Subnets can currently only be created in the following availability zones: eu-central-1a, eu-central-1b, eu-central-1c.
                    CreateTags&ResourceId.1=GW&Tag.1.Key=a%00b | InvalidParameterValue: The value of the parameter Tag.1.Key has characters that XML cannot bear.
                    CreateTags&ResourceId.1=GW&Tag.1.Key=a%EF%BF%BF | InvalidParameterValue: The value of the parameter Tag.1.Key has characters that XML cannot bear.
                    """)
    void refuses(String request, String refusal) throws Exception {
        assertThat(answer(request)).isEqualTo("400 " + refusal);
    }

    /** As -Dinputs says; the same seed asks the same. */
    @Test
    void whateverArrivesIsAnswered() throws Exception {
        SeededRandom random = new SeededRandom(Long.getLong("seed", 1));
        for (int n = 0; n < Integer.getInteger("inputs", 1_500); n++) {
            StringBuilder request = new StringBuilder(random.oneOf(ACTIONS)).append("&DryRun=true");
            for (int i = random.between(0, 3); i >= 0; i--) {
                request.append('&').append(random.oneOf(PARTS));
                for (int depth = random.between(0, 3); depth > 0; depth--) {
                    request.append('.').append(random.oneOf(PARTS));
                }
                request.append('=').append(URLEncoder.encode(random.oneOf(VALUES), StandardCharsets.UTF_8));
            }
            assertThat(answer(request.toString()))
                    .as("request %d: %s", n, request)
                    .matches("(?s)(200|4\\d\\d .*)");
        }
    }

    private static List<String> words(String text) {
        return List.of(text.split(" "));
    }

    private String answer(String request) throws Exception {
        String subnet = ec2.gateways().subnetOf(gateway);
        HttpResponse<String> response = client.post(
                "ec2",
                "Version=2016-11-15&Action="
                        + request.replace("=GW", "=" + gateway)
                                .replace("=SUBNET", "=" + subnet)
                                .replace("=VPC", "=" + (request.contains("=VPC") ? vpc() : "")));
        Matcher answer = ANSWER.matcher(response.body());
        return response.statusCode() + (answer.find() ? " " + answer.group(1) + ": " + answer.group(2) : "");
    }

    private String vpc() throws Exception {
        String shown =
                client.post("ec2", "Version=2016-11-15&Action=DescribeVpcs").body();
        return shown.replaceAll("(?s).*<vpcId>(.*?)</vpcId>.*", "$1");
    }
}
