/** Synthesis in fresh JVMs: the same template everywhere, and with another release of the library. */
package io.github.cdknat.acceptance.synthesis;
