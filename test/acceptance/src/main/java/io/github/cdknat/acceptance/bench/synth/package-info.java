/** What the construct adds to an app's synthesis. */
package io.github.cdknat.acceptance.bench.synth;
