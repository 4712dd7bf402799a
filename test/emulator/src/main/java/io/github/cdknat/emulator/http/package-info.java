/** The emulated services over HTTP on 127.0.0.1: the query protocols of EC2 and CloudFormation, JSON for Step Functions. */
package io.github.cdknat.emulator.http;
