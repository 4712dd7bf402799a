package io.github.cdknat.handler.aws;

import java.util.Set;

/**
 * What a refusal's error code tells. EC2's model declares no error shapes, so the code is all there is; which code EC2 uses
 * for our calls is partly unknown, so everything that is not known to pass by itself is {@link #FINAL}, and even that is
 * believed only after two more observations.
 */
public enum ErrorKind {
    /** The gateway is at work on other addresses: try again later. */
    BUSY(Set.of(
            "OperationInProgress", "IncorrectState", "InvalidState", "DependencyViolation", "IncorrectInstanceState")),
    /** Too many calls: try again more slowly. */
    THROTTLED(Set.of(
            "RequestLimitExceeded", "Throttling", "ThrottlingException", "TooManyRequestsException", "SlowDown")),
    /** EC2 does not know the gateway, or says that no gateway can have such an id. */
    NOT_FOUND(Set.of(
            "NatGatewayNotFound",
            "InvalidNatGatewayID.NotFound",
            "NatGatewayMalformed",
            "InvalidNatGatewayID.Malformed")),
    /** The caller may not, or not yet. */
    DENIED(Set.of(
            "UnauthorizedOperation",
            "AccessDenied",
            "AccessDeniedException",
            "AuthFailure",
            "UnrecognizedClientException")),
    /** Anything else. */
    FINAL(Set.of());

    private final Set<String> codes;

    ErrorKind(Set<String> codes) {
        this.codes = codes;
    }

    /**
     * Whether an error says that the call had no effect. After a server error nobody knows, but for throttling, which EC2
     * answers with 503 too ("Error codes for the Amazon EC2 API").
     */
    public static boolean isRefusal(int httpStatus, String code) {
        return of(code) == THROTTLED || httpStatus < 500 && !code.isEmpty();
    }

    public static ErrorKind of(String code) {
        for (ErrorKind kind : values()) {
            if (kind.codes.contains(code)) {
                return kind;
            }
        }
        return FINAL;
    }
}
