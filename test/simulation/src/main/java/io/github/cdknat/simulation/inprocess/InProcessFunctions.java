package io.github.cdknat.simulation.inprocess;

import io.github.cdknat.emulator.EmbeddedAws;
import io.github.cdknat.emulator.lambda.FunctionConfiguration;
import io.github.cdknat.emulator.lambda.InProcessFunctionHost;
import io.github.cdknat.handler.Converge;
import io.github.cdknat.handler.OnEvent;
import io.github.cdknat.handler.cloudformation.SdkCloudFormation;
import io.github.cdknat.handler.ec2.SdkEc2;
import io.github.cdknat.handler.reconcile.ExecutionStarter;
import io.github.cdknat.handler.reconcile.Reconciler;
import io.github.cdknat.handler.reconcile.Responder;
import io.github.cdknat.handler.stepfunctions.SdkStepFunctions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.Map;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.sfn.SfnClient;

/** The handler's real code, from event parsing to response, in this process. */
public final class InProcessFunctions {
    private final EmbeddedAws aws;
    private final Map<Object, Object> read = new IdentityHashMap<>();

    private InProcessFunctions(EmbeddedAws aws) {
        this.aws = aws;
    }

    public static InProcessFunctionHost host(EmbeddedAws aws) {
        InProcessFunctions functions = new InProcessFunctions(aws);
        InProcessFunctionHost host = new InProcessFunctionHost();
        host.register("io.github.cdknat.handler.OnEvent::handleRequest", functions::onEvent);
        host.register("io.github.cdknat.handler.Converge::handleRequest", functions::converge);
        return host;
    }

    private String onEvent(FunctionConfiguration function, String payload) {
        ExecutionStarter intake = new ExecutionStarter(
                stepFunctions(function.roleArn()),
                function.environment().get("STATE_MACHINE_ARN"),
                responder(),
                aws::logged);
        return run((in, out) -> new OnEvent(intake).handleRequest(in, out, null), payload);
    }

    private String converge(FunctionConfiguration function, String payload) {
        String role = function.roleArn();
        Reconciler reconciler = new Reconciler(
                new SdkEc2(
                        new InProcessCaller(aws.ec2(), "ec2", role, read).as(Ec2Client.class),
                        new InProcessCaller(aws.ec2(), "ec2", role, 1, read).as(Ec2Client.class)),
                new SdkCloudFormation(
                        new InProcessCaller(aws.cloudFormation(), "cloudformation", role, read)
                                .as(CloudFormationClient.class),
                        Duration.ofMillis(2_400)),
                stepFunctions(role),
                function.environment().get("STATE_MACHINE_ARN"),
                responder(),
                aws::logged);
        return run((in, out) -> new Converge(reconciler).handleRequest(in, out, null), payload);
    }

    private SdkStepFunctions stepFunctions(String role) {
        return new SdkStepFunctions(new InProcessCaller(aws.stepFunctions(), "states", role, read).as(SfnClient.class));
    }

    private interface Handling {
        void handle(ByteArrayInputStream in, ByteArrayOutputStream out) throws IOException;
    }

    private static String run(Handling handling, String payload) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            handling.handle(new ByteArrayInputStream(payload.getBytes(StandardCharsets.UTF_8)), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private Responder responder() {
        return new Responder(aws::putResponse);
    }
}
