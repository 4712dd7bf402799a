/**
 * EC2, as far as the private addresses of NAT gateways go: VPCs, subnets, network interfaces, NAT gateways and tags.
 *
 * <p>Strict by default: what it does not know is refused. Every rule cites its source or says "assumed"; where AWS's behaviour is
 * unknown, or can be one way or the other, there is an option in {@link io.github.cdknat.emulator.ec2.Ec2Options}. "API" in a
 * source means the Amazon EC2 API Reference, "seen" an answer of AWS that is quoted in public.
 */
package io.github.cdknat.emulator.ec2;
