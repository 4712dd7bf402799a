/** Anybody's synthesized template, read and made ready for the embedded CloudFormation: what it cannot model is named. */
package io.github.cdknat.testkit.template;
