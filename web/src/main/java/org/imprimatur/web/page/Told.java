package org.imprimatur.web.page;

import io.quarkus.qute.TemplateData;
import java.util.Optional;
import org.imprimatur.notice.Notice;

/**
 * What an author was told, in words.
 *
 * @param title the post's title, untrusted text
 * @param words what happened to it
 * @param reason why, untrusted text
 * @param at when
 * @param path where there is something to do about it; empty where there is nothing
 */
@TemplateData
record Told(String title, String words, Optional<String> reason, Moment at, String path) {
  static Told of(Notice notice) {
    return new Told(
        notice.title(),
        words(notice.kind()),
        notice.reason(),
        new Moment(notice.at()),
        path(notice));
  }

  private static String words(Notice.Kind kind) {
    return switch (kind) {
      case PUBLISHED -> "was approved and is public";
      case UPDATED -> "is public with its new text";
      case CHANGES_REQUESTED -> "needs another text";
      case REVISION_REJECTED -> "stays as it was: the new text was rejected";
      case REJECTED -> "was rejected; its text is in your archive";
      case HIDDEN -> "was reported and is out of sight until a moderator has looked";
      case KEPT -> "stays: a moderator looked at what was reported";
      case EXPIRING -> "will leave the board soon";
    };
  }

  private static String path(Notice notice) {
    return switch (notice.kind()) {
      case CHANGES_REQUESTED, REVISION_REJECTED -> "/posts/" + notice.postId() + "/edit";
      case REJECTED -> "/posts/new?from=" + notice.postId();
      default -> "/posts/" + notice.postId();
    };
  }
}
