package org.imprimatur.web.page;

import java.io.StringWriter;
import java.util.function.Consumer;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes an XML document (XML 1.0) over the JDK's writer, which escapes. Characters that XML has no
 * way to write become U+FFFD.
 */
final class Xml {
  private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();
  private static final int REPLACEMENT = 0xfffd;
  private static final int LAST_BEFORE_SURROGATES = 0xd7ff;
  private static final int FIRST_AFTER_SURROGATES = 0xe000;
  private static final int LAST_OF_PLANE = 0xfffd;
  private static final int FIRST_SUPPLEMENTARY = 0x10000;

  private final XMLStreamWriter out;

  private Xml(XMLStreamWriter out) {
    this.out = out;
  }

  /** A document whose root is in a namespace. */
  static String document(String root, String namespace, Consumer<Xml> content) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter out = FACTORY.createXMLStreamWriter(text);
      out.writeStartDocument("utf-8", "1.0");
      out.writeStartElement(root);
      out.writeDefaultNamespace(namespace);
      content.accept(new Xml(out));
      out.writeEndDocument();
      return text.append('\n').toString();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a text in memory takes everything", e);
    }
  }

  /** An element with others in it. */
  void element(String name, Consumer<Xml> content) {
    write(() -> out.writeStartElement(name));
    content.accept(this);
    write(out::writeEndElement);
  }

  /** An element with a text and attributes, names and values in turn. */
  void text(String name, String text, String... attributes) {
    write(
        () -> {
          out.writeStartElement(name);
          attributes(attributes);
          out.writeCharacters(clean(text));
          out.writeEndElement();
        });
  }

  /** An element with attributes alone, names and values in turn. */
  void empty(String name, String... attributes) {
    write(
        () -> {
          out.writeEmptyElement(name);
          attributes(attributes);
        });
  }

  private void attributes(String... attributes) throws XMLStreamException {
    for (int i = 0; i < attributes.length; i += 2) {
      out.writeAttribute(attributes[i], clean(attributes[i + 1]));
    }
  }

  private static String clean(String text) {
    return text.codePoints()
        .map(c -> allowed(c) ? c : REPLACEMENT)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean allowed(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= ' ' && c <= LAST_BEFORE_SURROGATES)
        || (c >= FIRST_AFTER_SURROGATES && c <= LAST_OF_PLANE)
        || c >= FIRST_SUPPLEMENTARY;
  }

  private static void write(Writing writing) {
    try {
      writing.run();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a text in memory takes everything", e);
    }
  }

  private interface Writing {
    void run() throws XMLStreamException;
  }
}
