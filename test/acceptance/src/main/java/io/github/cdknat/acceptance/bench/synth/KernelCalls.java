package io.github.cdknat.acceptance.bench.synth;

import java.io.IOException;
import java.io.Writer;
import java.lang.reflect.Field;
import java.nio.CharBuffer;
import software.amazon.jsii.JsiiEngine;

/** Counts jsii's calls: the requests, one a line, that Java writes to the kernel's standard input. */
final class KernelCalls {
    private static final KernelCalls COUNTER = new KernelCalls();
    private Writer counted;
    private long lines;

    private KernelCalls() {}

    /** Requests so far, counted from the first call of this method. */
    static long count() {
        COUNTER.attach();
        return COUNTER.lines;
    }

    /** The writer is private in jsii's runtime, and jsii has no other place to count at but a trace of every byte. */
    private void attach() {
        try {
            Object runtime = field(JsiiEngine.getInstance().getClient(), "runtime");
            Field stdin = accessible(runtime.getClass(), "stdin");
            if (stdin.get(runtime) != counted || counted == null) {
                counted = new Lines((Writer) stdin.get(runtime));
                stdin.set(runtime, counted);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot count jsii's calls: its runtime is not built as expected", e);
        }
    }

    private static Object field(Object owner, String name) throws ReflectiveOperationException {
        return accessible(owner.getClass(), name).get(owner);
    }

    private static Field accessible(Class<?> owner, String name) throws ReflectiveOperationException {
        Field field = owner.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    private final class Lines extends Writer {
        private final Writer out;

        Lines(Writer out) {
            this.out = out;
        }

        @Override
        public void write(char[] characters, int offset, int length) throws IOException {
            lines += CharBuffer.wrap(characters, offset, length)
                    .chars()
                    .filter(c -> c == '\n')
                    .count();
            out.write(characters, offset, length);
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
