/**
 * The kernel of the embedded AWS: one virtual clock, one thread, one shape of API call, one ledger.
 *
 * <p>Time stands still while code runs and moves only in {@link io.github.cdknat.testkit.kernel.VirtualClock}, so a
 * history is the same on every machine, whether the handler runs in this process or in a JVM of its own.
 */
package io.github.cdknat.testkit.kernel;
