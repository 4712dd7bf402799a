package io.github.cdknat.emulator.core;

/**
 * How a service words the errors that every call can get.
 *
 * @param denied a missing right
 * @param throttled too many calls
 * @param unavailable the service cannot be reached behind its front (503)
 * @param internal the service failed (500)
 */
public record ErrorCodes(Code denied, Code throttled, Code unavailable, Code internal) {
    /** An error code, its HTTP status, and the message that goes with it. */
    public record Code(int status, String code, String message) {
        public ApiFaultException fault() {
            return new ApiFaultException(status, code, message);
        }

        public ApiFaultException fault(String detail) {
            return new ApiFaultException(status, code, message + detail);
        }
    }

    /** "Error codes for the Amazon EC2 API"; that RequestLimitExceeded comes with 503 is seen, not documented. */
    public static final ErrorCodes EC2 = new ErrorCodes(
            new Code(403, "UnauthorizedOperation", "You are not authorized to perform: "),
            new Code(503, "RequestLimitExceeded", "Request limit exceeded."),
            new Code(503, "Unavailable", "The service is unavailable. Please try again shortly."),
            new Code(500, "InternalError", "An internal error has occurred."));

    /** "Common Errors" in the AWS CloudFormation API Reference. */
    public static final ErrorCodes CLOUDFORMATION = new ErrorCodes(
            new Code(403, "AccessDenied", "User is not authorized to perform: "),
            new Code(400, "Throttling", "Rate exceeded"),
            new Code(503, "ServiceUnavailable", "The service is temporarily unavailable."),
            new Code(500, "InternalFailure", "An internal error has occurred."));

    /** "Common Errors" in the AWS Step Functions API Reference. */
    public static final ErrorCodes STEP_FUNCTIONS = new ErrorCodes(
            new Code(400, "AccessDeniedException", "User is not authorized to perform: "),
            new Code(400, "ThrottlingException", "Rate exceeded"),
            new Code(503, "ServiceUnavailable", "The service is temporarily unavailable."),
            new Code(500, "InternalFailure", "An internal error has occurred."));
}
