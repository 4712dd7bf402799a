/** IAM: roles with inline policies, evaluated for every call of a role. */
package io.github.cdknat.emulator.iam;
