package org.imprimatur.web.page;

import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.imprimatur.post.PublicPost;
import org.imprimatur.web.Settings;
import org.imprimatur.web.Shown;

/**
 * Published posts as Atom (RFC 4287): their ids are those of the posts as {@code urn:uuid}, which
 * stay wherever the board moves, and their text is the HTML of their pages.
 */
@Singleton
final class AtomFeed {
  private static final String TYPE = "application/atom+xml;charset=utf-8";
  private static final String NAMESPACE = "http://www.w3.org/2005/Atom";

  private final Markdown markdown;
  private final URI base;

  AtomFeed(Markdown markdown, Settings settings) {
    this.markdown = markdown;
    this.base = settings.baseUrl();
  }

  /**
   * A feed of these posts.
   *
   * @param path where it is
   * @param page the path of the page with the same posts
   */
  Shown of(String title, String path, String page, List<PublicPost> posts) {
    String text =
        Xml.document(
            "feed",
            NAMESPACE,
            feed -> {
              feed.text("id", base + path);
              feed.text("title", title);
              feed.text("updated", updated(posts).toString());
              feed.empty(
                  "link", "rel", "self", "type", "application/atom+xml", "href", base + path);
              feed.empty("link", "rel", "alternate", "type", "text/html", "href", base + page);
              posts.forEach(post -> feed.element("entry", entry -> entry(entry, post)));
            });
    return Shown.text(TYPE, text, Shown.whileShown(posts));
  }

  private void entry(Xml entry, PublicPost post) {
    entry.text("id", urn(post.id().value()));
    entry.text("title", post.title());
    entry.element("author", author -> author.text("name", post.author().name()));
    entry.text("published", post.publishedAt().toString());
    entry.text("updated", post.updatedAt().toString());
    entry.empty(
        "link", "rel", "alternate", "type", "text/html", "href", base + "/posts/" + post.id());
    entry.text("content", markdown.html(post.body()).getValue(), "type", "html");
  }

  private static String urn(String id) {
    return "urn:uuid:" + id.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
  }

  /** When it last became another one; the beginning of time where there is nothing. */
  private static Instant updated(List<PublicPost> posts) {
    return posts.stream()
        .map(PublicPost::updatedAt)
        .max(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }
}
