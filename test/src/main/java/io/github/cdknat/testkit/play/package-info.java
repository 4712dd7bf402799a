/** Plays one deployment of anybody's stack on the embedded AWS and records what happens to the gateways. */
package io.github.cdknat.testkit.play;
