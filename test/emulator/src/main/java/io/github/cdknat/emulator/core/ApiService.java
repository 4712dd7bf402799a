package io.github.cdknat.emulator.core;

/** An embedded AWS service, as its API's callers see it. */
@FunctionalInterface
public interface ApiService {
    ApiReply call(ApiCall call);
}
