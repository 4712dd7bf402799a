package io.github.cdknat.emulator.client;

import io.github.cdknat.emulator.core.ApiReply;
import java.util.Map;

/** A client of one service: calls actions by their names, with parameters and answers named as on the wire. */
public interface ApiClient {
    ApiReply call(String action, Map<String, Object> parameters);
}
