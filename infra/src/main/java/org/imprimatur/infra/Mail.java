package org.imprimatur.infra;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.imprimatur.mail.MailEvents;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.events.EventBus;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/**
 * Mail to those who asked for it, where a stage was told an address to send from: the way of the
 * events that ask for one, and the function that hands it to SES.
 */
final class Mail extends Construct {
  private static final int SECONDS = 30;
  private static final EventPipe.Retries SIX_HOURS = new EventPipe.Retries(900, 24);
  private static final int MEMORY = 512;
  private static final int CONCURRENCY = 5;
  private static final String RECIPIENTS = "mail#";
  private static final String MODERATORS = "mail#moderators";
  private static final String HEARD = "entry#heard:";
  private static final String SENT = "entry#mail-";

  private final Settings settings;
  private final Board board;
  private final String site;
  private final EventPipe pipe;
  private final LiveFunction send;

  Mail(
      Construct scope,
      Settings settings,
      Board board,
      HandlerCode code,
      EventBus bus,
      String from,
      String site) {
    super(scope, "Mail");
    this.settings = settings;
    this.board = board;
    this.site = site;
    this.pipe =
        new EventPipe(this, "Requests", bus, MailEvents.PATTERN, Duration.seconds(0), SIX_HOURS);
    this.send = send(code, from);
    pipe.feed(send, CONCURRENCY);
  }

  void watch(Watch watch) {
    pipe.watch(watch, "mail", 900);
    watch.function("send-mail", send, 1);
  }

  /** What a function is told that asks for mail or sends it. */
  Map<String, String> told() {
    Map<String, String> told = new HashMap<>();
    told.put("SESSIONS_TABLE", board.sessions().getTableName());
    told.put("MAIL_BASE_URL", site);
    settings.digest().ifPresent(every -> told.put("MAIL_DIGEST", every.toString()));
    return told;
  }

  /** Looking up whether a person wants mail; no session is read. */
  static PolicyStatement lookUp(Board board) {
    return Allow.itemsWithPrefix(board.sessions(), RECIPIENTS, "dynamodb:GetItem");
  }

  /** Looking up which moderators want mail, and whether there is something to tell them. */
  static List<PolicyStatement> moderators(Board board) {
    return List.of(
        Allow.queryOf(board.sessions(), Board.BY_END, MODERATORS),
        Allow.itemsWithPrefix(board.sessions(), RECIPIENTS, "dynamodb:BatchGetItem"),
        Allow.query(board.posts(), Board.BY_WAITING));
  }

  private LiveFunction send(HandlerCode code, String from) {
    Map<String, String> told = told();
    told.put("POSTS_TABLE", board.posts().getTableName());
    told.put("NOTICES_TABLE", board.notices().getTableName());
    told.put("MAIL_FROM", from);
    return new LiveFunction(
        this,
        "SendMail",
        settings.stage(),
        new FunctionPlan(
            "Mails what people asked to be mailed.",
            code.functions(),
            HandlerCode.handler("SendMail"),
            FunctionPlan.Size.of(MEMORY, SECONDS).reserving(CONCURRENCY),
            told,
            may(from)));
  }

  private List<PolicyStatement> may(String from) {
    List<PolicyStatement> may = new ArrayList<>();
    may.add(pipe.reading());
    may.add(lookUp(board));
    may.add(Allow.items(board.notices(), "dynamodb:GetItem"));
    may.add(Allow.itemsWithPrefix(board.sessions(), HEARD, "dynamodb:GetItem", "dynamodb:PutItem"));
    may.add(
        Allow.itemsWithPrefix(
            board.sessions(), SENT, "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:DeleteItem"));
    may.add(sendFrom(from));
    if (settings.digest().isPresent()) {
      may.add(Allow.items(board.posts(), "dynamodb:BatchGetItem"));
      may.add(Allow.query(board.posts(), Board.BY_WAITING));
    }
    return may;
  }

  /** From this address alone, whether it is verified itself or its domain is. */
  private static PolicyStatement sendFrom(String from) {
    String identity =
        String.join(":", "arn", Aws.PARTITION, "ses", Aws.REGION, Aws.ACCOUNT_ID, "identity/");
    String domain = from.substring(from.indexOf('@') + 1);
    return PolicyStatement.Builder.create()
        .effect(Effect.ALLOW)
        .actions(List.of("ses:SendEmail"))
        .resources(List.of(identity + from, identity + domain))
        .conditions(Map.of("StringEquals", Map.of("ses:FromAddress", from)))
        .build();
  }
}
