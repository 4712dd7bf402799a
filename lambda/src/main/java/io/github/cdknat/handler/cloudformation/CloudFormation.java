package io.github.cdknat.handler.cloudformation;

import io.github.cdknat.handler.aws.Reply;
import io.github.cdknat.handler.model.StackEvent;
import io.github.cdknat.handler.model.StackOperation;
import io.github.cdknat.handler.model.StackResources;
import io.github.cdknat.shared.Contract;
import java.util.List;
import java.util.function.Predicate;

/** Every call that the handler makes to CloudFormation: read-only, on its own stack. */
public interface CloudFormation {
    /** The type of our custom resources. */
    String RESOURCE_TYPE = Contract.RESOURCE_TYPE;

    /** DescribeStacks: what CloudFormation is doing. */
    Reply<StackOperation> operation(String stackId);

    /** ListStackResources, all pages: the resources of our type. */
    Reply<StackResources> book(String stackId);

    /** DescribeStackEvents: the stack's events, newest first, back to the first one that is old. */
    Reply<List<StackEvent>> events(String stackId, Predicate<StackEvent> isOld);
}
