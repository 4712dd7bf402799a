/** The demo: the example stack from its creation to its deletion, step by step, on the emulator. */
package io.github.cdknat.rehearsal.demo;
