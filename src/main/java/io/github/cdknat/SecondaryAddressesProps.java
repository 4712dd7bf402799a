package io.github.cdknat;

import io.github.cdknat.internal.DrainSettings;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;

/** Which secondary addresses a gateway shall have, and how they come and go: what the props of both constructs share. */
public abstract class SecondaryAddressesProps extends HandlerProps {
    SecondaryAddressesProps(SecondaryAddressesBuilder<?> builder) {
        super(builder);
    }

    /** {@return the declared addresses; empty if they were not declared at all} */
    public Optional<List<String>> getSecondaryPrivateIpAddresses() {
        return Optional.ofNullable(values.secondaryPrivateIpAddresses);
    }

    /** {@return how many addresses are to be chosen; empty if they are listed} */
    public Optional<Integer> getSecondaryPrivateIpAddressCount() {
        return Optional.ofNullable(values.secondaryPrivateIpAddressCount);
    }

    /** {@return the CIDR that a count is chosen from; empty for the whole subnet} */
    public Optional<String> getSecondaryPrivateIpAddressPool() {
        return Optional.ofNullable(values.secondaryPrivateIpAddressPool);
    }

    /** {@return what is never chosen for a count; empty if nothing was said} */
    public Optional<List<String>> getExcludedAddresses() {
        return Optional.ofNullable(values.excludedAddresses);
    }

    /** {@return how long an unassigned address may drain; 350 seconds if nothing was said} */
    public Duration getMaxDrainDuration() {
        return Objects.requireNonNullElse(values.maxDrainDuration, DrainSettings.DEFAULT);
    }

    /** {@return how far a deployment waits for the drain of addresses that it releases; UNTIL_ENDED if nothing was said} */
    public DrainWait getDrainWait() {
        return Objects.requireNonNullElse(values.drainWait, DrainWait.UNTIL_ENDED);
    }

    /** {@return how many addresses a gateway may have, its primary one included; 8 if nothing was said} */
    public int getAddressLimit() {
        return values.addressLimit;
    }

    /** {@return what happens when the construct is removed; DESTROY if nothing was said} */
    public RemovalPolicy getRemovalPolicy() {
        return Objects.requireNonNullElse(values.removalPolicy, RemovalPolicy.DESTROY);
    }
}
