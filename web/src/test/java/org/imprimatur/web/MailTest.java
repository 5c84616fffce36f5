package org.imprimatur.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.imprimatur.Board;
import org.imprimatur.Ports;
import org.imprimatur.event.Event;
import org.imprimatur.mail.Recipient;
import org.imprimatur.post.Decider;
import org.imprimatur.post.PageRequest;
import org.imprimatur.post.Post;
import org.imprimatur.post.Verdict;
import org.imprimatur.web.mail.MailServer;
import org.imprimatur.web.mail.WithMail;
import org.imprimatur.web.signin.MovableClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the wish for mail to the mail, through a real SMTP server. */
@QuarkusTest
@TestProfile(WithMail.class)
class MailTest {
  private static final String HOSTILE =
      "<b>\"R&D\"</b> =?UTF-8?B?Qg==?= \u202Egnp.exe Grüße \uD83D\uDC27";

  @TestHTTPResource URI base;

  @TestHTTPResource(management = true)
  URI operators;

  @Inject People people;
  @Inject HiddenPosts posts;
  @Inject Board board;
  @Inject Ports ports;
  @Inject MovableClock clock;
  MailServer server;

  private final String ann = "ann-" + UUID.randomUUID();
  private final String address = ann + "@example.org";
  private Http http;
  private Http author;

  @BeforeEach
  void signIn() {
    http = Http.at(URI.create(base.toString().replaceAll("/$", "")));
    author = http.as(people.author(ann, address, true));
  }

  @Test
  void nothingIsMailedToWhoDidNotAsk() throws MessagingException {
    approve(posts.pending(ann, "Unasked"));
    approve(posts.pending(wanting("bob"), "Asked"));

    assertThat(oneTo("bob")).isNotNull();
    assertThat(to(address)).isEmpty();
  }

  @Test
  void whoAskedHasOneMailOfADecisionAlsoWhenItsEventComesAgain() throws Exception {
    askForMail();
    Post post = posts.pending(ann, "Found: a grey cat");
    decide(post, Verdict.REJECTED, "Say where\nSay <i>when</i>");
    MimeMessage mail = oneTo(address);

    assertThat(mail.getSubject())
        .isEqualTo("“Found: a grey cat” was rejected; its text is in your archive");
    assertThat(mail.getHeader("From")).containsExactly("Imprimatur <board@imprimatur.test>");
    assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(mail.getHeader("List-Unsubscribe-Post"))
        .containsExactly("List-Unsubscribe=One-Click");
    assertThat(unsubscribe(mail)).startsWith("https://board.test/unsubscribe/");
    assertThat(mail.getHeader("Message-ID"))
        .singleElement()
        .satisfies(id -> assertThat(id).matches("<[0-9a-f]{32}@board[.]test>"));
    assertThat(part(mail, 0))
        .contains("> Say where\n> Say <i>when</i>", "https://board.test/posts/new?from=");
    assertThat(part(mail, 1))
        .contains("Say where<br>Say &lt;i&gt;when&lt;/i&gt;")
        .doesNotContain("<img", "<script", "src=", "style");

    deliverAgain(post);
    assertThat(to(address)).hasSize(1);
  }

  @Test
  void hostileTitleIsInertInHeadersAndBodies() throws Exception {
    askForMail();
    approve(posts.pending(ann, HOSTILE));
    MimeMessage mail = oneTo(address);

    String plain = "<b>\"R&D\"</b> =?UTF-8?B?Qg==?= gnp.exe Grüße \uD83D\uDC27";
    assertThat(mail.getSubject())
        .isEqualTo("“" + plain.replace("=?", "= ?") + "” was approved and is public");
    assertThat(raw(mail).lines().takeWhile(line -> !line.isEmpty()))
        .allMatch(line -> line.chars().allMatch(c -> c < 127));
    assertThat(part(mail, 0)).contains("“" + plain + "”");
    assertThat(part(mail, 1))
        .contains("&lt;b&gt;&quot;R&amp;D&quot;&lt;/b&gt;")
        .doesNotContain("<b>", "\u202E");
  }

