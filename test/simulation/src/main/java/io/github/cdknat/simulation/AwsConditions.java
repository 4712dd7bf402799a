package io.github.cdknat.simulation;

import java.util.Locale;

/** How much of what AWS may do is drawn. */
public enum AwsConditions {
    /** Reads a few seconds old, and single faults. */
    PLAIN,
    /** Reads minutes old, outages that last, stopped executions, stacks in every failed state, gateways of the stack's own. */
    HARSH;

    /** What the system property "world" says; harsh if it says nothing. */
    static AwsConditions current() {
        return valueOf(System.getProperty("world", "harsh").toUpperCase(Locale.ROOT));
    }
}
