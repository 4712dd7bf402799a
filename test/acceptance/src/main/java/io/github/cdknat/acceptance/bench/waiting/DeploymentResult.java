package io.github.cdknat.acceptance.bench.waiting;

/**
 * How a deployment ended, as the tool tells it.
 *
 * @param success whether it says that it did what was asked: deployed, or rolled back
 * @param word what it ended with: a stack's status, an error code
 */
public record DeploymentResult(boolean success, String word) {
    static DeploymentResult of(String stackStatus, String wanted) {
        return new DeploymentResult(stackStatus.equals(wanted), stackStatus);
    }
}
