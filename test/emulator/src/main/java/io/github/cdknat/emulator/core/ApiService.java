package io.github.cdknat.emulator.core;

/** An emulated AWS service, as its API's callers see it. */
@FunctionalInterface
public interface ApiService {
    ApiReply call(ApiCall call);
}
