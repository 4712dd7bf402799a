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

/** The handler's real code, from event parsing to response, in this process. */
public final class InProcessFunctions {
    private InProcessFunctions() {}

    public static InProcessFunctionHost host(EmbeddedAws aws) {
        InProcessFunctionHost host = new InProcessFunctionHost();
        host.register(
                "io.github.cdknat.handler.OnEvent::handleRequest",
                (function, payload) -> onEvent(aws, function, payload));
        host.register(
                "io.github.cdknat.handler.Converge::handleRequest",
                (function, payload) -> converge(aws, function, payload));
        return host;
    }

    private static String onEvent(EmbeddedAws aws, FunctionConfiguration function, String payload) {
        ExecutionStarter intake = new ExecutionStarter(
                stepFunctions(aws, function.roleArn()),
                function.environment().get("STATE_MACHINE_ARN"),
                responder(aws),
                aws::logged);
        return run((in, out) -> new OnEvent(intake).handleRequest(in, out, null), payload);
    }

    private static String converge(EmbeddedAws aws, FunctionConfiguration function, String payload) {
        String role = function.roleArn();
        Reconciler reconciler = new Reconciler(
                new SdkEc2(
                        new InProcessEc2(new InProcessCaller(aws.ec2(), "ec2", role)),
                        new InProcessEc2(new InProcessCaller(aws.ec2(), "ec2", role, 1))),
                new SdkCloudFormation(
                        new InProcessCloudFormation(new InProcessCaller(aws.cloudFormation(), "cloudformation", role)),
                        Duration.ofMillis(2_400)),
                stepFunctions(aws, role),
                function.environment().get("STATE_MACHINE_ARN"),
                responder(aws),
                aws::logged);
        return run((in, out) -> new Converge(reconciler).handleRequest(in, out, null), payload);
    }

    private static SdkStepFunctions stepFunctions(EmbeddedAws aws, String role) {
        return new SdkStepFunctions(
                new InProcessStepFunctions(new InProcessCaller(aws.stepFunctions(), "states", role)));
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

    private static Responder responder(EmbeddedAws aws) {
        return new Responder(aws::putResponse);
    }
}
