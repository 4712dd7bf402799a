package io.github.cdknat.handler.model;

import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * What other declarations than the one that is asked for say about the gateway's addresses.
 *
 * @param before what the declaration that this one replaces lists on the same gateway; empty if it was another gateway's, or there is
 *     none
 * @param later what later declarations of the stack list, which take it over
 */
public record DeclarationContext(Optional<SortedSet<Ipv4>> before, SortedSet<Ipv4> later) {
    public static final DeclarationContext NONE = new DeclarationContext(Optional.empty(), Ipv4.sorted(List.of()));
}
