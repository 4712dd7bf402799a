/** One deployment of anybody's stack, deployed to the emulator, and a recording of what happens to the gateways. */
package io.github.cdknat.rehearsal.offline;
