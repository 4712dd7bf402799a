package io.github.cdknat.emulator.http;

import java.util.List;
import java.util.Map;

/** Writes bodies as the query protocols do. */
final class Xml {
    private final StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    private final String listItem;

    Xml(String listItem) {
        this.listItem = listItem;
    }

    Xml open(String name, String namespace) {
        text.append('<').append(name);
        if (!namespace.isEmpty()) {
            text.append(" xmlns=\"").append(namespace).append('"');
        }
        text.append('>');
        return this;
    }

    Xml close(String name) {
        text.append("</").append(name).append('>');
        return this;
    }

    Xml element(String name, Object value) {
        open(name, "");
        value(value);
        return close(name);
    }

    Xml members(Map<String, Object> body) {
        body.forEach(this::element);
        return this;
    }

    private void value(Object value) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, item) -> element(name.toString(), item));
        } else if (value instanceof List<?> list) {
            list.forEach(item -> element(listItem, item));
        } else {
            escape(String.valueOf(value));
        }
    }

    /** Characters that XML 1.0 does not have become a question mark. */
    private void escape(String value) {
        for (char c : value.toCharArray()) {
            switch (c < ' ' && c != '\n' && c != '\t' ? '?' : c) {
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '&' -> text.append("&amp;");
                case '?' -> text.append('?');
                default -> text.append(c);
            }
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
