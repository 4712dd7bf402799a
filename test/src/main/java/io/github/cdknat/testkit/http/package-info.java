/** The embedded services over HTTP on 127.0.0.1: the query protocols of EC2 and CloudFormation, Step Functions' JSON. */
package io.github.cdknat.testkit.http;
