package io.github.cdknat.emulator.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Sends what no SDK would send. */
record RawClient(EmulatorServer door, HttpClient http) {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    RawClient(EmulatorServer door) {
        this(door, HttpClient.newHttpClient());
    }

    HttpResponse<String> post(String service, String body) throws Exception {
        return send(signed(service, "eu-central-1", door.accessKeyOf("arn:role"))
                .header("X-Amz-Target", "AWSStepFunctions.ListExecutions")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    HttpRequest.Builder signed(String service, String region, String key) {
        return HttpRequest.newBuilder(URI.create(door.url()))
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=" + key + "/20260101/" + region + "/" + service
                                + "/aws4_request, SignedHeaders=host, Signature=0");
    }

    HttpResponse<String> send(HttpRequest request) throws InterruptedException, ExecutionException {
        CompletableFuture<HttpResponse<String>> response =
                http.sendAsync(request, HttpResponse.BodyHandlers.ofString());
        response.whenComplete((value, thrown) -> door.wake());
        assertThat(door.pump(response::isDone, PATIENCE)).isTrue();
        return response.get();
    }
}
