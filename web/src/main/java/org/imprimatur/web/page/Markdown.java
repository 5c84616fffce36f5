package org.imprimatur.web.page;

import io.quarkus.qute.RawString;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.regex.Pattern;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Block;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
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

  /** What there is to read: without marks and without where links lead, on one line. */
  String plain(String markdown) {
    Words words = new Words();
    parser.parse(markdown).accept(words);
    return words.line.toString();
  }

  /** Collects the words of a text, with one space where it has white space or another block. */
  private static final class Words extends AbstractVisitor {
    private final StringBuilder line = new StringBuilder();
    private boolean apart;

    @Override
    public void visit(Text text) {
      add(text.getLiteral());
    }

    @Override
    public void visit(Code code) {
      add(code.getLiteral());
    }

    @Override
    public void visit(IndentedCodeBlock code) {
      addBlock(code.getLiteral());
    }

    @Override
    public void visit(FencedCodeBlock code) {
      addBlock(code.getLiteral());
    }

    @Override
    public void visit(HtmlInline html) {
      add(html.getLiteral());
    }

    @Override
    public void visit(HtmlBlock html) {
      addBlock(html.getLiteral());
    }

    @Override
    public void visit(SoftLineBreak end) {
      apart = true;
    }

    @Override
    public void visit(HardLineBreak end) {
      apart = true;
    }

    @Override
    protected void visitChildren(Node parent) {
      super.visitChildren(parent);
      apart |= parent instanceof Block;
    }

    private void addBlock(String text) {
      add(text);
      apart = true;
    }

    private void add(String text) {
      for (int i = 0; i < text.length(); i++) {
        char next = text.charAt(i);
        if (Character.isWhitespace(next)) {
          apart = true;
        } else {
          if (apart && !line.isEmpty()) {
            line.append(' ');
          }
          apart = false;
          line.append(next);
        }
      }
    }
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
