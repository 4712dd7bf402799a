/**
 * What all emulated services share: one virtual clock, one thread, one shape of API call, one log of calls.
 *
 * <p>Time stands still while code runs and moves only in {@link io.github.cdknat.emulator.core.VirtualClock}, so a case is the
 * same on every machine, whether the handler runs in this process or in a JVM of its own.
 */
package io.github.cdknat.emulator.core;
