package io.github.cdknat.emulator.http;

import java.util.Map;

/** A service whose calls are HTTP's own: a method, a path, a query. */
public interface RawService {
    /** A request: path and query decoded; parameters without a value have an empty one. */
    record Request(String method, String path, Map<String, String> query, byte[] body) {}

    /** Its answer: a document, or nothing. */
    record Reply(int status, String contentType, byte[] body) {}

    Reply answer(Request request);
}
