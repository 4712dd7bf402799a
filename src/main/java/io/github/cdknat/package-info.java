/**
 * Secondary private IPv4 addresses of private NAT gateways, declared in AWS CDK for Java.
 *
 * <p>Start with {@link io.github.cdknat.NatGatewaySecondaryAddresses}.
 */
@NullMarked
package io.github.cdknat;

import org.jspecify.annotations.NullMarked;
