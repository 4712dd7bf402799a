package io.github.cdknat.handler.model;

import io.github.cdknat.shared.Ipv4;
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
     * @param drainWaiters the drain waiters that wait for what this request defers
     * @param later what later declarations of the stack on the same gateway list, which take it over
     */
    record CreateOrUpdate(
            String logicalId,
            String gatewayId,
            List<Ipv4> order,
            Optional<AddressSelection> choice,
            int drainSeconds,
            int addressLimit,
            int serviceTimeout,
            Optional<String> eventPhysicalId,
            DrainWaiters drainWaiters,
            SortedSet<Ipv4> later)
            implements Request {
        public CreateOrUpdate {
            order = List.copyOf(order);
        }

        /** The addresses in numerical order. */
        public SortedSet<Ipv4> desired() {
            return Ipv4.sorted(order);
        }

        /** The same CreateOrUpdate when these addresses are what its count stands for. */
        public CreateOrUpdate choosing(List<Ipv4> addresses) {
            return new CreateOrUpdate(
                    logicalId,
                    gatewayId,
                    addresses,
                    choice,
                    drainSeconds,
                    addressLimit,
                    serviceTimeout,
                    eventPhysicalId,
                    drainWaiters,
                    later);
        }

        /** How many addresses are asked for. */
        public int wanted() {
            return choice.map(AddressSelection::count).orElse(order.size());
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
     * @param drainWait how far it waits, if the current template does not say
     * @param drainWaiters the drain waiters that wait for what this request defers
     */
    record Delete(
            String logicalId,
            String physicalId,
            Optional<AddressRecord> owned,
            int drainSeconds,
            DrainWait drainWait,
            int serviceTimeout,
            DrainWaiters drainWaiters)
            implements Request {
        @Override
        public String gatewayId() {
            return owned.map(AddressRecord::gatewayId).orElse("");
        }

        @Override
        public Optional<String> eventPhysicalId() {
            return Optional.of(physicalId);
        }
    }

    /**
     * A drain waiter's request: the owner's request may have deferred the rest of a drain; this one waits until the owner's
     * execution is done with it. It changes nothing itself.
     *
     * @param owner the logical id of the resource that owns the addresses
     * @param task what the drain waiter waits for
     * @param stage which one this is of those that wait one after the other, 1..of
     * @param of how many there are
     * @param waitedId the physical id that the drain waiter has once this request is done
     */
    record DrainWaiter(
            String logicalId,
            String gatewayId,
            String owner,
            Task task,
            int stage,
            int of,
            String waitedId,
            int drainSeconds,
            int serviceTimeout,
            Optional<String> eventPhysicalId)
            implements Request {
        /** What a drain waiter waits for. */
        public enum Task {
            /** A drain waiter after the owner, on Create and Update: every address of the owner's record serves. */
            UNTIL_SERVING,
            /** A drain waiter before the owner, on Delete: what was owed is gone. */
            UNTIL_RELEASED,
            /** A drain waiter before the owner, on Update: in a rollback, drains of what the owner has to restore. */
            UNTIL_DRAINED,
            /** Nothing: it is on the other side. */
            NOTHING
        }

        /** Whether no later stage follows, so that this one has to see the end. */
        public boolean isLast() {
            return stage >= of;
        }
    }
}
