package io.github.cdknat.emulator.http;

import java.util.List;
import java.util.Map;

/** Writes bodies as the query protocols do, and S3. */
public final class Xml {
    /** Elements of one name beside each other, without one around them. */
    public record Repeated(List<?> items) {}

    private final StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    private final String listItem;

    private Xml(String listItem) {
        this.listItem = listItem;
    }

    /** A document whose root has that name, namespace (if it is not empty) and content; items of lists are called as given. */
    public static String of(String listItem, String name, String namespace, Object content) {
        Xml document = new Xml(listItem);
        String attribute = namespace.isEmpty() ? "" : " xmlns=\"" + namespace + "\"";
        document.element(name, attribute, content);
        return document.text.toString();
    }

    private void element(String name, String attribute, Object value) {
        text.append('<').append(name).append(attribute).append('>');
        value(value);
        text.append("</").append(name).append('>');
    }

    private void value(Object value) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, item) -> (item instanceof Repeated repeated ? repeated.items() : List.of(item))
                    .forEach(one -> element(name.toString(), "", one)));
        } else if (value instanceof List<?> list) {
            list.forEach(item -> element(listItem, "", item));
        } else {
            escape(String.valueOf(value));
        }
    }

    /** Characters that XML 1.0 does not have become a question mark. */
    private void escape(String value) {
        for (char c : value.toCharArray()) {
            switch (c < ' ' && c != '\n' && c != '\t' || c >= '\ufffe' ? '?' : c) {
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '&' -> text.append("&amp;");
                case '?' -> text.append('?');
                default -> text.append(c);
            }
        }
    }
}
