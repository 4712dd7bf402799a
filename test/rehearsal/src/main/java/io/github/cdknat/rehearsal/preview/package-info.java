/** What a preview reads of an account, through clients that can only read. */
package io.github.cdknat.rehearsal.preview;
