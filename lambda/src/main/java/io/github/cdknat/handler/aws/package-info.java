/** What an AWS call can come to: an answer, a rejection, or an unknown outcome. */
package io.github.cdknat.handler.aws;
