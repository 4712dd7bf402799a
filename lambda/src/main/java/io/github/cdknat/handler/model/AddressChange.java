package io.github.cdknat.handler.model;

import io.github.cdknat.shared.Ipv4;
import java.util.SortedSet;

/**
 * A mutating call that the next pass may make: written into the journal before it is made.
 *
 * @param drainSeconds MaxDrainDurationSeconds of an unassign; 0 for an assign
 */
public record AddressChange(Verb verb, SortedSet<Ipv4> addresses, int drainSeconds) {
    /** EC2's two calls. */
    public enum Verb {
        ASSIGN,
        UNASSIGN
    }

    public AddressChange {
        addresses = Ipv4.sorted(addresses);
    }

    public static AddressChange assign(SortedSet<Ipv4> addresses) {
        return new AddressChange(Verb.ASSIGN, addresses, 0);
    }

    public static AddressChange unassign(SortedSet<Ipv4> addresses, int drainSeconds) {
        return new AddressChange(Verb.UNASSIGN, addresses, drainSeconds);
    }

    public boolean assigns() {
        return verb == Verb.ASSIGN;
    }

    @Override
    public String toString() {
        return (assigns() ? "assign " : "unassign ") + Ipv4.list(addresses);
    }
}
