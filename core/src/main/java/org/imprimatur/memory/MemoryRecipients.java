package org.imprimatur.memory;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.imprimatur.mail.Recipient;
import org.imprimatur.mail.Recipients;

/** Recipients in a map. */
final class MemoryRecipients implements Recipients {
  private final Map<String, Recipient> byId = new TreeMap<>();

  @Override
  public synchronized void put(Recipient recipient) {
    byId.put(recipient.id(), recipient);
  }

  @Override
  public synchronized Optional<Recipient> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  @Override
  public synchronized void remove(String id) {
    byId.remove(id);
  }

  @Override
  public synchronized boolean remove(String id, String secret) {
    return find(id)
        .filter(recipient -> recipient.secret().equals(secret))
        .map(recipient -> byId.remove(id))
        .isPresent();
  }

  @Override
  public synchronized List<Recipient> moderators(int limit) {
    return byId.values().stream().filter(Recipient::moderator).limit(limit).toList();
  }
}
