package org.imprimatur.mail;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * What a board with mail says in it.
 *
 * @param baseUrl the address people type, without a slash at the end
 * @param digest how often moderators are told what waits, counted from 1970 in UTC; empty for never
 */
public record MailSettings(URI baseUrl, Optional<Duration> digest) {
  private static final Duration SHORTEST = Duration.ofMinutes(1);

  /** Refuses an address without a host, and digests more often than once a minute. */
  public MailSettings {
    if (baseUrl.getHost() == null) {
      throw new IllegalArgumentException("mail needs an address with a host to link to");
    }
    if (digest.filter(every -> every.compareTo(SHORTEST) < 0).isPresent()) {
      throw new IllegalArgumentException("a digest comes once a minute at most");
    }
  }
}