  @Test
  void openingTheLinkDoesNothingAndPostingToItTurnsMailOff() throws MessagingException {
    askForMail();
    approve(posts.pending(ann, "First"));
    String link = unsubscribe(oneTo(address)).replace("https://board.test", "");

    HttpResponse<String> page = http.get(link);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("Nothing has changed yet").doesNotContain("First", address);
    assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(board.chooseMail().of(ann)).isPresent();

    HttpResponse<String> done =
        http.with("Origin", "https://mail.example")
            .with("Sec-Fetch-Site", "cross-site")
            .form(link, Map.of("List-Unsubscribe", "One-Click"));
    assertThat(done.statusCode()).isEqualTo(200);
    assertThat(board.chooseMail().of(ann)).isEmpty();

    approve(posts.pending(ann, "Second"));
    approve(posts.pending(wanting("zoe"), "Third"));
    assertThat(oneTo("zoe")).isNotNull();
    assertThat(to(address)).hasSize(1);
    assertThat(http.form(link, Map.of()).body()).isEqualTo(done.body());
    assertThat(http.form("/unsubscribe/" + "0".repeat(64), Map.of()).body()).isEqualTo(done.body());
    assertThat(http.form("/unsubscribe/" + "x".repeat(64), Map.of()).statusCode()).isEqualTo(404);
  }

  @Test
  void oneClickAsAFormOfPartsTurnsMailOffToo() {
    askForMail();
    Recipient kept = ports.recipients().find(Recipient.idOf(ann)).orElseThrow();
    String parts =
        "--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n"
            + "--b--\r\n";

    HttpResponse<String> done =
        http.with("Content-Type", "multipart/form-data; boundary=b")
            .send(
                "POST", "/unsubscribe/" + kept.token(), HttpRequest.BodyPublishers.ofString(parts));

    assertThat(done.statusCode()).isEqualTo(200);
    assertThat(board.chooseMail().of(ann)).isEmpty();
  }

  @Test
  void serverThatIsAwayGetsTheMailLaterAndOnce() throws MessagingException {
    askForMail();
    server.stop();
    double before = retried();
    Post post = posts.pending(ann, "Patient");
    approve(post);
    await(() -> http.get("/posts/" + post.id()).statusCode() == 200);
    await(() -> retried() > before);
    server.start();
    clock.advance(Duration.ofMinutes(2));

    assertThat(oneTo(address).getSubject()).contains("Patient");
  }

  @Test
  void moderatorHasOneDigestInAStretchOfTime() throws MessagingException {
    String mia = "mia-" + UUID.randomUUID();
    String to = mia + "@example.org";
    Http moderator = http.as(people.moderator(mia, to));
    assertThat(moderator.get("/me/mail").body()).contains("As a moderator");
    moderator.form("/me/mail", Map.of("mail", "on"));
    posts.pending(ann, "Waits");
    clock.advance(Duration.ofHours(4));
    posts.pending(ann, "Waits too");

    assertThat(oneTo(to).getSubject()).contains("for a moderator");
    clock.advance(Duration.ofMinutes(1));
    assertThat(to(to)).hasSize(1);
    assertThat(text(to(to).get(0))).contains("https://board.test/moderation");
  }

