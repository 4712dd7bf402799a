/** Anybody's synthesized template, read and prepared for the emulator: what it cannot model is named. */
package io.github.cdknat.rehearsal.template;
