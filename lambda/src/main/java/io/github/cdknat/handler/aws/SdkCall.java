package io.github.cdknat.handler.aws;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Turns what an SDK call returns or throws into a {@link Reply}. */
public final class SdkCall {
    private SdkCall() {}

    /**
     * Makes the call; a server error, a missing answer or one that lacks what it must have is unknown, any other error a
     * refusal.
     */
    public static <T> Reply<T> of(Supplier<T> call) {
        try {
            T value = call.get();
            return new Reply.Answer<>(value, requestId(value));
        } catch (AwsServiceException e) {
            String code =
                    e.awsErrorDetails() == null ? "" : text(e.awsErrorDetails().errorCode());
            return ErrorKind.isRefusal(e.statusCode(), code)
                    ? new Reply.Rejected<>(
                            ErrorKind.of(code), code, text(e.awsErrorDetails().errorMessage()), text(e.requestId()))
                    : new Reply.OutcomeUnknown<>(text(e.getMessage()), text(e.requestId()));
        } catch (SdkClientException e) {
            return new Reply.OutcomeUnknown<>(text(e.getMessage()), "");
        } catch (RuntimeException e) {
            return new Reply.OutcomeUnknown<>("the reply cannot be read: " + e, "");
        }
    }

    private static String requestId(Object value) {
        return value instanceof AwsResponse response && response.responseMetadata() != null
                ? text(response.responseMetadata().requestId())
                : "";
    }

    /** The SDK says null for what AWS leaves out; we say "". */
    public static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
