package io.github.cdknat.testkit.kernel;

/** An embedded AWS service, as its API's callers see it. */
@FunctionalInterface
public interface ApiService {
    ApiReply call(ApiCall call);
}
