package io.github.cdknat;

import io.github.cdknat.internal.AddressPeer;
import io.github.cdknat.internal.AddressResources;
import io.github.cdknat.internal.Declaration;
import io.github.cdknat.internal.DeclaredAddresses;
import io.github.cdknat.internal.Provider;
import io.github.cdknat.internal.Tokens;
import io.github.cdknat.shared.Contract;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.ec2.CfnPrefixList;
import software.amazon.awscdk.services.ec2.IPeer;
import software.constructs.Construct;
import software.constructs.IDependable;

/**
 * The secondary addresses of one declaration, as things that other resources can use.
 *
 * <p>Declared addresses are plain literals in numerical order, if all of them are literals, and tokens stand as they were
 * declared: using them makes nothing depend on the assignment, so an allow-list can come first. Of a count they are tokens, as
 * many as the count, in the order of choice, known when they have been assigned: what uses them comes after the assignment.
 */
public final class SecondaryAddresses {
    private final AddressResources resources;

    /** Puts the declaration into the template. */
    SecondaryAddresses(Construct construct, Declaration declaration) {
        resources = Provider.declare(construct, declaration);
    }

    /** {@return the addresses; of a list that is one token as a whole, that token list, which has to be passed on as it is} */
    public List<String> values() {
        DeclaredAddresses declared = declaration().addresses();
        return declared.count().map(this::chosen).orElse(declared.listed());
    }

    /** {@return the addresses as /32 CIDRs, in the same order; if a declared list is a token, it must not turn out empty} */
    public List<String> cidrs() {
        List<String> all = values();
        return Tokens.isWhole(all)
                ? Fn.split(",", Fn.join("", List.of(Fn.join("/32,", all), "/32")))
                : all.stream().map(address -> address + "/32").toList();
    }

    /** {@return the gateway's primary address, which carries connections too, and these, as /32 CIDRs; known when they are assigned} */
    public List<String> cidrsWithPrimary() {
        String primary = attribute(Contract.PRIMARY_PRIVATE_IP_ADDRESS) + "/32";
        List<String> cidrs = cidrs();
        return Tokens.isWhole(cidrs)
                ? Fn.split(",", Fn.join(",", List.of(primary, Fn.join(",", cidrs))))
                : Stream.concat(Stream.of(primary), cidrs.stream()).toList();
    }

    /**
     * How many they are.
     * @return 0..{@code addressLimit - 1}
     * @throws IllegalArgumentException if the declared list is one token, whose length nobody knows before it is deployed
     */
    public int size() {
        return known("size").size();
    }

    /**
     * One of the addresses.
     * @param index 0..{@link #size()} - 1
     * @return the address: a literal, or a token
     * @throws IllegalArgumentException if there is no such address, or if the declared list is one token
     */
    public String get(int index) {
        List<String> all = known("index");
        require(
                index >= 0 && index < all.size(),
                "index",
                index + " (" + (all.isEmpty() ? "no address is declared" : "0.." + (all.size() - 1))
                        + "); choose another, or declare more addresses.");
        return all.get(index);
    }

    /**
     * The addresses as peers of security groups. Each makes a rule resource of its own, also in a security group that keeps its
     * other rules inline, so that the rule of a removed address is a removed resource: see {@link #allowedBy}.
     * @return one for each address, in the same order
     * @throws IllegalArgumentException if the declared list is one token
     */
    public List<IPeer> peers() {
        List<String> all = known("peers");
        return IntStream.range(0, all.size())
                .<IPeer>mapToObj(
                        index -> new AddressPeer(all.get(index) + "/32", peerId(all.get(index), index)).asPeer())
                .toList();
    }

    /** A literal is its own id; a token is known by its place. */
    private String peerId(String address, int index) {
        return Tokens.isIn(address) ? declaration().path() + " address " + index : address + "/32";
    }

    /**
     * The addresses as entries of a customer-managed prefix list, one each.
     * @param description what every entry says, up to 255 characters
     * @return one for each address, in the same order
     * @throws IllegalArgumentException if the declared list is one token
     */
    public List<CfnPrefixList.EntryProperty> prefixListEntries(String description) {
        return known("prefixListEntries").stream()
                .map(address -> CfnPrefixList.EntryProperty.builder()
                        .cidr(address + "/32")
                        .description(description)
                        .build())
                .toList();
    }

    /**
     * Allows before it assigns: these rules are created before any address is assigned, because an address carries traffic from
     * that moment on; and when the declaration goes together with its rules, its addresses are drained before the rules are
     * deleted.
     *
     * <p>Make one rule resource for each address, as {@link #peers()} does. A rule or a list that is edited in place, such as a
     * prefix list, takes in a new address in time, but loses a removed one before the address has begun to drain.
     * @param rules whatever lets the addresses through: security group rules, prefix lists, firewall rules
     * @throws IllegalArgumentException if nothing is passed, or if a rule is the construct itself or stands within it
     */
    public void allowedBy(IDependable... rules) {
        require(
                rules.length > 0,
                "allowedBy",
                "no rule (at least one); pass the rules that let the addresses through.");
        resources.follow(rules);
    }

    /** An attribute of the custom resource. */
    String attribute(String name) {
        return Token.asString(resources.owner().getAtt(name));
    }

    /** {@return the custom resource that owns the addresses} */
    public CfnResource getResource() {
        return resources.owner();
    }

    /** {@return what to depend on for whatever must come after the assignment: the last drain waiter, or the owner where there is none} */
    public CfnResource getAddressesAssigned() {
        return resources.last();
    }

    Declaration declaration() {
        return resources.declaration();
    }

    private List<String> chosen(int count) {
        return count == 0 ? List.of() : Fn.split(",", attribute(Contract.SECONDARY_PRIVATE_IP_ADDRESSES), count);
    }

    private void require(boolean holds, String property, String problem) {
        declaration().path().require(holds, property, problem);
    }

    private List<String> known(String what) {
        List<String> all = values();
        require(
                !Tokens.isWhole(all),
                what,
                "secondaryPrivateIpAddresses is one token (only a list whose length is known at synthesis has single addresses);"
                        + " declare the addresses one by one, or say their number with Fn.split(delimiter, token, number).");
        return all;
    }
}
