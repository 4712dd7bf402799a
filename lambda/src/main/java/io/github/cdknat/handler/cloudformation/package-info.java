/** CloudFormation: which resources, records and events the own stack has. Read-only. */
package io.github.cdknat.handler.cloudformation;
