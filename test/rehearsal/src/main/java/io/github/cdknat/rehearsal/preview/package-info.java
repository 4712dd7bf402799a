/** What the next deployment would do to the real gateway, by the handler's own planner on what describe calls show. */
package io.github.cdknat.rehearsal.preview;
