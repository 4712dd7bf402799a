package io.github.cdknat.internal;

/** The two functions of the handler. What the template calls them and what their classes are called can change apart. */
enum HandlerFunction {
    /** Takes CloudFormation's events, and starts an execution for each. */
    ON_EVENT("OnEvent", "io.github.cdknat.handler.OnEvent", 30),
    /** Works on the gateways: one pass for each call. */
    CONVERGE("Converge", "io.github.cdknat.handler.Converge", 60);

    private final String id;
    private final String handlerClass;
    private final int timeoutSeconds;

    HandlerFunction(String id, String handlerClass, int timeoutSeconds) {
        this.id = id;
        this.handlerClass = handlerClass;
        this.timeoutSeconds = timeoutSeconds;
    }

    /** The construct's id, and what its logical id ends with, as do its role's and its log group's: never changes. */
    String id() {
        return id;
    }

    /** The class in the handler's jar. */
    String handler() {
        return handlerClass + "::handleRequest";
    }

    int timeoutSeconds() {
        return timeoutSeconds;
    }
}
