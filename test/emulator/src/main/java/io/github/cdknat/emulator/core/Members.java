package io.github.cdknat.emulator.core;

import java.util.LinkedHashMap;

/** The members of a reply, in their order; optional ones that are null are left out. */
public final class Members extends LinkedHashMap<String, Object> {
    private static final long serialVersionUID = 1L;

    public Members with(String name, Object value) {
        if (value != null) {
            put(name, value);
        }
        return this;
    }

    /** The same of a member that is there under that condition only. */
    public Members withIf(boolean present, String name, Object value) {
        return present ? with(name, value) : this;
    }
}
