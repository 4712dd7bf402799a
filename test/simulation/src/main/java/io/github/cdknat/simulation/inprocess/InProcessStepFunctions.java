package io.github.cdknat.simulation.inprocess;

import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ListExecutionsRequest;
import software.amazon.awssdk.services.sfn.model.ListExecutionsResponse;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionResponse;

/** The SDK's Step Functions client, as far as the handler uses it. */
record InProcessStepFunctions(InProcessCaller caller) implements SfnClient {
    @Override
    public ListExecutionsResponse listExecutions(ListExecutionsRequest request) {
        return caller.call(request, ListExecutionsResponse.builder());
    }

    @Override
    public StartExecutionResponse startExecution(StartExecutionRequest request) {
        return caller.call(request, StartExecutionResponse.builder());
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
