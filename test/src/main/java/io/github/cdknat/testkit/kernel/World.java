package io.github.cdknat.testkit.kernel;

/** What all embedded services share. */
public record World(VirtualClock clock, Lot lot, Ledger ledger, Events events, String region, String account) {
    /** The only Region that there is. */
    public static final String REGION = "eu-central-1";

    public static World at(VirtualClock clock, long seed) {
        return new World(clock, new Lot(seed), new Ledger(), new Events(clock), REGION, "123456789012");
    }

    /** A request id as AWS writes it. */
    public String requestId() {
        return lot.hex(8) + "-" + lot.hex(4) + "-" + lot.hex(4) + "-" + lot.hex(4) + "-" + lot.hex(12);
    }
}
