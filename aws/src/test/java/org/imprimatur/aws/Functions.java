package org.imprimatur.aws;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.imprimatur.contract.Surroundings;
import org.imprimatur.event.Event;
import org.imprimatur.post.Post;

/** What functions stand on in a test: tables and a bus of their own, and the board's time. */
final class Functions {
  final Surroundings here = Surroundings.quiet();
  final Tables tables = CloudEngine.newTables();
  final List<Event> published = new ArrayList<>();

  Functions() {
    CloudBus.open(tables.posts(), (id, envelope) -> published.add(Envelope.read(envelope)));
  }

  /** The start of a function; its environment has these variables more. */
  Start start(String... more) {
    Map<String, String> variables = new HashMap<>();
    variables.put("POSTS_TABLE", tables.posts());
    variables.put("ARCHIVE_TABLE", tables.archive());
    variables.put("SESSIONS_TABLE", tables.sessions());
    variables.put("AUDIT_TABLE", tables.audit());
    variables.put("NOTICES_TABLE", tables.notices());
    variables.put("BUS_NAME", tables.posts());
    variables.put("SIGN_IN_PROVIDER", "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_POOL");
    variables.put("IDENTITY_POOL", "eu-west-1:pool");
    for (int i = 0; i < more.length; i += 2) {
      variables.put(more[i], more[i + 1]);
    }
    return new Start(
        new Environment(variables),
        CloudEngine.CLIENTS,
        here.clock(),
        here.random(),
        here.telemetry());
  }

  Stores stores() {
    return start().stores();
  }

  /** The post of the recorded events as it was when it came in. */
  Post recordedPost() {
    return StreamRecord.read(Recorded.event("stream-insert").get("Records").get(0))
        .change()
        .orElseThrow()
        .post();
  }

  /** The post of the recorded events, on the board. */
  Post addRecordedPost() {
    Post post = recordedPost();
    stores().posts().add(post);
    return post;
  }
}
