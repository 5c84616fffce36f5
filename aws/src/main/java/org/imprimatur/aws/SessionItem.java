package org.imprimatur.aws;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.imprimatur.session.Session;
import org.imprimatur.session.SessionKey;
import org.imprimatur.session.User;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A session as the attributes of an item. */
final class SessionItem {
  private static final String PREFIX = "session#";

  private SessionItem() {}

  static String key(SessionKey key) {
    return PREFIX + key.hash();
  }

  /** One of sixteen partitions of the index that counts sessions: none of them gets hot. */
  static String shard(char hexDigit) {
    return PREFIX + hexDigit;
  }

  static Map<String, AttributeValue> write(Session session) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put("key", Item.text(key(session.key())));
    item.put("shard", Item.text(shard(session.key().hash().charAt(0))));
    item.put("version", Item.number(session.version()));
    item.put("sub", Item.text(session.user().subject()));
    item.put("userName", Item.text(session.user().userName()));
    item.put("name", Item.text(session.user().name()));
    item.put("roles", roles(session.user().roles()));
    session.providerSession().ifPresent(sid -> item.put("sid", Item.text(sid)));
    item.put("sealedTokens", Item.text(session.sealedTokens()));
    item.put("tokensExpire", Item.millis(session.tokensExpire()));
    session.refreshLease().ifPresent(until -> item.put("refreshLease", Item.millis(until)));
    item.put("createdAt", Item.millis(session.createdAt()));
    item.put("lastSeen", Item.millis(session.lastSeen()));
    item.put("ends", Item.millis(session.ends()));
    item.put("expires", Item.seconds(session.ends()));
    return item;
  }

  static Session read(Item item) {
    return new Session(
        new SessionKey(item.string("key").substring(PREFIX.length())),
        item.count("version"),
        new User(item.string("sub"), item.string("userName"), item.string("name"), roles(item)),
        item.maybeString("sid"),
        item.string("sealedTokens"),
        item.time("tokensExpire"),
        item.maybeTime("refreshLease"),
        item.time("createdAt"),
        item.time("lastSeen"),
        item.time("ends"));
  }

  private static AttributeValue roles(Set<String> roles) {
    return AttributeValue.fromL(roles.stream().sorted().map(Item::text).toList());
  }

  private static Set<String> roles(Item item) {
    return item.list("roles").stream().map(AttributeValue::s).collect(Collectors.toSet());
  }
}
