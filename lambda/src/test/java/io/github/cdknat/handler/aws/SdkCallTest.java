package io.github.cdknat.handler.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

class SdkCallTest {
    @ParameterizedTest
    @CsvSource({
        "400, OperationInProgress, BUSY",
        "400, IncorrectState, BUSY",
        "400, RequestLimitExceeded, THROTTLED",
        "503, RequestLimitExceeded, THROTTLED",
        "400, NatGatewayNotFound, NOT_FOUND",
        "400, InvalidNatGatewayID.NotFound, NOT_FOUND",
        "400, NatGatewayMalformed, NOT_FOUND",
        "400, InvalidNatGatewayID.Malformed, NOT_FOUND",
        "403, UnauthorizedOperation, DENIED",
        "400, InvalidIPAddress.InUse, FINAL"
    })
    void aRefusalHadNoEffect(int status, String code, ErrorKind kind) {
        assertThat(SdkCall.<Boolean>of(() -> {
                    throw error(status, code);
                }))
                .isEqualTo(new Reply.Rejected<>(kind, code, "in EC2's words", "request-1"));
    }

    @ParameterizedTest
    @CsvSource({"500, InternalError", "503, Unavailable", "503, ServiceUnavailable", "502, ''", "400, ''"})
    void afterAnyOtherErrorNobodyKnows(int status, String code) {
        assertThat(SdkCall.<Boolean>of(() -> {
                    throw error(status, code);
                }))
                .isInstanceOf(Reply.OutcomeUnknown.class);
    }

    @Test
    void withoutAnAnswerNobodyKnows() {
        assertThat(SdkCall.<Boolean>of(() -> {
                    throw SdkClientException.create("connection reset");
                }))
                .isEqualTo(new Reply.OutcomeUnknown<>("connection reset", ""));
    }

    private static RuntimeException error(int status, String code) {
        return Ec2Exception.builder()
                .statusCode(status)
                .requestId("request-1")
                .awsErrorDetails(AwsErrorDetails.builder()
                        .errorCode(code)
                        .errorMessage("in EC2's words")
                        .build())
                .build();
    }
}
