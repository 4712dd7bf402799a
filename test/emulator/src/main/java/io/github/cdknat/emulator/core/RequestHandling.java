package io.github.cdknat.emulator.core;

import io.github.cdknat.emulator.iam.Authorizer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * What every embedded service has in front: the time a call takes, faults, throttling, IAM, the ledger.
 *
 * <p>Half of a call's latency passes before its effect and half after it, so other calls can come in between.
 */
public final class RequestHandling implements ApiService {
    /** A body, and whether anything was changed. */
    public record Outcome(Map<String, Object> body, boolean effect) {
        public static Outcome read(Map<String, Object> body) {
            return new Outcome(body, false);
        }

        public static Outcome changed(Map<String, Object> body) {
            return new Outcome(body, true);
        }
    }

    private final EmulatedAccount account;
    private final FaultInjector faults = new FaultInjector();
    private final Authorizer authorizer;
    private final Function<ApiCall, String> resource;
    private final Function<ApiCall, Outcome> handler;
    private final ErrorCodes codes;
    private Duration half = Duration.ofMillis(30);
    private UnaryOperator<ApiCall> gate = UnaryOperator.identity();

    /**
     * Puts the front before a service.
     *
     * @param resource the ARN that IAM is asked about, or "*"
     * @param codes how the service words a missing right, throttling and its own failures
     */
    public RequestHandling(
            EmulatedAccount account,
            Authorizer authorizer,
            Function<ApiCall, String> resource,
            ErrorCodes codes,
            Function<ApiCall, Outcome> handler) {
        this.account = account;
        this.authorizer = authorizer;
        this.resource = resource;
        this.codes = codes;
        this.handler = handler;
    }

    public FaultInjector faults() {
        return faults;
    }

    /** How long a call takes. */
    public void latency(Duration latency) {
        this.half = latency.dividedBy(2);
    }

    /** Looks at every call before IAM does; may throw {@link ApiFaultException}, as throttling does. */
    public void gate(UnaryOperator<ApiCall> gate) {
        this.gate = gate;
    }

    @Override
    public ApiReply call(ApiCall call) {
        account.clock().advance(half);
        Optional<FaultInjector.Kind> fault =
                call.principal().equals(ApiCall.ADMIN) ? Optional.empty() : faults.take(call);
        if (fault.filter(kind -> kind == FaultInjector.Kind.CALLER_DIES_BEFORE).isPresent()) {
            throw new FunctionCrashException();
        }
        String requestId = account.requestId();
        Carried carried = fault.map(kind -> faulty(kind, call, requestId)).orElseGet(() -> carry(call, requestId));
        account.callLog().add(account.now(), call, carried.reply(), carried.effect());
        if (fault.filter(kind -> kind == FaultInjector.Kind.CALLER_DIES_AFTER).isPresent()) {
            throw new FunctionCrashException();
        }
        account.clock().advance(half);
        return carried.reply();
    }

    private record Carried(ApiReply reply, boolean effect) {}

    private Carried faulty(FaultInjector.Kind kind, ApiCall call, String requestId) {
        ApiReply lost = new ApiReply.Lost(requestId);
        return switch (kind) {
            case LOST_REQUEST -> new Carried(lost, false);
            case UNAVAILABLE -> new Carried(fault(codes.unavailable().fault(), requestId), false);
            case THROTTLED -> new Carried(fault(codes.throttled().fault(), requestId), false);
            case LOST_REPLY -> new Carried(lost, carry(call, requestId).effect());
            case INTERNAL_ERROR_AFTER_EFFECT ->
                new Carried(
                        fault(codes.internal().fault(), requestId),
                        carry(call, requestId).effect());
            case CALLER_DIES_BEFORE, CALLER_DIES_AFTER -> carry(call, requestId);
        };
    }

    private static ApiReply fault(ApiFaultException fault, String requestId) {
        return new ApiReply.Fault(requestId, fault.status(), fault.code(), fault.getMessage());
    }

    private Carried carry(ApiCall call, String requestId) {
        try {
            ApiCall admitted = gate.apply(call);
            if (!authorizer.allows(
                    call.principal(), call.service() + ":" + call.action(), resource.apply(call), Map.of())) {
                throw codes.denied().fault(call.service() + ":" + call.action());
            }
            Outcome outcome = handler.apply(admitted);
            return new Carried(new ApiReply.Ok(requestId, outcome.body()), outcome.effect());
        } catch (ApiFaultException e) {
            return new Carried(fault(e, requestId), false);
        }
    }
}
