package org.imprimatur.web;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import org.imprimatur.post.PublicPost;

/**
 * What every stranger is shown at an address.
 *
 * @param type its media type
 * @param body the bytes
 * @param personal whether who is signed in is shown something else
 * @param until when it stops being right even if nothing changes
 */
public record Shown(String type, Buffer body, boolean personal, Instant until) {
  private static final String HTML = "text/html;charset=UTF-8";

  /** A page. */
  public static Shown page(String html, Instant until) {
    return new Shown(HTML, Buffer.buffer(html), true, until);
  }

  /** Something that is the same for everybody. */
  public static Shown text(String type, String text, Instant until) {
    return new Shown(type, Buffer.buffer(text), false, until);
  }

  /** When the first of these posts is no longer to be shown. */
  public static Instant whileShown(Collection<PublicPost> posts) {
    return posts.stream()
        .map(PublicPost::expires)
        .min(Comparator.naturalOrder())
        .orElse(Instant.MAX);
  }
}
