package io.github.cdknat.handler.fuzz;

/** CloudFormation's replies about the stack "Network" and its resource "Addresses". */
final class StackReplies {
    private static final String NAMESPACE = " xmlns=\"http://cloudformation.amazonaws.com/doc/2010-05-15/\"";

    private StackReplies() {}

    static String describe(String status) {
        return "<DescribeStacksResponse" + NAMESPACE + "><DescribeStacksResult><Stacks><member><StackId>stack</StackId>"
                + "<StackName>Network</StackName><CreationTime>2025-12-31T00:00:00Z</CreationTime>"
                + "<LastUpdatedTime>2025-12-31T23:59:50Z</LastUpdatedTime><StackStatus>" + status
                + "</StackStatus></member>"
                + "</Stacks></DescribeStacksResult></DescribeStacksResponse>";
    }

    static String resources(String physicalId, String status) {
        return "<ListStackResourcesResponse" + NAMESPACE + "><ListStackResourcesResult><StackResourceSummaries><member>"
                + "<LogicalResourceId>Addresses</LogicalResourceId><PhysicalResourceId>" + physicalId
                + "</PhysicalResourceId><ResourceType>Custom::NatGatewaySecondaryAddresses</ResourceType><ResourceStatus>"
                + status + "</ResourceStatus><LastUpdatedTimestamp>2026-01-01T00:00:00Z</LastUpdatedTimestamp></member>"
                + "</StackResourceSummaries></ListStackResourcesResult></ListStackResourcesResponse>";
    }

    static String resource(String physicalId, String status) {
        return "<DescribeStackResourceResponse" + NAMESPACE + "><DescribeStackResourceResult><StackResourceDetail>"
                + "<LogicalResourceId>Addresses</LogicalResourceId><PhysicalResourceId>" + physicalId
                + "</PhysicalResourceId><ResourceType>Custom::NatGatewaySecondaryAddresses</ResourceType><ResourceStatus>"
                + status
                + "</ResourceStatus><LastUpdatedTimestamp>2026-01-01T00:00:00Z</LastUpdatedTimestamp><Metadata>"
                + "{\"MaxDrainDurationSeconds\":\"20\"}</Metadata></StackResourceDetail></DescribeStackResourceResult>"
                + "</DescribeStackResourceResponse>";
    }
}
