package io.github.cdknat.handler.reconcile;

import java.util.Map;

/** One JSON line a decision. Never the ResponseURL. */
@FunctionalInterface
public interface Log {
    void line(Map<String, Object> fields);
}
