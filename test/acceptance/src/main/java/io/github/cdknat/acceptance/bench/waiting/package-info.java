/** How long deployments take, and what they do meanwhile, by different approaches. */
package io.github.cdknat.acceptance.bench.waiting;
