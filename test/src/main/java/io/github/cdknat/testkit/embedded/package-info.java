/** The embedded AWS as a whole: services wired to each other, and CloudFormation's resource types wired to the services. */
package io.github.cdknat.testkit.embedded;
