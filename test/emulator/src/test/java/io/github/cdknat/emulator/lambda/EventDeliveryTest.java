package io.github.cdknat.emulator.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdknat.emulator.core.EmulatedAccount;
import io.github.cdknat.emulator.core.VirtualClock;
import io.github.cdknat.emulator.iam.Authorizer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Asynchronous events while Lambda is in trouble. */
class EventDeliveryTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final EmulatedAccount account = EmulatedAccount.at(new VirtualClock(START), 3);
    private final LambdaOptions options = new LambdaOptions();
    private final InProcessFunctionHost host = new InProcessFunctionHost();
    private final EmbeddedLambda lambda = new EmbeddedLambda(account, Authorizer.ALLOW_ALL, host, options);
    private final List<Long> deliveredAt = new ArrayList<>();

    EventDeliveryTest() {
        options.compute = Duration.ZERO;
        host.register("f", (function, payload) -> {
            deliveredAt.add(seconds());
            return payload;
        });
        lambda.register(new FunctionConfiguration("f", "arn:f", "f", "arn:role", Map.of(), 60, 128, "", "", ""));
    }

    /** It is tried again after 1, 2, 4, ... 256 s, and then every five minutes. */
    @ParameterizedTest
    @CsvSource({"300, 1111", "20, 1011"})
    void aThrottledEventIsTriedAgainEverMoreRarelyUpToAnOption(int retryAtMost, long delivered) {
        options.eventRetryAtMost = Duration.ofSeconds(retryAtMost);
        options.eventThrottled = () -> seconds() < 1_000;
        invoke();
        assertThat(deliveredAt).containsExactly(delivered);
    }

    @Test
    void aThrottledEventIsGivenUpWhenItIsTooOld() {
        lambda.delivery("f", 60, 0, null);
        options.eventThrottled = () -> seconds() < 60;
        invoke();
        assertThat(deliveredAt).isEmpty();
    }

    @Test
    void anEventCanBeLost() {
        options.eventLost = () -> true;
        invoke();
        assertThat(deliveredAt).isEmpty();
    }

    private void invoke() {
        lambda.invokeAsync("arn:f", "{}");
        account.clock().advance(Duration.ofSeconds(1_300));
    }

    private long seconds() {
        return Duration.between(START, account.now()).toSeconds();
    }
}
