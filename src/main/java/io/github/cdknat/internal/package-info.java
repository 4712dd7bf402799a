/**
 * How the constructs are made: no API. It is public as far as Java needs it, and it changes without notice.
 */
@NullMarked
package io.github.cdknat.internal;

import org.jspecify.annotations.NullMarked;
