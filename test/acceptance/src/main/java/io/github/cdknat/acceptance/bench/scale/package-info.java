/** Many gateways, or many stacks on one gateway, at once. */
package io.github.cdknat.acceptance.bench.scale;
