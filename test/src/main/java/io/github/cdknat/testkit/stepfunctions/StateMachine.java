package io.github.cdknat.testkit.stepfunctions;

/** A state machine as it was created. */
record StateMachine(String name, String arn, Definition definition, String roleArn) {}
