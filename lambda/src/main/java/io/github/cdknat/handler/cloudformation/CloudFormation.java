package io.github.cdknat.handler.cloudformation;

import io.github.cdknat.handler.aws.Reply;
import io.github.cdknat.handler.model.StackEvent;
import io.github.cdknat.handler.model.StackOperation;
import io.github.cdknat.handler.model.StackResources;
import java.util.List;
import java.util.function.Predicate;

/** Every call that the handler makes to CloudFormation: read-only, on its own stack. */
public interface CloudFormation {
    /** DescribeStacks: what CloudFormation is doing. */
    Reply<StackOperation> operation(String stackId);

    /** ListStackResources, all pages: the resources of our type. */
    Reply<StackResources> resources(String stackId);

    /** DescribeStackEvents: the stack's events, newest first, back to the first one that is old. */
    Reply<List<StackEvent>> events(String stackId, Predicate<StackEvent> isOld);
}
