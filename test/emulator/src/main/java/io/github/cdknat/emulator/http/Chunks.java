package io.github.cdknat.emulator.http;

import com.sun.net.httpserver.Headers;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Bodies that SDKs send in signed chunks with a checksum behind them ("Signature calculations for trailing headers", Amazon S3). */
final class Chunks {
    private Chunks() {}

    /** The body without its chunks, if it has them. */
    static byte[] unwrapped(Headers headers, byte[] body) {
        String encoding = headers.getFirst("Content-Encoding");
        String digest = headers.getFirst("X-Amz-Content-Sha256");
        boolean isChunked = encoding != null && encoding.contains("aws-chunked")
                || digest != null && digest.startsWith("STREAMING-");
        if (!isChunked) {
            return body;
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream(body.length);
        int at = 0;
        while (at < body.length) {
            int end = at;
            while (end < body.length && body[end] != '\r') {
                end++;
            }
            String head = new String(body, at, end - at, StandardCharsets.US_ASCII);
            int length = Integer.parseInt(head.replaceFirst(";.*", ""), 16);
            if (length == 0) {
                break;
            }
            whole.write(body, end + 2, length);
            at = end + 2 + length + 2;
        }
        return whole.toByteArray();
    }
}
