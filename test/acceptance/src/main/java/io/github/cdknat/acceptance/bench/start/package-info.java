/** Cold starts of the packaged handler beside other functions. */
package io.github.cdknat.acceptance.bench.start;
