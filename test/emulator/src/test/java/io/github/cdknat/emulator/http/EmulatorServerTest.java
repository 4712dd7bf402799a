package io.github.cdknat.emulator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cdknat.emulator.core.ApiCall;
import io.github.cdknat.emulator.core.ApiReply;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What reaches the emulated AWS over HTTP, and what is refused at the door. */
class EmulatorServerTest {
    private static final String FORM = "Action=DescribeVpcs&Version=2016-11-15";

    private final EmulatorServer door = new EmulatorServer();
    private final RawClient client = new RawClient(door);
    private final List<ApiCall> calls = new ArrayList<>();
    private ApiReply next = new ApiReply.Ok("id-1", Map.of("vpcSet", List.of(Map.of("vpcId", "vpc-<1>"))));

    EmulatorServerTest() {
        for (String service : List.of("ec2", "states", "cloudformation")) {
            door.register(service, call -> {
                calls.add(call);
                return next;
            });
        }
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void aPostedFormBecomesACallOfTheRoleThatSignedIt() throws Exception {
        HttpResponse<String> response =
                client.post("ec2", FORM + "&Filter.1.Name=state&Filter.1.Value.2=b&Filter.1.Value.1=a%20c");
        assertThat(calls)
                .containsExactly(new ApiCall(
                        "ec2",
                        "DescribeVpcs",
                        Map.of("Filter", List.of(Map.of("Name", "state", "Value", List.of("a c", "b")))),
                        "arn:role"));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .isEqualTo("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                        + "<DescribeVpcsResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"><requestId>id-1</requestId>"
                        + "<vpcSet><item><vpcId>vpc-&lt;1&gt;</vpcId></item></vpcSet></DescribeVpcsResponse>");
    }

    @Test
    void aQueryStringServesAsWell() throws Exception {
        HttpRequest get = client.signed("ec2", "eu-central-1", door.accessKeyOf("arn:role"))
                .uri(URI.create(door.url() + "/?" + FORM))
                .GET()
                .build();
        assertThat(client.send(get).statusCode()).isEqualTo(200);
        assertThat(calls).extracting(ApiCall::action).containsExactly("DescribeVpcs");
    }

    @Test
    void aFaultIsWrittenAsTheServicesProtocolHasIt() throws Exception {
        next = new ApiReply.Fault("id-2", 400, "Odd", "a & b");
        assertThat(client.post("ec2", FORM).body())
                .isEqualTo("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Response><Errors><Error><Code>Odd</Code>"
                        + "<Message>a &amp; b</Message></Error></Errors><RequestID>id-2</RequestID></Response>");
        assertThat(client.post("cloudformation", "Action=DescribeStacks&Version=2010-05-15")
                        .body())
                .isEqualTo("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                        + "<ErrorResponse xmlns=\"http://cloudformation.amazonaws.com/doc/2010-05-15/\"><Error>"
                        + "<Type>Sender</Type><Code>Odd</Code><Message>a &amp; b</Message></Error>"
                        + "<RequestId>id-2</RequestId></ErrorResponse>");
        assertThat(client.post("states", "{}").body()).isEqualTo("{\"__type\":\"Odd\",\"message\":\"a & b\"}");
    }

    @Test
    void refusesUnsignedRequests() throws Exception {
        HttpResponse<String> response = client.send(HttpRequest.newBuilder(URI.create(door.url()))
                .POST(HttpRequest.BodyPublishers.ofString(FORM))
                .build());
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).contains("<Code>MissingAuthenticationToken</Code>");
    }

    @Test
    void anotherRegionsServerTakesItsOwnSignaturesOnly() throws Exception {
        try (EmulatorServer server = new EmulatorServer("us-east-1", 0)) {
            server.register("ec2", call -> next);
            RawClient there = new RawClient(server);
            assertThat(there.post("ec2", FORM).statusCode()).isEqualTo(403);
            HttpRequest own = there.signed("ec2", "us-east-1", server.accessKeyOf("arn:role"))
                    .POST(HttpRequest.BodyPublishers.ofString(FORM))
                    .build();
            assertThat(there.send(own).statusCode()).isEqualTo(200);
        }
    }

    /** An unknown key, an unknown service, and a signature for another Region. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    ec2 | eu-central-1 | AKIANOBODY | 401 | <Code>AuthFailure</Code>
                    s3  | eu-central-1 | ``         | 400 | <Code>EmulatorNotModelled</Code><Message>The emulator does not model the service s3.</Message>
                    ec2 | us-east-1    | ``         | 403 | <Code>SignatureDoesNotMatch</Code><Message>Credential should be scoped to a valid region, not 'us-east-1'.</Message>
                    """)
    void refusesWhatIsSignedForAnother(String service, String region, String key, int status, String body)
            throws Exception {
        HttpResponse<String> response =
                client.send(client.signed(service, region, key.isEmpty() ? door.accessKeyOf("arn:role") : key)
                        .POST(HttpRequest.BodyPublishers.ofString(FORM))
                        .build());
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).contains(body);
        assertThat(calls).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ec2    | Action=DescribeVpcs                                 | Invalid Version: null
                    ec2    | Version=2016-11-15                                  | Invalid Action: null
                    ec2    | Action=DescribeVpcs&Version=2016-11-15&VpcId=a&VpcId=b   | Invalid parameter: VpcId is given twice
                    ec2    | Action=DescribeVpcs&Version=2016-11-15&VpcId=a&VpcId.1=b | Invalid parameter: VpcId.1
                    ec2    | Action=DescribeVpcs&Version=2016-11-15&a.b.c.d.e.f.g.h.i=1 | Invalid parameter: a.b.c.d.e.f.g.h.i
                    ec2    | Action=DescribeVpcs&Version=2016-11-15&.=x             | Invalid parameter: .
                    ec2    | Action=DescribeVpcs&Version=2016-11-15&VpcId.=x        | Invalid parameter: VpcId.
                    states | null                                                | Invalid JSON
                    states | []                                                  | Invalid JSON
                    states | {                                                   | Invalid JSON
                    """)
    void refusesMalformedRequests(String service, String body, String message) throws Exception {
        HttpResponse<String> response = client.post(service, body);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("MalformedQueryString").contains(message);
        assertThat(calls).isEmpty();
    }

    @Test
    void aLostReplyClosesTheConnection() {
        next = new ApiReply.Lost("id-3");
        assertThatThrownBy(() -> client.post("ec2", FORM)).hasCauseInstanceOf(IOException.class);
    }

    @Test
    void failsWhenTheEmbeddedAwsItselfFails() {
        door.register("ec2", call -> {
            throw new IllegalStateException("a defect");
        });
        assertThatThrownBy(() -> client.post("ec2", FORM))
                .hasMessage("The embedded AWS failed while it carried out a request")
                .hasRootCauseMessage("a defect");
    }

    @Test
    void pumpingEndsWhenItsTimeIsOver() {
        assertThat(door.pump(() -> false, Duration.ofMillis(10))).isFalse();
        assertThat(door.pump(() -> true, Duration.ZERO)).isTrue();
    }
}
