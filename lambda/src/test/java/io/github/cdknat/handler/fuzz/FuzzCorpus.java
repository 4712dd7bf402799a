package io.github.cdknat.handler.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Valid texts to start from. Replies have the shape of the examples in AWS's API references. */
final class FuzzCorpus {
    private static final String EVENT = """
            {"RequestType":"%s","ResponseURL":"https://bucket.s3.amazonaws.com/x?signature=secret",
            "StackId":"arn:aws:cloudformation:eu-west-1:123456789012:stack/Network/1","RequestId":"7f0e",
            "LogicalResourceId":"Addresses","ResourceType":"Custom::NatGatewaySecondaryAddresses",%s
            "ResourceProperties":{"ServiceToken":"arn:aws:lambda:eu-west-1:123456789012:function:OnEvent",
            "NatGatewayId":"nat-0abc","ServiceTimeout":"%s","MaxDrainDurationSeconds":"20","AddressLimit":"8",%s}}""";
    private static final String RECORD = "\"PhysicalResourceId\":\"%s\",";
    private static final String NINE = "\"SecondaryPrivateIpAddresses\":[\"10.0.1.9\"]";

    static final String CREATE = EVENT.formatted("Create", "", "120", NINE);
    static final String UPDATE = EVENT.formatted("Update", RECORD.formatted("nat-0abc/10.0.1.10"), "120", NINE);
    static final String DELETE = EVENT.formatted("Delete", RECORD.formatted("nat-0abc/10.0.1.9"), "120", NINE);
    static final String COUNT = EVENT.formatted(
            "Create",
            "",
            "120",
            "\"SecondaryPrivateIpAddressCount\":\"2\",\"SecondaryPrivateIpAddressPool\":\"10.0.1.16/28\",\"ExcludedAddresses\":[\"10.0.1.17\"]");

    static final List<String> EVENTS = List.of(CREATE, UPDATE, DELETE, COUNT);

    /** Journals as passes return them: at work, failing, decided. */
    static final List<String> JOURNALS = List.of("{}", """
            {"v":1,"passes":3,"operation":{"status":"UPDATE_IN_PROGRESS","changed":1767225590000},"assigned":["10.0.1.9"],
            "pendingChange":{"verb":"ASSIGN","addresses":["10.0.1.9"],"drainSeconds":0},
            "lastCall":{"change":{"verb":"ASSIGN","addresses":["10.0.1.9"],"drainSeconds":0},"at":"2026-01-01T00:00:01Z"},
            "since":{"ALONE":"2026-01-01T00:00:00Z","NO_ROOM":"2026-01-01T00:00:00Z"},
            "permissionChecked":true,"responded":false,"next":"WAIT","wait":5}""", """
            {"v":1,"passes":9,"operation":{"status":"UPDATE_IN_PROGRESS","changed":1767225590000},"assigned":["10.0.1.9"],
            "unassigned":["10.0.1.10"],"notUnassigned":["10.0.1.11"],"chosen":["10.0.1.18"],"unavailable":["10.0.1.19"],"selectionAttempts":1,
            "previousPhysicalId":"nat-0abc/10.0.1.10","since":{"DENIED":"2026-01-01T00:00:00Z"},
            "rejectedCall":{"change":{"verb":"UNASSIGN","addresses":["10.0.1.9"],"drainSeconds":20},"code":"InvalidParameter",
            "message":"no","at":"2026-01-01T00:00:00Z"},"failureReason":"Cannot hold 10.0.1.9.",
            "permissionChecked":true,"responded":false,"next":"AGAIN"}""", """
            {"v":1,"passes":9,"operation":{"status":"UPDATE_IN_PROGRESS","changed":1767225590000},
            "response":{"success":false,"physicalId":"nat-0abc/none","reason":"Cannot hold 10.0.1.9.","data":{}},
            "permissionChecked":true,"responded":false,"next":"RESPOND"}""");

    static final String SUBNET = """
            <DescribeSubnetsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>r-1</requestId><subnetSet><item>
            <subnetId>subnet-1</subnetId><cidrBlock>10.0.1.0/24</cidrBlock><availableIpAddressCount>200</availableIpAddressCount>
            </item></subnetSet></DescribeSubnetsResponse>""";

    static final String INTERFACES = """
            <DescribeNetworkInterfacesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>r-1</requestId>
            <networkInterfaceSet><item><networkInterfaceId>eni-1</networkInterfaceId><privateIpAddress>10.0.1.4</privateIpAddress>
            <privateIpAddressesSet><item><privateIpAddress>10.0.1.4</privateIpAddress></item></privateIpAddressesSet>
            <ipv4PrefixSet><item><ipv4Prefix>10.0.1.32/28</ipv4Prefix></item></ipv4PrefixSet></item></networkInterfaceSet>
            </DescribeNetworkInterfacesResponse>""";

    static final String RESERVATIONS = """
            <GetSubnetCidrReservationsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>r-1</requestId>
            <subnetIpv4CidrReservationSet><item><cidr>10.0.1.48/28</cidr><reservationType>prefix</reservationType></item>
            </subnetIpv4CidrReservationSet></GetSubnetCidrReservationsResponse>""";

    static final String REFUSED = """
            <Response><Errors><Error><Code>%s</Code><Message>You may not</Message></Error></Errors>
            <RequestID>r-1</RequestID></Response>""";

    static final String EXECUTIONS = """
            {"executions":[{"executionArn":"arn:e","stateMachineArn":"machine","startDate":1.767225600E9,"status":"RUNNING",
            "name":"aaaaaaaaaaaaaaaaaaaa-create-00000000-000000000000-0000000000000000"}]}""";

    private FuzzCorpus() {}

    static String excerpt(byte[] text) {
        String all = new String(text, StandardCharsets.UTF_8);
        return all.length() <= 1_500 ? all : all.substring(0, 1_500) + " ... (" + text.length + " bytes)";
    }
}
