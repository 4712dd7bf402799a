package io.github.cdknat.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.github.cdknat.handler.reconcile.ExecutionStarter;
import io.github.cdknat.handler.reconcile.HttpResponsePut;
import io.github.cdknat.handler.reconcile.Responder;
import io.github.cdknat.handler.stepfunctions.SdkStepFunctions;
import io.github.cdknat.shared.Contract;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The ServiceToken: takes CloudFormation's event, starts its execution, and answers only if it cannot. */
public final class OnEvent implements RequestStreamHandler {
    private final ExecutionStarter intake;

    /** Used by the Lambda runtime; reads STATE_MACHINE_ARN and RESPONSE_HOSTS from the environment. */
    public OnEvent() {
        this(new ExecutionStarter(
                new SdkStepFunctions(Clients.stepFunctions()),
                System.getenv(Contract.STATE_MACHINE_ARN),
                new Responder(HttpResponsePut.allowing(System.getenv("RESPONSE_HOSTS"))),
                Clients.LOG));
    }

    /** Runs on the given intake. */
    public OnEvent(ExecutionStarter intake) {
        this.intake = intake;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        intake.take(Json.read(input));
        output.write("{}".getBytes(StandardCharsets.UTF_8));
    }
}
