package io.github.cdknat.simulation;

import java.util.List;

/** Which addresses a construct declares. */
public sealed interface RequestedAddresses {
    /** The addresses themselves, by their last octets, in the order of declaration. */
    record Listed(List<Integer> octets) implements RequestedAddresses {
        public Listed {
            octets = List.copyOf(octets);
        }
    }

    /** A number of addresses, which the handler chooses. */
    record Counted(int count, Pool pool) implements RequestedAddresses {}

    /** Where a count is chosen from: the last octets of a block in every gateway's subnet. */
    enum Pool {
        /** No pool: the whole subnet. */
        SUBNET(0, 256),
        /** Every stack may draw from it. */
        SHARED(48, 8),
        /** One stack's own, where its lists and counts meet. */
        FIRST_STACKS(64, 4),
        SECOND_STACKS(68, 4);

        final int first;
        final int size;

        Pool(int first, int size) {
            this.first = first;
            this.size = size;
        }

        static Pool of(int stack) {
            return stack == 0 ? FIRST_STACKS : SECOND_STACKS;
        }

        boolean holds(int octet) {
            return octet >= first && octet < first + size;
        }

        String cidr(int gateway) {
            return TemplateFactory.ip(gateway, first) + "/" + (Integer.numberOfLeadingZeros(size) + 1);
        }
    }
}
