package org.imprimatur.web.page;

import io.quarkus.qute.TemplateData;
import org.imprimatur.post.Post;

/**
 * A title and a body as typed, not checked.
 *
 * @param title what is in the title's field
 * @param body what is in the body's field
 * @param of the post this is another text of; empty for a post of its own
 * @param seen the number of the text that was on the screen when it was written; 0 for none
 */
@TemplateData
public record Draft(String title, String body, String of, int seen) {
  static final Draft EMPTY = new Draft("", "", "", 0);

  /** A text for a post of its own. */
  static Draft fresh(String title, String body) {
    return new Draft(title, body, "", 0);
  }

  /** The latest text of a post, to be changed. */
  static Draft of(Post post) {
    return new Draft(
        post.latest().text().title(),
        post.latest().text().body(),
        post.id().value(),
        post.latest().number());
  }

  /** The same text, for a post of its own. */
  Draft onItsOwn() {
    return fresh(title, body);
  }

  /** The same text, in view of another number. */
  Draft seeing(int number) {
    return new Draft(title, body, of, number);
  }

  /** Whether it changes a post that is there. */
  public boolean changes() {
    return !of.isEmpty();
  }

  /** Where it is to be sent. */
  public String action() {
    return changes() ? "/posts/" + of + "/edit" : "/posts/new";
  }

  /** Whether there is nothing in it. */
  boolean isBlank() {
    return title.isEmpty() && body.isEmpty();
  }
}
