package org.imprimatur.contract;

import java.util.Map;
import java.util.Optional;
import org.imprimatur.post.Author;
import org.imprimatur.post.Post;
import org.imprimatur.post.Posts;

/** The HTTP API in the hands of a test, however its requests reach it. */
public interface ApiUnderTest {
  /** The posts behind it; others may be among them. */
  Posts posts();

  /** Makes posts at its time. */
  SamplePosts samplePosts();

  /**
   * A GET.
   *
   * @param path the path with its query, encoded as in a URL
   */
  default Reply get(String path) {
    return get(path, Optional.empty());
  }

  /**
   * A GET of somebody who may have the answer already.
   *
   * @param path the path with its query, encoded as in a URL
   * @param known the tags of the answers they have, as {@code If-None-Match}
   */
  Reply get(String path, Optional<String> known);

  /**
   * A POST of JSON to {@code /api/posts}.
   *
   * @param author who is signed in; a stranger where nobody is
   * @param headers more headers
   */
  Reply post(Optional<Author> author, byte[] body, Map<String, String> headers);

  /** A published post of Ann's. */
  default Post published() {
    return samplePosts().addPublished(posts());
  }

  /**
   * What came back.
   *
   * @param headers by names in lower case
   */
  record Reply(int status, Map<String, String> headers, String body) {
    /** Keeps its own copy. */
    public Reply {
      headers = Map.copyOf(headers);
    }

    /** A header, or empty text. */
    public String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }
}
