package io.github.cdknat.simulation;

import java.util.List;

/** One thing that happens in a case. Stacks, gateways and addresses are given by number. */
public sealed interface SimulationStep {
    /** When a deployment fails, if it does. */
    enum Doom {
        NONE,
        /** A resource that depends on the addresses fails. */
        PARTNER_FAILS,
        /** A resource that has nothing to do with them fails while they are at work. */
        RIVAL_FAILS
    }

    /** What CloudFormation does when a deployment fails: "Stack failure options". */
    enum OnFailure {
        ROLL_BACK,
        PRESERVE
    }

    /** What is to stay when it is no longer declared (DeletionPolicy, UpdateReplacePolicy). */
    enum Retained {
        NOTHING,
        ADDRESSES,
        /** The same, but for what a failed creation has made. */
        ADDRESSES_EXCEPT_ON_CREATE,
        GATEWAY
    }

    /** The stack is created or updated to these declarations, when it is idle. */
    record Deploy(
            int stack,
            List<ConstructDeclaration> declared,
            boolean untilStarted,
            Retained retained,
            Doom doom,
            int doomSeconds,
            OnFailure onFailure)
            implements SimulationStep {
        public Deploy {
            declared = List.copyOf(declared);
        }
    }

    /** Somebody cancels the update after that time, if it still runs. */
    record Cancel(int stack, int afterSeconds) implements SimulationStep {}

    /** The stack is deleted, when it is idle. */
    record Delete(int stack) implements SimulationStep {}

    /** Somebody assigns an address at the console. */
    record AssignByHand(int gateway, int address) implements SimulationStep {}

    /** Somebody unassigns an address at the console that was assigned there. */
    record UnassignByHand(int gateway, int address, int drainSeconds) implements SimulationStep {}

    /** An instance takes an address of the gateway's subnet, if it is free. */
    record Grab(int gateway, int address) implements SimulationStep {}

    /** The gateway is deleted. */
    record Vanish(int gateway) implements SimulationStep {}

    /** Time passes. */
    record Pass(int seconds) implements SimulationStep {}
}
