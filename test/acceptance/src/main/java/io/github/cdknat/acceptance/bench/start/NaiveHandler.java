package io.github.cdknat.acceptance.bench.start;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.services.ec2.Ec2Client;

/**
 * What one writes first: a default EC2 client and one DescribeNatGateways, in a package with all of its dependencies as they come. It
 * does less than ours before its first EC2 call, which asks Step Functions and CloudFormation first.
 */
public final class NaiveHandler implements RequestStreamHandler {
    private final Ec2Client ec2 = Ec2Client.create();

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        input.readAllBytes();
        int found = ec2.describeNatGateways(request -> request.natGatewayIds(System.getenv("NAT_GATEWAY")))
                .natGateways()
                .size();
        output.write(("{\"found\":" + found + "}").getBytes(StandardCharsets.UTF_8));
    }
}
