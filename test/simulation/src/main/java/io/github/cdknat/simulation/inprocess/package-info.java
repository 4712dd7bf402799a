/** The handler's code in this process: its ports to AWS are answered by the emulator without HTTP. */
package io.github.cdknat.simulation.inprocess;
