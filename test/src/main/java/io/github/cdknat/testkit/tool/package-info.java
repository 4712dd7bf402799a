/** The rehearsal's command line: what a deployment of any stack would do, before it is made. */
package io.github.cdknat.testkit.tool;
