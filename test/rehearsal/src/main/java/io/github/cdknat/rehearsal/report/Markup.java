package io.github.cdknat.rehearsal.report;

import java.io.StringWriter;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes HTML and SVG. An element's attributes are names and values in turn. */
final class Markup {
    /** A step of the writer, which fails only if what it writes to fails: a text never does. */
    private interface Writing {
        void on(XMLStreamWriter writer) throws XMLStreamException;
    }

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter writer;

    Markup() {
        try {
            writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    private Markup write(Writing writing) {
        try {
            writing.on(writer);
            return this;
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    Markup start(String element, Object... attributes) {
        return write(to -> to.writeStartElement(element)).attributes(attributes);
    }

    Markup empty(String element, Object... attributes) {
        return write(to -> to.writeEmptyElement(element)).attributes(attributes);
    }

    private Markup attributes(Object... attributes) {
        for (int i = 0; i < attributes.length; i += 2) {
            String name = attributes[i].toString();
            String value =
                    attributes[i + 1] instanceof Double number ? number(number) : String.valueOf(attributes[i + 1]);
            write(to -> to.writeAttribute(name, value));
        }
        return this;
    }

    Markup text(String words) {
        return write(to -> to.writeCharacters(words));
    }

    Markup end() {
        return write(XMLStreamWriter::writeEndElement);
    }

    /** An element with nothing but text in it. */
    Markup element(String element, String words, Object... attributes) {
        return start(element, attributes).text(words).end();
    }

    /** Goes on with what another has written. */
    Markup append(Markup other) {
        flush();
        text.append(other.toString());
        return this;
    }

    /** The writer closes a tag only when something follows it. */
    private void flush() {
        text("").write(XMLStreamWriter::flush);
    }

    /** Begins something that can be pointed at, tapped and focused, and then says that. */
    Markup spoken(String says) {
        return start("g", "class", "m", "tabindex", 0, "role", "img", "aria-label", says, "data-say", says)
                .element("title", says);
    }

    Markup rect(String kind, double x, double y, double width, double height, double radius) {
        double drawn = Math.max(0, width);
        return empty("rect", "class", kind, "x", x, "y", y, "width", drawn, "height", height, "rx", radius);
    }

    Markup line(String kind, double x1, double y1, double x2, double y2) {
        return empty("line", "class", kind, "x1", x1, "y1", y1, "x2", x2, "y2", y2);
    }

    Markup path(String kind, String path) {
        return empty("path", "class", kind, "d", path);
    }

    Markup label(String kind, double x, double y, String words) {
        return element("text", words, "class", kind, "x", x, "y", y);
    }

    @Override
    public String toString() {
        flush();
        return text.toString();
    }
}
