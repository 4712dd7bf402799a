package io.github.cdknat.acceptance.packaging;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;

/** A POM as it is written, without anything that Maven would add. */
record Pom(Element project) {
    static Pom read(Path file) throws Exception {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in);
        }
    }

    static Pom read(InputStream in) throws Exception {
        return new Pom(DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(in)
                .getDocumentElement());
    }

    /** The names of the elements directly in it. */
    List<String> elements() {
        return children(project).map(Element::getTagName).toList();
    }

    /** What stands in every element with this path, for example {@code scm/url}. */
    List<String> texts(String path) {
        Stream<Element> found = Stream.of(project);
        for (String name : path.split("/")) {
            found = found.flatMap(Pom::children)
                    .filter(child -> child.getTagName().equals(name));
        }
        return found.map(element -> element.getTextContent().strip()).toList();
    }

    String text() {
        return project.getTextContent();
    }

    private static Stream<Element> children(Element parent) {
        return IntStream.range(0, parent.getChildNodes().getLength())
                .mapToObj(parent.getChildNodes()::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast);
    }
}
