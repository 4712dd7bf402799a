package io.github.cdknat.handler.fuzz;

import java.util.Locale;

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

    /** The newest event is that of the request. */
    static String events(String requestType, String physicalId, String properties) {
        return "<DescribeStackEventsResponse" + NAMESPACE + "><DescribeStackEventsResult><StackEvents><member>"
                + "<EventId>1</EventId><StackId>stack</StackId><StackName>Network</StackName>"
                + "<LogicalResourceId>Addresses</LogicalResourceId><PhysicalResourceId>" + physicalId
                + "</PhysicalResourceId><ResourceType>Custom::NatGatewaySecondaryAddresses</ResourceType><ResourceStatus>"
                + requestType.toUpperCase(Locale.ROOT)
                + "_IN_PROGRESS</ResourceStatus><Timestamp>2026-01-01T00:00:00Z</Timestamp><ResourceProperties>"
                + properties + "</ResourceProperties></member></StackEvents>"
                + "</DescribeStackEventsResult></DescribeStackEventsResponse>";
    }
}
