package io.github.cdknat.acceptance.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Many clients at once, some of which say nothing, or nonsense: everybody else is answered, and the server lives on. */
class ManyClientsTest {
    private static final String FORM = "Action=DescribeNatGateways&Version=2016-11-15";
    private static final int MANY = 1000;

    @RegisterExtension
    final ServedAwsExtension aws = new ServedAwsExtension(100);

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Socket> silent = new ArrayList<>();

    @AfterEach
    void hangUp() throws Exception {
        for (Socket socket : silent) {
            socket.close();
        }
    }

    @Test
    void aThousandRequestsBesideClientsThatHangAreAllAnswered() throws Exception {
        URI uri = URI.create(aws.world().url());
        for (int i = 0; i < 20; i++) {
            Socket socket = new Socket(uri.getHost(), uri.getPort());
            socket.getOutputStream()
                    .write("POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\nA".getBytes(StandardCharsets.UTF_8));
            silent.add(socket);
        }
        List<CompletableFuture<Integer>> answers = IntStream.range(0, MANY)
                .mapToObj(i -> send("ec2", FORM).thenApply(HttpResponse::statusCode))
                .toList();
        // EC2 throttles whoever asks so much at once: RequestLimitExceeded
        assertThat(answers.stream().map(CompletableFuture::join).toList())
                .contains(200)
                .isSubsetOf(200, 503);
    }

    @Test
    void nonsenseIsRefusedAndTheServerLivesOn() throws Exception {
        for (String service : List.of("ec2", "cloudformation", "sts", "s3", "lambda", "nothing")) {
            for (String body : List.of(
                    "", "%", "Action=", FORM + "&Filter=abc", "Action=CreateChangeSet&Version=2010-05-15&Tags=x")) {
                assertThat(send(service, body).join().statusCode()).isBetween(400, 501);
            }
        }
        assertThat(send("ec2", FORM).join().body()).contains(ServedAwsExtension.GATEWAY);
    }

    private CompletableFuture<HttpResponse<String>> send(String service, String body) {
        String credential = "AWS4-HMAC-SHA256 Credential=anybody/20260101/eu-central-1/" + service + "/aws4_request";
        return client.sendAsync(
                HttpRequest.newBuilder(URI.create(aws.world().url()))
                        .header("Authorization", credential)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
