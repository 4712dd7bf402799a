/** What people read at a terminal: lines, colours, a progress bar, addresses in few characters. */
package io.github.cdknat.rehearsal.text;
