package io.github.cdknat.handler;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.github.cdknat.handler.cloudformation.SdkCloudFormation;
import io.github.cdknat.handler.ec2.SdkEc2;
import io.github.cdknat.handler.reconcile.HttpResponsePut;
import io.github.cdknat.handler.reconcile.Reconciler;
import io.github.cdknat.handler.reconcile.Responder;
import io.github.cdknat.handler.stepfunctions.SdkStepFunctions;
import io.github.cdknat.shared.Contract;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** One pass, or one answer, for each call of the state machine; and an answer to each event that could not be delivered. */
public final class Converge implements RequestStreamHandler {
    private final Reconciler reconciler;

    /** Used by the Lambda runtime; reads STATE_MACHINE_ARN and RESPONSE_HOSTS from the environment. */
    public Converge() {
        this(new Reconciler(
                new SdkEc2(Clients.ec2Reads(), Clients.ec2Writes()),
                new SdkCloudFormation(Clients.cloudFormation(), Clients.LAST_READ),
                new SdkStepFunctions(Clients.stepFunctions()),
                System.getenv(Contract.STATE_MACHINE_ARN),
                new Responder(HttpResponsePut.allowing(System.getenv("RESPONSE_HOSTS"))),
                Clients.LOG));
    }

    /** Runs on the given reconciler. */
    public Converge(Reconciler reconciler) {
        this.reconciler = reconciler;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        output.write(Json.bytes(reconciler.run(Json.read(input))));
    }
}
