package io.github.cdknat.handler.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.github.cdknat.handler.event.CloudFormationEvent;
import io.github.cdknat.handler.model.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponderTest {
    private static final String URL =
            "https://cloudformation-custom-resource-response-eucentral1.s3.eu-central-1.amazonaws.com/x?sig=1";
    private static final CloudFormationEvent EVENT = CloudFormationEvent.of(
            Map.of("ResponseURL", URL, "StackId", "stack", "RequestId", "request", "LogicalResourceId", "Addresses"));

    @ParameterizedTest
    @ValueSource(strings = {"a", "ä", "漢", "😀", "\"", "\nx", "\u0001"})
    void ofALongReasonTheBeginningIsKept(String character) throws IOException {
        String reason = character.repeat(5000);
        byte[] body = Responder.body(EVENT, Response.failed("nat-0abc/none", reason));
        assertThat(body).hasSizeBetween(4090, 4096);
        String sent = (String) JSON.std.mapFrom(body).get("Reason");
        assertThat(sent).endsWith(" ... (cut)");
        assertThat(reason).startsWith(sent.substring(0, sent.length() - " ... (cut)".length()));
    }

    @Test
    void aLostReasonIsSaidToBeLost() {
        String body = new String(Responder.body(EVENT, Response.failed("nat-0abc/none", "")), StandardCharsets.UTF_8);
        assertThat(body).contains("\"Reason\":\"No reason was recorded; see the execution in Step Functions.\"");
    }

    @ParameterizedTest
    @CsvSource({
        "200, TAKEN",
        "204, TAKEN",
        "403, REFUSED",
        "404, REFUSED",
        "400, FAILED",
        "500, FAILED",
        "503, FAILED",
        "429, FAILED"
    })
    void tellsAnAnswerThatIsTakenFromOneToSendAgain(int status, Responder.Delivery delivery) {
        assertThat(new Responder((url, body) -> status).answer(EVENT, Response.failed("x/none", "why")))
                .isEqualTo(delivery);
    }

    @Test
    void aConnectionThatBreaksIsToBeTriedAgain() {
        Responder responder = new Responder((url, body) -> {
            throw new IOException("reset");
        });
        assertThat(responder.answer(EVENT, Response.failed("x/none", "why"))).isEqualTo(Responder.Delivery.FAILED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://bucket.s3.amazonaws.com/x",
                "https://amazonaws.com.example.org/x",
                "https://user:password@bucket.s3.amazonaws.com/x",
                "https://bucket.s3.amazonaws.com:99999/x",
                "https://bucket.s3.amazonaws.com:22/x",
                "https://bucket.s3.amazonaws.com:8443/x",
                "https://127.0.0.1/x",
                "http://169.254.169.254/latest",
                "file:///etc/passwd",
                "mailto:x",
                " ",
                "https:///x",
                "//bucket.s3.amazonaws.com/x"
            })
    void putsNothingOutsideAws(String url) {
        Optional<String> refusal = HttpResponsePut.allowing(null).refusal(url);
        assertThat(refusal.orElseThrow()).startsWith("Invalid ResponseURL: ");
    }

    @Test
    void namesTheForbiddenHostButNeverTheUrl() {
        assertThat(HttpResponsePut.allowing(null).refusal("https://example.org/secret"))
                .contains("Invalid ResponseURL: host \"example.org\" over \"https\" (https to a host of AWS, port 443,"
                        + " without user information)");
    }

    @Test
    void refusesWhatIsNoUrlWithoutRepeatingIt() {
        assertThat(HttpResponsePut.allowing(null).refusal("https://bucket.s3.amazonaws.com/a secret"))
                .contains("Invalid ResponseURL: it is not a URL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://127.0.0.1/x", "https://127.0.0.1/x", "http://localhost/x"})
    void loopbackMeansPlainHttpToOneAddress(String url) {
        assertThat(HttpResponsePut.allowing("loopback").refusal(url)).isPresent();
    }

    @Test
    void putsToLoopbackOnlyIfTold() {
        assertThat(HttpResponsePut.allowing("loopback").refusal("http://127.0.0.1:9/x"))
                .isEmpty();
        assertThat(HttpResponsePut.allowing(null).refusal(URL)).isEmpty();
        assertThat(HttpResponsePut.allowing(null).refusal(URL.replace("amazonaws.com", "amazonaws.com:443")))
                .isEmpty();
    }
}
