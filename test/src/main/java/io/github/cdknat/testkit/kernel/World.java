package io.github.cdknat.testkit.kernel;

/** What all embedded services share. */
public record World(VirtualClock clock, Lot lot, Ledger ledger, Events events, String region, String account) {
    /** The Region, if nobody asks for another. */
    public static final String REGION = "eu-central-1";

    /** The account, if nobody asks for another. */
    public static final String ACCOUNT = "123456789012";

    public static World at(VirtualClock clock, long seed) {
        return at(clock, seed, REGION, ACCOUNT);
    }

    public static World at(VirtualClock clock, long seed, String region, String account) {
        return new World(clock, new Lot(seed), new Ledger(), new Events(clock), region, account);
    }

    /** A request id as AWS writes it. */
    public String requestId() {
        return lot.hex(8) + "-" + lot.hex(4) + "-" + lot.hex(4) + "-" + lot.hex(4) + "-" + lot.hex(12);
    }
}
