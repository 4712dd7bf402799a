package io.github.cdknat.rehearsal.template;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a reader has to know before believing: what was assumed, what was found, and what is not modelled. */
public final class Assumptions {
    private final Set<String> assumed = new LinkedHashSet<>();
    private final Set<String> found = new LinkedHashSet<>();
    private final Set<String> notModelled = new LinkedHashSet<>();

    public void assumed(String clause) {
        assumed.add(clause);
    }

    public void found(String clause) {
        found.add(clause);
    }

    public void notModelled(String clause) {
        notModelled.add(clause);
    }

    public List<String> assumed() {
        return List.copyOf(assumed);
    }

    public List<String> found() {
        return List.copyOf(found);
    }

    public List<String> notModelled() {
        return List.copyOf(notModelled);
    }

    /** Takes over what others assumed. */
    public void add(Collection<Assumptions> others) {
        others.forEach(other -> {
            assumed.addAll(other.assumed);
            found.addAll(other.found);
            notModelled.addAll(other.notModelled);
        });
    }
}
