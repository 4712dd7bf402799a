/** What the construct and the handler have to agree on: compiled into both, because neither is on the other's class path. */
package io.github.cdknat.shared;
