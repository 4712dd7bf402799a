package io.github.cdknat.internal;

import io.github.cdknat.DrainWait;
import io.github.cdknat.shared.Contract;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.interfaces.ec2.INatGatewayRef;
import software.amazon.awscdk.interfaces.ec2.ISubnetRef;
import software.amazon.awscdk.interfaces.kms.IKeyRef;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Tracing;
import software.amazon.awscdk.services.logs.RetentionDays;

/**
 * The values of properties while a builder collects them; null means the default. Props keep a copy of their own. Lists and maps
 * in it are never changed.
 */
public final class PropertyValues implements Cloneable {
    private static final int LOWEST_MINOR_VERSION = 240;

    public @Nullable String natGatewayId;
    public @Nullable INatGatewayRef natGateway;
    public @Nullable ISubnetRef subnet;
    public @Nullable String privateIpAddress;
    public @Nullable String natGatewayName;
    public Map<String, String> tags = Map.of();
    public boolean routesWaitForAddresses;
    public @Nullable List<String> secondaryPrivateIpAddresses;
    public @Nullable Integer secondaryPrivateIpAddressCount;
    public @Nullable String secondaryPrivateIpAddressPool;
    public @Nullable List<String> excludedAddresses;
    public @Nullable Duration maxDrainDuration;
    public @Nullable DrainWait drainWait;
    public int addressLimit = Contract.DEFAULT_ADDRESS_LIMIT;
    public @Nullable RemovalPolicy removalPolicy;
    public @Nullable RetentionDays logRetention;
    public @Nullable IKeyRef encryptionKey;
    public @Nullable Tracing tracing;
    public @Nullable IVpc vpc;
    public @Nullable SubnetSelection vpcSubnets;
    public List<ISecurityGroup> securityGroups = List.of();
    public @Nullable Code handlerCode;

    /** Before anything of it is used that older versions of CDK do not have: that would be a NoClassDefFoundError. */
    public PropertyValues() {
        String version = String.valueOf(App.class.getPackage().getImplementationVersion());
        if (version.matches("2\\.[0-9]+\\..*") && Integer.parseInt(version.split("\\.")[1]) < LOWEST_MINOR_VERSION) {
            throw new IllegalStateException(
                    "Cannot use aws-cdk-lib " + version + " (2.240.0 or newer); raise its version in your build.");
        }
    }

    public PropertyValues copy() {
        try {
            return (PropertyValues) clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }
}
