package io.github.cdknat.emulator.ec2;

import inet.ipaddr.ipv4.IPv4Address;
import io.github.cdknat.emulator.core.ApiCall;
import io.github.cdknat.emulator.core.ApiFaultException;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/** How the values of parameters are read. */
final class ParameterValidation {
    private ParameterValidation() {}

    static String required(ApiCall call, String name) {
        String text = call.text(name);
        if (text == null || text.isEmpty()) {
            throw missing(name);
        }
        return text;
    }

    /** A whole number in the API's range. */
    static int number(ApiCall call, String name, int low, int high) {
        String text = call.text(name);
        if (!text.matches("-?[0-9]{1,9}") || Integer.parseInt(text) < low || Integer.parseInt(text) > high) {
            throw invalid("Value (" + text + ") for parameter " + name + " is invalid. Expecting a whole number, " + low
                    + " to " + high + ".");
        }
        return Integer.parseInt(text);
    }

    /** The IPv4 addresses of a list parameter; that none may be given twice is assumed. */
    static SortedSet<IPv4Address> addresses(ApiCall call, String name) {
        TreeSet<IPv4Address> addresses = new TreeSet<>();
        for (Object item : call.list(name)) {
            if (!addresses.add(address(item.toString(), name))) {
                throw invalid("The address " + item + " is listed twice.");
            }
        }
        return Collections.unmodifiableSortedSet(addresses);
    }

    static IPv4Address address(String text, String name) {
        return Ipv4Notation.address(text)
                .orElseThrow(() -> invalid("Value (" + text + ") for parameter " + name
                        + " is invalid. This is not a valid IPv4 address."));
    }

    static ApiFaultException invalid(String message) {
        return new ApiFaultException("InvalidParameterValue", message);
    }

    static ApiFaultException missing(String parameter) {
        return new ApiFaultException("MissingParameter", "The request must contain the parameter " + parameter);
    }
}
