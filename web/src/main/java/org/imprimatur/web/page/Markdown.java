package org.imprimatur.web.page;

import io.quarkus.qute.RawString;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.LineBreakRendering;
import org.commonmark.renderer.text.TextContentRenderer;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * Turns an author's Markdown into HTML that can do nothing: no scripts, no styles, no remote
 * images, links to {@code http}, {@code https} and {@code mailto} alone. Thread-safe.
 */
@Singleton
final class Markdown {
  private static final int DEEPEST_HEADING = 6;
  private static final int MAX_BLOCK_NESTING = 32;
  private static final Pattern ABSOLUTE = Pattern.compile("(?i)(https?://|mailto:).*");
  private static final Set<String> ELEMENTS =
      Set.of(
          "p",
          "br",
          "hr",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "ul",
          "ol",
          "li",
          "blockquote",
          "pre",
          "code",
          "em",
          "strong");

  private final Parser parser = Parser.builder().maxOpenBlockParsers(MAX_BLOCK_NESTING).build();
  private final HtmlRenderer html = HtmlRenderer.builder().escapeHtml(true).build();
  private final TextContentRenderer text =
      TextContentRenderer.builder().lineBreakRendering(LineBreakRendering.STRIP).build();

  /** The policy has the last word, whatever the renderer before it lets through. */
  private final PolicyFactory policy =
      new HtmlPolicyBuilder()
          .allowElements(ELEMENTS.toArray(String[]::new))
          .allowElements("a")
          .allowUrlProtocols("http", "https", "mailto")
          .allowAttributes("href")
          .matching(ABSOLUTE)
          .onElements("a")
          .allowAttributes("start")
          .matching(true, "0", "1", "2", "3", "4", "5", "6", "7", "8", "9")
          .onElements("ol")
          .requireRelsOnLinks("nofollow", "ugc", "noopener")
          .toFactory();

  /** The whole text as HTML, its headings one level below the page's own. */
  RawString html(String markdown) {
    Node document = parser.parse(markdown);
    document.accept(new Tamed());
    return new RawString(policy.sanitize(html.render(document)));
  }

  /** The text without its marks, on one line. */
  String plain(String markdown) {
    return text.render(parser.parse(markdown)).strip();
  }

  /**
   * Puts headings below the page's own, skipping no level, and turns images, which would tell
   * strangers who reads, into links.
   */
  private static final class Tamed extends AbstractVisitor {
    private final Deque<Integer> open = new ArrayDeque<>();

    @Override
    public void visit(Heading heading) {
      int level = heading.getLevel();
      while (!open.isEmpty() && open.peek() >= level) {
        open.pop();
      }
      open.push(level);
      heading.setLevel(Math.min(open.size() + 1, DEEPEST_HEADING));
      visitChildren(heading);
    }

    @Override
    public void visit(Image image) {
      String label = label(image);
      Node text = new Text(label.isBlank() ? "image" : label);
      Node instead = text;
      if (!insideLink(image)) {
        instead = new Link(image.getDestination(), "");
        instead.appendChild(text);
      }
      image.insertAfter(instead);
      image.unlink();
    }

    private static String label(Image image) {
      TextContentRenderer plain = TextContentRenderer.builder().build();
      StringBuilder label = new StringBuilder();
      for (Node part = image.getFirstChild(); part != null; part = part.getNext()) {
        plain.render(part, label);
      }
      return label.toString();
    }

    private static boolean insideLink(Node node) {
      for (Node up = node.getParent(); up != null; up = up.getParent()) {
        if (up instanceof Link) {
          return true;
        }
      }
      return false;
    }
  }
}
