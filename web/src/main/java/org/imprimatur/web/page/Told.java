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
        notice.kind().words(),
        notice.reason(),
        new Moment(notice.at()),
        notice.path());
  }
}