  @Test
  void mailGoesToNoAddressThatTheProviderHasNotVerified() {
    Http unverified = http.as(people.author("eve-" + ann, "victim@example.org", false));
    assertThat(unverified.get("/me/mail").body())
        .contains("has not confirmed an address")
        .doesNotContain("victim@example.org");
    assertThat(unverified.form("/me/mail", Map.of("mail", "on")).statusCode()).isEqualTo(409);
    assertThat(board.chooseMail().of("eve-" + ann)).isEmpty();
    assertThat(
            unverified
                .form("/me/mail", Map.of("mail", "on", "address", "victim@example.org"))
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void pageTellsWhereMailGoesAndTurnsItOff() {
    assertThat(author.get("/me").body()).contains("/me/mail");
    assertThat(author.get("/me/mail").body()).contains("Mail it to <bdi>" + address);

    HttpResponse<String> on = author.form("/me/mail", Map.of("mail", "on"));
    assertThat(on.headers().firstValue("Location")).contains("/me/mail?done=on");
    assertThat(author.get("/me/mail?done=on").body())
        .contains("It is mailed to <strong><bdi>" + address, "From now on")
        .doesNotContain("Mail it to");

    Http moved = http.as(people.author(ann, "new-" + address, true));
    assertThat(moved.get("/me/mail").body()).contains("Mail it to <bdi>new-" + address);
    assertThat(author.form("/me/mail", Map.of("mail", "off")).statusCode()).isEqualTo(303);
    assertThat(board.chooseMail().of(ann)).isEmpty();
    assertThat(author.form("/me/mail", Map.of("mail", "maybe")).statusCode()).isEqualTo(400);
    assertThat(
            author
                .with("Origin", "https://elsewhere.example")
                .form("/me/mail", Map.of("mail", "on"))
                .statusCode())
        .isEqualTo(403);
  }

  /** How many deliveries failed so far and are tried again. */
  private double retried() {
    return Http.at(operators.resolve("/"))
        .get("/q/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("imprimatur_retried_total "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }

  private void askForMail() {
    assertThat(author.form("/me/mail", Map.of("mail", "on")).statusCode()).isEqualTo(303);
  }

  /** A person with mail, by their name. */
  private String wanting(String name) {
    String person = name + "-" + ann;
    http.as(people.author(person, name + address, true)).form("/me/mail", Map.of("mail", "on"));
    return person;
  }

  private void approve(Post post) {
    decide(post, Verdict.APPROVED, "");
  }

  private void decide(Post post, Verdict verdict, String reason) {
    Optional<String> why = Optional.of(reason).filter(text -> !text.isEmpty());
    board.recordDecision().byModerator(post.id(), 1, verdict, why, Decider.moderator("moe", "Moe"));
  }

  /** The event that asked for the mail once more, under another id than the bus knows. */
  private void deliverAgain(Post post) {
    String notice =
        ports.notices().of(ann, PageRequest.first(1), clock.instant()).items().get(0).id();
    String detail = "{\"personId\":\"%s\",\"noticeId\":\"%s\"}".formatted(ann, notice);
    ports
        .bus()
        .publish(
            new Event("again-" + post.id(), Event.SOURCE, "NoticeMail", Instant.EPOCH, detail));
    approve(posts.pending(wanting("last"), "After it"));
    await(() -> !to("last" + address).isEmpty());
  }

  private MimeMessage oneTo(String who) {
    await(() -> !to(who).isEmpty());
    assertThat(to(who)).hasSize(1);
    return to(who).get(0);
  }

  private List<MimeMessage> to(String who) {
    String full = who.contains("@") ? who : who + address;
    return server.got().stream().filter(mail -> goesTo(mail, full)).toList();
  }

  private static boolean goesTo(MimeMessage mail, String address) {
    try {
      return mail.getAllRecipients()[0].toString().equals(address);
    } catch (MessagingException e) {
      throw new AssertionError(e);
    }
  }

  private static String unsubscribe(MimeMessage mail) throws MessagingException {
    return mail.getHeader("List-Unsubscribe")[0].replaceAll("[<>]", "");
  }

  private static String text(MimeMessage mail) {
    return part(mail, 0);
  }

  private static String part(MimeMessage mail, int index) {
    try {
      MimeMultipart parts = (MimeMultipart) mail.getContent();
      return parts.getBodyPart(index).getContent().toString().replace("\r\n", "\n");
    } catch (MessagingException e) {
      throw new AssertionError(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String raw(MimeMessage mail) throws MessagingException, IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    mail.writeTo(bytes);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static void await(BooleanSupplier condition) {
    Instant end = Instant.now().plus(Duration.ofSeconds(20));
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).isBefore(end);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }
}
