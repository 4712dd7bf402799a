package io.github.cdknat.emulator.lambda;

import io.github.cdknat.emulator.core.FunctionCrashException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** Runs functions in this process, by code that is registered for their handler names. */
public final class InProcessFunctionHost implements FunctionHost {
    private final Map<String, BiFunction<FunctionConfiguration, String, String>> handlers = new HashMap<>();

    /** Runs functions of that handler name with this code. */
    public void register(String handler, BiFunction<FunctionConfiguration, String, String> code) {
        handlers.put(handler, code);
    }

    /** Puts something around the code of that handler name, for example what another release would do differently. */
    public void change(String handler, UnaryOperator<BiFunction<FunctionConfiguration, String, String>> change) {
        handlers.computeIfPresent(handler, (name, code) -> change.apply(code));
    }

    @Override
    public Invocation invoke(FunctionConfiguration function, String payload) {
        BiFunction<FunctionConfiguration, String, String> code = handlers.get(function.handler());
        if (code == null) {
            return new Invocation.Failed("java.lang.ClassNotFoundException", function.handler());
        }
        try {
            return new Invocation.Returned(code.apply(function, payload));
        } catch (FunctionCrashException e) {
            return new Invocation.Crashed("RequestId: x Error: Runtime exited with error: signal: killed");
        } catch (RuntimeException e) {
            return new Invocation.Failed(e.getClass().getName(), String.valueOf(e.getMessage()));
        }
    }
}
