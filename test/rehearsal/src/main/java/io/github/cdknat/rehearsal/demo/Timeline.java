package io.github.cdknat.rehearsal.demo;

import io.github.cdknat.emulator.core.EventLog;
import io.github.cdknat.rehearsal.text.AddressRanges;
import io.github.cdknat.rehearsal.text.Terminal;
import io.github.cdknat.rehearsal.text.Terminal.Tone;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Prints the events of the emulated account, one line each, with the virtual time since the
 * demo began: CloudFormation's resource events, the handler's passes and plans, what EC2 changes.
 *
 * <p>Three things are left out for the reader's sake: that a resource which is not ours is in progress (a second later it is
 * complete), a pass that waits for what an earlier pass of the same request already waited for, and what an execution does
 * inside Step Functions unless it goes wrong. What EC2 says of several addresses at once makes one line.
 */
public final class Timeline {
    private static final int STACK_WIDTH = 7;
    private static final int SUBJECT_WIDTH = 16;

    /** How the handler's reasons begin. */
    private static final String REASON = "Cannot ";

    private static final String AGAIN = "; again in ";

    private record HeldLine(Instant at, String stack, List<String> subjects, String text) {
        boolean continues(HeldLine other) {
            return at.equals(other.at) && stack.equals(other.stack) && text.equals(other.text);
        }
    }

    private final Terminal terminal;
    private final Instant start;
    private final Set<String> gateways;
    private final Set<String> reasons = new HashSet<>();
    private final Map<String, Set<String>> waits = new HashMap<>();
    private HeldLine held;

    /** Shows these gateways, without their names; none for all, with them. */
    public Timeline(Terminal terminal, Instant start, Set<String> gateways) {
        this.terminal = terminal;
        this.start = start;
        this.gateways = gateways;
    }

    public void accept(EventLog.Event event) {
        switch (event.source()) {
            case "cloudformation" -> cloudFormation(event);
            case "ec2" -> ec2(event);
            case "handler" -> handler(event);
            default -> stepFunctions(event);
        }
    }

    /** What a person does, as the timeline shows it. */
    void action(Instant at, String text) {
        flush();
        terminal.print("  " + clock(at) + "  ", Tone.TITLE, "> " + text);
    }

    /** Prints what is held back; time passes, and nothing more can belong to it. */
    void flush() {
        if (held != null) {
            HeldLine line = held;
            held = null;
            Tone paint = line.text().contains("drain") ? Tone.DRAIN : Tone.GATEWAY;
            print(line.at(), line.stack(), AddressRanges.of(line.subjects()), paint, line.text());
        }
    }

    /** "07:03": minutes and seconds since the beginning. */
    String clock(Instant at) {
        Duration since = Duration.between(start, at);
        return String.format("%02d:%02d", since.toMinutes(), since.toSecondsPart());
    }

    private void cloudFormation(EventLog.Event event) {
        String[] subject = event.subject().split("/");
        boolean isStack = subject.length == 1;
        boolean isOurs = !isStack && isOurs(subject[1]);
        waits.remove(event.subject());
        if (isStack || isOurs || !event.text().endsWith("_IN_PROGRESS")) {
            flush();
            print(
                    event.at(),
                    subject[0],
                    isStack ? "" : shortened(subject[1]),
                    paint(event.text(), isStack, isOurs),
                    text(event));
        }
    }

    private static Tone paint(String text, boolean isStack, boolean isOurs) {
        if (text.contains("FAILED") || text.startsWith("UPDATE_ROLLBACK_IN") || text.startsWith("ROLLBACK_IN")) {
            return Tone.BAD;
        }
        if (isStack) {
            return text.endsWith("_COMPLETE") ? Tone.GOOD : Tone.TITLE;
        }
        return isOurs ? Tone.PLAIN : Tone.ASIDE;
    }

    private void ec2(EventLog.Event event) {
        String[] words = event.text().split(" ", 2);
        boolean isAddress = words[0].matches("[0-9.]+") && words.length == 2;
        if (!gateways.isEmpty() && !gateways.contains(event.subject()) || !isAddress) {
            return;
        }
        waits.clear();
        HeldLine line = new HeldLine(
                event.at(), gateways.isEmpty() ? event.subject() : "EC2", new ArrayList<>(List.of(words[0])), words[1]);
        if (held != null && held.continues(line)) {
            held.subjects().add(words[0]);
        } else {
            flush();
            held = line;
        }
    }

    private void handler(EventLog.Event event) {
        String[] subject = event.subject().split("/");
        boolean isWait = event.text().contains(AGAIN);
        if (isWait
                && !waits.computeIfAbsent(event.subject(), any -> new HashSet<>())
                        .add(waitedFor(event.text()))) {
            return;
        }
        flush();
        boolean isAside = isWait || event.text().contains(": the end: ");
        Tone paint = event.text().startsWith("answers SUCCESS")
                ? Tone.GOOD
                : event.text().startsWith("answers FAILED") ? Tone.BAD : isAside ? Tone.ASIDE : Tone.PLAIN;
        print(event.at(), subject[0], shortened(subject[1]), paint, text(event));
    }

    /** The wait without the pass's number and the seconds. */
    private static String waitedFor(String text) {
        return text.substring(text.indexOf(':'), text.indexOf(AGAIN));
    }

    private void stepFunctions(EventLog.Event event) {
        if (!event.source().equals("states") || event.text().contains(" failed: ")) {
            flush();
            print(event.at(), event.source(), "", Tone.BAD, event.text());
        }
    }

    private void print(Instant at, String stack, String subject, Tone paint, String text) {
        String head =
                String.format("  %s  %-" + STACK_WIDTH + "s %-" + SUBJECT_WIDTH + "s ", clock(at), stack, subject);
        terminal.print(head, paint, text);
    }

    /** The gateway is always the same one: its id would only fill the lines. A long reason is given once. */
    private String text(EventLog.Event event) {
        String own = event.text();
        for (String gateway : gateways) {
            own = own.replace(gateway + "/", "").replace(" on " + gateway, "");
        }
        String text = AddressRanges.shortened(own);
        int reason = text.indexOf(REASON);
        return reason <= 0 || reasons.add(text.substring(reason))
                ? text
                : text.substring(0, reason) + "the same reason";
    }

    private static boolean isOurs(String logicalId) {
        return !logicalId.startsWith("NatGatewaySecondaryAddresses")
                && logicalId.matches("[A-Za-z]+[0-9A-F]{8}")
                && !logicalId.contains("Rights");
    }

    /** Without the hash that CDK appends, and without the provider's common beginning. */
    private static String shortened(String logicalId) {
        return logicalId
                .replaceFirst("^NatGatewaySecondaryAddresses(?=[A-Z])", "")
                .replaceFirst("[0-9A-F]{8}$", "");
    }
}
