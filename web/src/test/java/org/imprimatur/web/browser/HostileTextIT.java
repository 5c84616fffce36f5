package org.imprimatur.web.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.imprimatur.Board;
import org.imprimatur.Ports;
import org.imprimatur.post.Author;
import org.imprimatur.post.HoldReason;
import org.imprimatur.post.Post;
import org.imprimatur.post.Submission;
import org.imprimatur.session.User;
import org.imprimatur.web.DecidedByPeople;
import org.imprimatur.web.HiddenPosts;
import org.imprimatur.web.HostileText;
import org.imprimatur.web.signin.SignedIn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every hostile text in every field that is kept, and in the names that a provider tells, shown by
 * a real browser on every page that shows it: it is text, and nothing of it runs, loads or leads to
 * another scheme.
 */
@QuarkusTest
@TestProfile(DecidedByPeople.class)
class HostileTextIT {
  private static final int SAMPLED = 6;
  private static final String NAME = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>";

  @TestHTTPResource URI base;
  @Inject SignedIn signedIn;
  @Inject HiddenPosts posts;
  @Inject Board board;
  @Inject Ports ports;
  @Inject Clock clock;

  private final List<String> happened = new ArrayList<>();
  private final Browser browser = new Browser();
  private final List<Post> published = new ArrayList<>();
  private String root;
  private Page page;

  @BeforeEach
  void open() {
    root = base.toString().replaceAll("/$", "");
    page = browser.person(true);
    page.onDialog(
        dialog -> {
          happened.add("a script ran on " + page.url());
          dialog.dismiss();
        });
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") && !message.text().contains("status of 404")) {
            happened.add(message.text());
          }
        });
    page.onRequest(
        request -> {
          if (!request.url().startsWith(root)) {
            happened.add("asked for " + request.url());
          }
        });
    signInAs("hostile");
  }

  @AfterEach
  void close() {
    browser.close();
  }

  @Test
  void isTextOnEveryPage() {
    List<String> texts = HostileText.all();
    assertThat(texts).hasSizeGreaterThan(300);
    for (String text : texts) {
      keepEverywhere(text);
    }

    List<String> titles = published.stream().map(HostileTextIT::shownTitle).toList();
    assertThat(walk("/")).containsAll(titles);
    signInAs("mona");
    assertThat(walk("/moderation")).containsAll(titles);
    walk("/moderation/audit");
    signInAs("hostile");
    walk("/me");
    walk("/archive");
    for (int i = 0; i < published.size(); i += SAMPLED) {
      Post post = published.get(i);
      walk("/posts/" + post.id());
      walk("/posts/" + post.id() + "/report");
      walk("/search?q=" + encoded(post.title()));
      walk("/posts/" + encoded(post.title()));
    }

    assertThat(happened).isEmpty();
  }

  /** That what this test listens to would be heard. */
  @Test
  void aScriptThatRunsAndAPictureThatLoadsWouldBeSeen() {
    page.setContent("<img src='http://127.0.0.2:9/x.png' onerror='alert(1)'>");
    page.waitForCondition(() -> happened.size() > 1);

    assertThat(String.join("\n", happened)).contains("127.0.0.2", "a script ran");
  }

  /** In a published post, one that waits, one that was sent back, a report, a reason to hold. */
  private void keepEverywhere(String text) {
    Submission submission = submission(text);
    Author author = new Author("hostile", text);
    Post post = posts.published(author, submission);
    published.add(post);
    board.reportPost().report(post.id(), "reader", submission.title());
    Author other = new Author("hostile-" + published.size(), text);
    Post changed = posts.published(other, submission("Before"));
    board
        .editPost()
        .edit(changed.id(), other.id(), 1, submission.title(), submission.body(), changed.trace());
    Post held = ports.posts().find(changed.id(), clock.instant()).orElseThrow();
    ports
        .posts()
        .noteHeld(
            held.id(),
            held.latest().number(),
            List.of(new HoldReason("blocked-word", submission.title())),
            clock.instant());
    posts.rejected(author, submission, text);
  }

  private static Submission submission(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    String title = line.substring(0, Math.min(line.length(), Submission.MAX_TITLE)).strip();
    return new Submission(title, text.stripTrailing());
  }

  private static String shownTitle(Post post) {
    return post.title().replaceAll("\\s+", " ").strip();
  }

  /** Reads a page and those that follow it; the headings of the posts on them, as text. */
  private Set<String> walk(String path) {
    Set<String> titles = new TreeSet<>();
    page.navigate(root + path);
    while (true) {
      assertThat(schemes()).isSubsetOf("http:", "https:", "mailto:");
      assertThat(page.locator("main script, main iframe, main img, main style").count()).isZero();
      titles.addAll(page.locator("main h2, main h3").allTextContents());
      if (page.locator("a[rel=next]").count() == 0) {
        return new TreeSet<>(titles.stream().map(t -> t.replaceAll("\\s+", " ").strip()).toList());
      }
      page.navigate(root + page.locator("a[rel=next]").first().getAttribute("href"));
    }
  }

  private List<String> schemes() {
    List<?> found = (List<?>) page.evaluate("[...document.links].map(a => a.protocol)");
    return found.stream().map(Object::toString).distinct().toList();
  }

  private void signInAs(String subject) {
    String session = signedIn.as(new User(subject, NAME, NAME, Set.of(User.MODERATOR)));
    page.context()
        .addCookies(
            List.of(
                new Cookie("__Host-session", session)
                    .setDomain(base.getHost())
                    .setPath("/")
                    .setSecure(true)
                    .setHttpOnly(true)));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
