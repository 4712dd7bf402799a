package io.github.cdknat.internal;

/**
 * One of the handler's two functions. What the template calls it and what its class is called can change apart.
 * @param id the construct's id; what its logical id ends with, and what its role is named after: never changes
 * @param handlerClass the class in the handler's jar
 * @param timeoutSeconds how long one call may take
 */
record HandlerFunction(String id, String handlerClass, int timeoutSeconds) {
    /** Takes CloudFormation's events, and starts an execution for each. */
    static final HandlerFunction ON_EVENT = new HandlerFunction("OnEvent", "io.github.cdknat.handler.OnEvent", 30);

    /** Works on the gateways: one pass for each call. */
    static final HandlerFunction CONVERGE = new HandlerFunction("Converge", "io.github.cdknat.handler.Converge", 60);
}
