package org.imprimatur.mail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import org.imprimatur.event.Event;
import org.imprimatur.event.UnreadableEvent;
import org.imprimatur.json.JsonText;
import org.imprimatur.notice.Notice;
import org.imprimatur.post.Hash;
import org.imprimatur.post.Pseudonym;

/**
 * The events that ask for a mail. They name things and hold no text and no address, so that a bus
 * and its dead letters have nothing to tell; what they name is read when the mail is written.
 */
public final class MailEvents {
  /** The detail type of {@link NoticeMail}. */
  static final String NOTICE = "NoticeMail";

  /** The detail type of {@link DigestMail}. */
  static final String DIGEST = "DigestMail";

  /** The EventBridge pattern that matches the events that ask for mail. */
  public static final String PATTERN =
      "{\"source\":[\"imprimatur\"],\"detail-type\":[\"NoticeMail\",\"DigestMail\"]}";

  private MailEvents() {}

  /**
   * A mail about a notice.
   *
   * @param personId who was told
   * @param noticeId of what
   */
  record NoticeMail(String personId, String noticeId) {
    Event event(Instant time) {
      return event("mail-" + mailId(), time);
    }

    private Event event(String id, Instant time) {
      ObjectNode detail = JsonNodeFactory.instance.objectNode();
      detail.put("personId", personId).put("noticeId", noticeId);
      return new Event(id, Event.SOURCE, NOTICE, time, JsonText.write(detail));
    }

    static NoticeMail about(Notice notice) {
      return new NoticeMail(notice.personId(), notice.id());
    }

    String mailId() {
      return Hash.of("notice " + personId + " " + noticeId);
    }
  }

  /**
   * A mail to a moderator on what waits.
   *
   * @param recipientId to whom
   * @param window when the stretch of time began that it is the one mail of
   */
  record DigestMail(String recipientId, Instant window) {
    Event event(Instant time) {
      ObjectNode detail = JsonNodeFactory.instance.objectNode();
      detail.put("recipientId", recipientId).put("window", window.toString());
      return new Event("mail-" + mailId(), Event.SOURCE, DIGEST, time, JsonText.write(detail));
    }

    String mailId() {
      return Hash.of("digest " + recipientId + " " + window);
    }
  }

  /**
   * The mail about a notice that an event asks for.
   *
   * @throws UnreadableEvent if it is none
   */
  static NoticeMail readNotice(Event event) {
    JsonNode detail = detail(event);
    return new NoticeMail(text(detail, "personId"), text(detail, "noticeId"));
  }

  /**
   * The mail on what waits that an event asks for.
   *
   * @throws UnreadableEvent if it is none
   */
  static DigestMail readDigest(Event event) {
    JsonNode detail = detail(event);
    try {
      return new DigestMail(text(detail, "recipientId"), Instant.parse(text(detail, "window")));
    } catch (DateTimeException e) {
      throw new UnreadableEvent(DIGEST + ": window is not a time", e);
    }
  }

  /**
   * An event with the pseudonym in the place of who was told, where the person asked for it; any
   * other as it is. Nobody is mailed for the pseudonym.
   */
  public static Event without(Event event, Pseudonym person) {
    if (!event.detailType().equals(NOTICE)) {
      return event;
    }
    try {
      NoticeMail wanted = readNotice(event);
      return person.covers(wanted.personId(), event.time())
          ? new NoticeMail(person.nobody().id(), wanted.noticeId()).event(event.id(), event.time())
          : event;
    } catch (UnreadableEvent e) {
      return event;
    }
  }

  private static JsonNode detail(Event event) {
    try {
      return JsonText.read(event.detail());
    } catch (JsonProcessingException e) {
      throw new UnreadableEvent(event.detailType() + ": not JSON", e);
    }
  }

  private static String text(JsonNode detail, String field) {
    JsonNode value = detail.path(field);
    if (!value.isTextual()) {
      throw new UnreadableEvent(field + " is not a string", new IllegalArgumentException());
    }
    return value.textValue();
  }
}
