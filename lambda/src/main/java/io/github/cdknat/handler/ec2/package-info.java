/** EC2: the gateway, its subnet, and the two calls that change addresses. */
package io.github.cdknat.handler.ec2;
