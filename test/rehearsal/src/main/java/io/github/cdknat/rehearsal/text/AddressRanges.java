package io.github.cdknat.rehearsal.text;

import io.github.cdknat.shared.Ipv4;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses in few characters: "10.0.1.20, 10.0.1.30-36", or "none". */
public final class AddressRanges {
    private static final String ADDRESS = "\\d+\\.\\d+\\.\\d+\\.\\d+(?:\\*| \\([a-z]+\\))?";
    private static final Pattern LIST = Pattern.compile(ADDRESS + "(?:(?:, |\\+)" + ADDRESS + ")+");
    private static final Pattern ITEM = Pattern.compile("(\\d+\\.\\d+\\.\\d+\\.\\d+)(\\*| \\([a-z]+\\))?");

    /** An address and what is said about it: the mark of an adopted one, a status in brackets, or nothing. */
    private record Item(Ipv4 address, String note) {
        /** Whether the other follows in the same /24, and the same is said about it. */
        boolean goesOnTo(Item other) {
            return other.address.bits() == address.bits() + 1
                    && lastOctet(other.address) != 0
                    && other.note.equals(note);
        }
    }

    private AddressRanges() {}

    public static String of(Collection<String> addresses) {
        return text(addresses.stream()
                .map(Ipv4::of)
                .distinct()
                .sorted()
                .map(address -> new Item(address, ""))
                .toList());
    }

    /** The text with every list of addresses in it as ranges. */
    public static String shortened(String text) {
        return LIST.matcher(text).replaceAll(list -> Matcher.quoteReplacement(text(items(list))));
    }

    private static List<Item> items(MatchResult list) {
        return ITEM.matcher(list.group())
                .results()
                .map(item -> new Item(Ipv4.of(item.group(1)), item.group(2) == null ? "" : item.group(2)))
                .toList();
    }

    private static String text(List<Item> items) {
        List<String> ranges = new ArrayList<>();
        for (int from = 0; from < items.size(); ) {
            int to = from;
            while (to + 1 < items.size() && items.get(to).goesOnTo(items.get(to + 1))) {
                to++;
            }
            String last = to > from ? "-" + lastOctet(items.get(to).address()) : "";
            ranges.add(items.get(from).address() + last + items.get(from).note());
            from = to + 1;
        }
        return ranges.isEmpty() ? "none" : String.join(", ", ranges);
    }

    private static int lastOctet(Ipv4 address) {
        return address.bits() & 0xff;
    }
}
