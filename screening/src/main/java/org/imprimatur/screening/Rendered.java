package org.imprimatur.screening;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.commonmark.node.Block;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;
import org.commonmark.parser.Parser;
import org.nibor.autolink.LinkExtractor;
import org.nibor.autolink.LinkType;

/**
 * A body as a reader sees it: Markdown's marks are gone, so that they hide nothing inside words.
 *
 * @param text what is read, a line for each block
 * @param links where links lead: those the page makes links of, images among them, and addresses
 *     written bare, with {@code www.} or a scheme
 * @param drawn whether something is shown that is no text, such as a rule or an image
 */
record Rendered(String text, List<String> links, boolean drawn) {
  private static final int MAX_BLOCK_NESTING = 32;

  /** The same parser as the pages use, whose HTML shows HTML as the text it was typed as. */
  private static final Parser PARSER =
      Parser.builder().maxOpenBlockParsers(MAX_BLOCK_NESTING).build();

  private static final Pattern LEADS_SOMEWHERE =
      Pattern.compile("(https?://|mailto:).*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final LinkExtractor BARE =
      LinkExtractor.builder().linkTypes(EnumSet.of(LinkType.URL, LinkType.WWW)).build();

  Rendered {
    links = List.copyOf(links);
  }

  static Rendered of(String markdown) {
    Walk walk = new Walk();
    walk.from(PARSER.parse(markdown));
    return new Rendered(walk.text.toString(), walk.links, walk.drawn);
  }

  /** A walk without recursion, which deeply nested text would exhaust. */
  private static final class Walk {
    private final Deque<Step> ahead = new ArrayDeque<>();
    private final StringBuilder text = new StringBuilder();
    private final List<String> links = new ArrayList<>();
    private boolean drawn;

    void from(Node document) {
      ahead.push(new Step(document, false));
      while (!ahead.isEmpty()) {
        Step step = ahead.pop();
        boolean insideLink = enter(step.node(), step.insideLink());
        for (Node c = step.node().getLastChild(); c != null; c = c.getPrevious()) {
          ahead.push(new Step(c, insideLink));
        }
      }
    }

    private boolean enter(Node node, boolean insideLink) {
      if (node instanceof Block || node instanceof SoftLineBreak || node instanceof HardLineBreak) {
        text.append('\n');
      }
      drawn |= node instanceof ThematicBreak || node instanceof Image;
      if (node instanceof Link link) {
        return link(link.getDestination(), insideLink);
      }
      if (node instanceof Image image) {
        return link(image.getDestination(), insideLink);
      }
      literal(node, insideLink);
      return insideLink;
    }

    private boolean link(String destination, boolean insideLink) {
      if (!insideLink && LEADS_SOMEWHERE.matcher(destination).matches()) {
        links.add(destination);
      }
      return true;
    }

    private void literal(Node node, boolean insideLink) {
      if (node instanceof Text t) {
        prose(t.getLiteral(), insideLink);
      } else if (node instanceof HtmlInline html) {
        prose(html.getLiteral(), insideLink);
      } else if (node instanceof HtmlBlock html) {
        prose(html.getLiteral(), insideLink);
      } else if (node instanceof Code code) {
        text.append(code.getLiteral());
      } else if (node instanceof IndentedCodeBlock code) {
        text.append(code.getLiteral());
      } else if (node instanceof FencedCodeBlock code) {
        text.append(code.getLiteral());
      }
    }

    private void prose(String literal, boolean insideLink) {
      text.append(literal);
      if (!insideLink) {
        String small = literal.toLowerCase(Locale.ROOT);
        BARE.extractLinks(small)
            .forEach(link -> links.add(small.substring(link.getBeginIndex(), link.getEndIndex())));
      }
    }
  }

  private record Step(Node node, boolean insideLink) {}
}
