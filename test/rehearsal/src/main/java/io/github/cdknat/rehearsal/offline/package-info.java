/** One deployment of anybody's stack, played on the emulator, and a recording of what happens to the gateways. */
package io.github.cdknat.rehearsal.offline;
