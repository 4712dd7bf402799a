/** The handler's outbound ports, answered by the embedded services in this process: no HTTP, no XML, same calls. */
package io.github.cdknat.testkit.inprocess;
