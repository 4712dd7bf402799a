package io.github.cdknat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;

/** Which secondary addresses a gateway shall have, and how they come and go: what the props of both constructs share. */
public abstract class SecondaryAddressesProps extends HandlerProps {
    private final @Nullable List<String> secondaryPrivateIpAddresses;
    private final @Nullable Integer secondaryPrivateIpAddressCount;
    private final @Nullable String secondaryPrivateIpAddressPool;
    private final @Nullable List<String> excludedAddresses;
    private final @Nullable Duration maxDrainDuration;
    private final DrainWait drainWait;
    private final int addressLimit;
    private final RemovalPolicy removalPolicy;

    SecondaryAddressesProps(SecondaryAddressesBuilder<?> builder) {
        super(builder);
        secondaryPrivateIpAddresses = copy(builder.secondaryPrivateIpAddresses);
        secondaryPrivateIpAddressCount = builder.secondaryPrivateIpAddressCount;
        secondaryPrivateIpAddressPool = builder.secondaryPrivateIpAddressPool;
        excludedAddresses = copy(builder.excludedAddresses);
        maxDrainDuration = builder.maxDrainDuration;
        drainWait = Objects.requireNonNullElse(builder.drainWait, DrainWait.UNTIL_ENDED);
        addressLimit = builder.addressLimit;
        removalPolicy = Objects.requireNonNullElse(builder.removalPolicy, RemovalPolicy.DESTROY);
    }

    /** Not List.copyOf: a null among the addresses is refused by the construct, which can say where. */
    private static @Nullable List<String> copy(@Nullable List<String> list) {
        return list == null ? null : Collections.unmodifiableList(new ArrayList<>(list));
    }

    /** {@return the declared addresses; empty if they were not declared at all} */
    public Optional<List<String>> getSecondaryPrivateIpAddresses() {
        return Optional.ofNullable(secondaryPrivateIpAddresses);
    }

    /** {@return how many addresses are to be chosen; empty if they are listed} */
    public Optional<Integer> getSecondaryPrivateIpAddressCount() {
        return Optional.ofNullable(secondaryPrivateIpAddressCount);
    }

    /** {@return the CIDR that a count is chosen from; empty for the whole subnet} */
    public Optional<String> getSecondaryPrivateIpAddressPool() {
        return Optional.ofNullable(secondaryPrivateIpAddressPool);
    }

    /** {@return what is never chosen for a count; empty if nothing was said} */
    public Optional<List<String>> getExcludedAddresses() {
        return Optional.ofNullable(excludedAddresses);
    }

    /** {@return how long an unassigned address may drain; 350 seconds if nothing was said} */
    public Duration getMaxDrainDuration() {
        return Objects.requireNonNullElseGet(maxDrainDuration, () -> Duration.seconds(Drain.DEFAULT_SECONDS));
    }

    /** The drain without a question to CDK where nothing was said of it. */
    Drain drain(ConstructPath path) {
        return maxDrainDuration == null ? Drain.usual(drainWait) : Drain.of(path, maxDrainDuration, drainWait);
    }

    /** {@return how far a deployment waits for the drain of addresses that it releases; UNTIL_ENDED if nothing was said} */
    public DrainWait getDrainWait() {
        return drainWait;
    }

    /** {@return how many addresses a gateway may have, its primary one included; 8 if nothing was said} */
    public int getAddressLimit() {
        return addressLimit;
    }

    /** {@return what happens when the construct is removed; DESTROY if nothing was said} */
    public RemovalPolicy getRemovalPolicy() {
        return removalPolicy;
    }
}
