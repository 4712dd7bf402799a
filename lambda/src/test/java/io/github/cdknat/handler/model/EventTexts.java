package io.github.cdknat.handler.model;

import io.github.cdknat.shared.Contract;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Events in few words, newest first: {@code UPDATE_IN_PROGRESS@9 5 asks 6, Other:CREATE_COMPLETE nat-0def/none}. */
final class EventTexts {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Pattern FORM =
            Pattern.compile("(?:(\\w+):)?([A-Z_]+)(?:@(-?\\d+))?(?: (\\S+))?(?: asks (\\d+))?");

    private EventTexts() {}

    static StackEventHistory events(String newestFirst) {
        return new StackEventHistory(
                "stack",
                Stream.of(newestFirst.split(", "))
                        .filter(text -> !text.isEmpty())
                        .map(EventTexts::event)
                        .toList());
    }

    /** An event of "Addresses", at the start, without an id or properties, if it does not say otherwise. */
    static StackEvent event(String text) {
        Matcher said = FORM.matcher(text);
        if (!said.matches()) {
            throw new IllegalArgumentException(text);
        }
        return new StackEvent(
                said.group(1) == null ? "Addresses" : said.group(1),
                said.group(4) == null ? "" : id(said.group(4)),
                Contract.RESOURCE_TYPE,
                said.group(2),
                START.plusSeconds(said.group(3) == null ? 0 : Long.parseLong(said.group(3))),
                said.group(5) == null ? Map.of() : asking(said.group(5)));
    }

    /** The record of one address. */
    static String id(String text) {
        return text.replaceAll("^(\\d+)$", "nat-0abc/10.0.1.$1");
    }

    /** As CloudFormation shows it: numbers may have become numbers again. */
    static Map<String, Object> asking(String lastOctet) {
        return Map.of(
                "NatGatewayId",
                "nat-0abc",
                "SecondaryPrivateIpAddresses",
                List.of("10.0.1." + lastOctet),
                "AddressLimit",
                8);
    }
}
