package org.imprimatur.web.webhook;

/**
 * What a message says of itself in its headers, as sent and not yet believed.
 *
 * @param id {@code webhook-id}: names the message, also when it is sent again
 * @param timestamp {@code webhook-timestamp}: when it was sent, in seconds of Unix time
 * @param signatures {@code webhook-signature}: one for each secret, separated by spaces
 */
record Stamp(String id, String timestamp, String signatures) {
  static final String ID = "webhook-id";
  static final String TIMESTAMP = "webhook-timestamp";
  static final String SIGNATURE = "webhook-signature";
}
