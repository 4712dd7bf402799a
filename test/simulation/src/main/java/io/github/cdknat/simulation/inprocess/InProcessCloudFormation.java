package io.github.cdknat.simulation.inprocess;

import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.ListStackResourcesRequest;
import software.amazon.awssdk.services.cloudformation.model.ListStackResourcesResponse;

/** The SDK's CloudFormation client, as far as the handler uses it. */
record InProcessCloudFormation(InProcessCaller caller) implements CloudFormationClient {
    @Override
    public DescribeStackEventsResponse describeStackEvents(DescribeStackEventsRequest request) {
        return caller.call(request, DescribeStackEventsResponse.builder());
    }

    @Override
    public DescribeStacksResponse describeStacks(DescribeStacksRequest request) {
        return caller.call(request, DescribeStacksResponse.builder());
    }

    @Override
    public ListStackResourcesResponse listStackResources(ListStackResourcesRequest request) {
        return caller.call(request, ListStackResourcesResponse.builder());
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
