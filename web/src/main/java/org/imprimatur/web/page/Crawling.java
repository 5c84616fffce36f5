package org.imprimatur.web.page;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.imprimatur.Board;
import org.imprimatur.post.Cursor;
import org.imprimatur.post.Page;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.PublicPost;
import org.imprimatur.web.KeptAnswers;
import org.imprimatur.web.Settings;
import org.imprimatur.web.Shown;

/** What search engines are told: where posts are, and what is not for them (RFC 9309). */
@Path("/")
@PermitAll
class Crawling {
  private static final String SITEMAP = "/sitemap.xml";
  private static final String NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9";
  private static final int PAGES = 10;
  private static final String ROBOTS =
      """
      User-agent: *
      Disallow: /search
      Disallow: /sign-in
      Disallow: /posts/new
      Disallow: /me
      Disallow: /archive
      Disallow: /moderation
      Disallow: /q/
      Sitemap: %s
      """;

  private final Board board;
  private final KeptAnswers kept;
  private final URI base;

  Crawling(Board board, KeptAnswers kept, Settings settings) {
    this.board = board;
    this.kept = kept;
    this.base = settings.baseUrl();
  }

  @GET
  @Path("robots.txt")
  public Response robots(@Context Request request, @Context HttpHeaders headers) {
    return kept.get("/robots.txt", this::robots).answer(request, headers);
  }

  @GET
  @Path("sitemap.xml")
  public Response sitemap(@Context Request request, @Context HttpHeaders headers) {
    return kept.get(SITEMAP, this::sitemap).answer(request, headers);
  }

  private Shown robots() {
    String text = ROBOTS.formatted(base + SITEMAP);
    return Shown.text("text/plain;charset=utf-8", text, Instant.MAX);
  }

  private Shown sitemap() {
    List<PublicPost> posts = latest();
    String text =
        Xml.document(
            "urlset",
            NAMESPACE,
            set -> {
              set.element("url", url -> url.text("loc", base + "/"));
              posts.forEach(post -> set.element("url", url -> url(url, post)));
            });
    return Shown.text("application/xml;charset=utf-8", text, Shown.whileShown(posts));
  }

  private void url(Xml url, PublicPost post) {
    url.text("loc", base + "/posts/" + post.id());
    url.text("lastmod", post.updatedAt().toString());
  }

  /** The latest thousand: an older one was among them when it was new. */
  private List<PublicPost> latest() {
    List<PublicPost> posts = new ArrayList<>();
    Optional<Cursor> after = Optional.empty();
    for (int page = 0; page < PAGES && (page == 0 || after.isPresent()); page++) {
      Page<PublicPost> next = board.readPosts().feed(new PageRequest(after, PageRequest.MAX_LIMIT));
      posts.addAll(next.items());
      after = next.next();
    }
    return posts;
  }
}
