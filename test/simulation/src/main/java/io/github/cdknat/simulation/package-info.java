/** Random cases: stacks that are deployed, changed, cancelled and deleted while services fail, checked against the invariants. */
package io.github.cdknat.simulation;
