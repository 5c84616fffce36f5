package org.imprimatur.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.Function;
import org.imprimatur.json.JsonText;
import org.imprimatur.post.Cursor;
import org.imprimatur.post.Page;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.PostId;
import org.imprimatur.post.PublicPost;
import org.imprimatur.post.ReadPosts;
import org.imprimatur.post.SearchPosts;
import org.imprimatur.post.SearchTerms;

/** Published posts, for everyone: {@code GET /api/posts} and {@code GET /api/posts/{id}}. */
public final class PostsApi {
  private final ReadPosts posts;
  private final Optional<SearchPosts> search;

  /** Answers from {@code posts}, and where there is a search from that. */
  public PostsApi(ReadPosts posts, Optional<SearchPosts> search) {
    this.posts = posts;
    this.search = search;
  }

  /**
   * A stretch of the public list, the latest published first; the parameters as sent.
   *
   * @param words what posts are looked for by; all are listed where it is not there
   */
  public Answer list(Optional<String> words, Optional<String> limit, Optional<String> cursor) {
    Optional<SearchTerms> terms = words.flatMap(SearchTerms::parse);
    if (words.isPresent() && search.isEmpty()) {
      return Problem.of(501, "Search is not available on this board. Leave q out.");
    }
    if (words.isPresent() && terms.isEmpty()) {
      return Problem.of(400, "q has at least one word and up to 200 characters.");
    }
    return page(
        limit, cursor, page -> terms.map(t -> found(t, page)).orElseGet(() -> posts.feed(page)));
  }

  private Page<PublicPost> found(SearchTerms terms, PageRequest page) {
    return search.orElseThrow().find(terms, page);
  }

  private static Answer page(
      Optional<String> limit,
      Optional<String> cursor,
      Function<PageRequest, Page<PublicPost>> list) {
    Optional<Integer> size = limit.isEmpty() ? standard() : limit.flatMap(PostsApi::size);
    Optional<Cursor> after = cursor.flatMap(Cursor::parse);
    if (size.isEmpty()) {
      return Problem.of(400, "limit is a number from 1 to " + PageRequest.MAX_LIMIT + ".");
    }
    if (after.isPresent() != cursor.isPresent()) {
      return Problem.of(400, "cursor is the value of next in an earlier answer, or left out.");
    }
    return shown(list.apply(new PageRequest(after, size.get())));
  }

  /** A stretch of the public list. */
  public static Answer shown(Page<PublicPost> page) {
    return Answer.shared(JsonText.write(json(page)));
  }

  /** A published post; what is hidden is answered exactly as what never was. */
  public Answer find(String id) {
    return PostId.parse(id)
        .flatMap(posts::find)
        .map(post -> Answer.shared(JsonText.write(json(PublicPost.of(post)))))
        .orElseGet(() -> Problem.of(404, "There is no such post."));
  }

  private static ObjectNode json(Page<PublicPost> page) {
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    ArrayNode items = list.putArray("items");
    page.items().forEach(post -> items.add(json(post)));
    page.next()
        .ifPresentOrElse(next -> list.put("next", next.encode()), () -> list.putNull("next"));
    return list;
  }

  private static ObjectNode json(PublicPost post) {
    ObjectNode item = JsonNodeFactory.instance.objectNode();
    item.put("id", post.id().value());
    item.put("title", post.title());
    item.put("body", post.body());
    item.putObject("author").put("name", post.author().name());
    item.put("publishedAt", post.publishedAt().toString());
    item.put("expiresAt", post.expires().toString());
    return item;
  }

  private static Optional<Integer> standard() {
    return Optional.of(PageRequest.DEFAULT_LIMIT);
  }

  private static Optional<Integer> size(String text) {
    return text.matches("[1-9][0-9]?|100") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }
}
