package io.github.cdknat.handler.plan;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** What CloudFormation asks for. */
public sealed interface Request {
    String logicalId();

    String gatewayId();

    /** How long an unassigned address may drain, in seconds (1..4000). */
    int drainSeconds();

    /** How long CloudFormation waits for the answer, in seconds (1..3600). */
    int serviceTimeout();

    /** The physical id that the event came with; empty on Create. */
    Optional<String> eventPhysicalId();

    /**
     * Create or Update: these addresses shall be on the gateway.
     *
     * @param order the addresses: the declared ones in numerical order, or those that a count stands for so far, in the order
     *     of choice
     * @param choice the count and where from, if the addresses are not declared one by one
     * @param addressLimit addresses a gateway may have in all, the primary one included
     */
    record Hold(
            String logicalId,
            String gatewayId,
            List<Ipv4> order,
            Optional<Choice> choice,
            int drainSeconds,
            int addressLimit,
            int serviceTimeout,
            Optional<String> eventPhysicalId)
            implements Request {
        public Hold {
            order = List.copyOf(order);
        }

        /** Holds addresses that are declared one by one. */
        public Hold(
                String logicalId,
                String gatewayId,
                SortedSet<Ipv4> desired,
                int drainSeconds,
                int addressLimit,
                int serviceTimeout,
                Optional<String> eventPhysicalId) {
            this(
                    logicalId,
                    gatewayId,
                    List.copyOf(desired),
                    Optional.empty(),
                    drainSeconds,
                    addressLimit,
                    serviceTimeout,
                    eventPhysicalId);
        }

        /** The addresses in numerical order. */
        public SortedSet<Ipv4> desired() {
            return Ipv4.sorted(order);
        }

        /** The same Hold when these addresses are what its count stands for. */
        Hold choosing(List<Ipv4> addresses) {
            return new Hold(
                    logicalId,
                    gatewayId,
                    addresses,
                    choice,
                    drainSeconds,
                    addressLimit,
                    serviceTimeout,
                    eventPhysicalId);
        }

        /** How many addresses are asked for. */
        int wanted() {
            return choice.map(Choice::count).orElse(order.size());
        }

        /** Whether addresses have still to be chosen. */
        public boolean isShort() {
            return order.size() < wanted();
        }

        public boolean isCreate() {
            return eventPhysicalId.isEmpty();
        }

        /** The event's own record, if it has one and it is of the same gateway. */
        public Optional<AddressRecord> eventRecord() {
            return eventPhysicalId.flatMap(AddressRecord::parse).filter(kept -> kept.isOn(gatewayId));
        }
    }

    /**
     * Delete: what the physical id lists, and nobody else in the stack does, shall go.
     *
     * @param physicalId the event's physical id
     * @param owned the record that it is; empty if CloudFormation invented it
     * @param end what ends the gateway's life, if the stack decides on it
     */
    record Release(
            String logicalId,
            String physicalId,
            Optional<AddressRecord> owned,
            int drainSeconds,
            int serviceTimeout,
            Optional<GatewayEnd> end)
            implements Request {
        /** Gives addresses of somebody else's gateway back. */
        public Release(
                String logicalId,
                String physicalId,
                Optional<AddressRecord> owned,
                int drainSeconds,
                int serviceTimeout) {
            this(logicalId, physicalId, owned, drainSeconds, serviceTimeout, Optional.empty());
        }

        @Override
        public String gatewayId() {
            return owned.map(AddressRecord::gatewayId).orElse("");
        }

        @Override
        public Optional<String> eventPhysicalId() {
            return Optional.of(physicalId);
        }
    }
}
