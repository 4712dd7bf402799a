package io.github.cdknat.handler.stepfunctions;

import io.github.cdknat.handler.aws.Reply;
import io.github.cdknat.handler.model.Execution;
import java.util.List;

/** Every call that the handler makes to Step Functions. */
public interface StepFunctions {
    /** StartExecution; an answer means started, or started before under this name. */
    Reply<Boolean> start(String stateMachineArn, String name, String input);

    /** ListExecutions, newest first, back to that instant (milliseconds since the epoch): those that we started. */
    Reply<List<Execution>> since(String stateMachineArn, long start);
}
