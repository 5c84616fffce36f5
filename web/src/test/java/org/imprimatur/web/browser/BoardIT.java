package org.imprimatur.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.time.Duration;
import org.imprimatur.web.process.BoardProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A day at the board in a real browser, with the Keycloak that comes along. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BoardIT {
  private static final int DELAY_SECONDS = 15;
  private static final String TITLE = "A title of some length that says what the post is about";

  private RunningBoard board;
  private Browser browser;
  private int people;

  @BeforeAll
  void start(@TempDir Path data) {
    board =
        RunningBoard.start(
            data,
            "-Dimprimatur.approval.delay=" + DELAY_SECONDS + "s",
            "-Dimprimatur.mail.from=board@example.org");
    browser = new Browser();
  }

  @AfterAll
  void stop() {
    browser.close();
    board.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aPersonRegistersSubmitsAndSeesThePostPublished(boolean javaScript) {
    Visit author = visit(javaScript);
    author.register(name("ada"));
    String title = "A public note, JavaScript " + javaScript;
    author.submit(title, "Some *emphasis* and a <script>alert(1)</script>.");
    assertThat(author.page()).hasURL(board.url("/me?done=submitted"));
    assertThat(author.text()).contains(title, "Waiting for approval");
    assertThat(visit(javaScript).open("/").text()).doesNotContain(title);

    assertThat(becomesPublic(author, title, javaScript)).isVisible(withinTheDelay());
    Visit reader = visit(javaScript).open("/");
    reader.page().getByRole(AriaRole.LINK, link(title)).click();
    assertThat(reader.page().locator("main em")).hasText("emphasis");
    assertThat(reader.text()).contains("<script>alert(1)</script>");

    author.signOut();
    assertThat(author.page().getByRole(AriaRole.LINK, link("Sign in"))).isVisible();
    author.open("/me");
    assertThat(author.page().url()).doesNotStartWith(board.url("/me"));
    assertThat(author.complaints()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void textSurvivesTheEndOfTheSessionWhileWriting(boolean javaScript) {
    Visit author = visit(javaScript);
    String name = name("cleo");
    author.register(name);
    author.open("/posts/new");
    author.page().context().clearCookies(cookies("__Host-session"));
    author.write("Written while the session ended", "A long text.\n\nIn two paragraphs.");
    assertThat(author.page().getByRole(AriaRole.ALERT)).containsText("Your text is kept");
    author.looksRight("write-signed-out", javaScript);

    author.page().getByRole(AriaRole.BUTTON, anyButton("Sign in again")).click();
    author.page().waitForURL(board.url("/posts/new"));
    assertThat(author.page().getByLabel("Title")).hasValue("Written while the session ended");
    assertThat(author.page().locator("#body")).hasValue("A long text.\n\nIn two paragraphs.");
  }

  @Test
  void aDoubleClickMakesOnePost() {
    Visit author = visit(false);
    author.register(name("dora"));
    author.open("/posts/new");
    author.page().getByLabel("Title").fill("Clicked twice");
    author.page().locator("#body").fill("Once is enough.");
    author.page().getByRole(AriaRole.BUTTON, anyButton("Submit for approval")).dblclick();
    assertThat(author.page()).hasURL(board.url("/me?done=submitted"));
    assertThat(author.page().getByText("Clicked twice", exactly())).hasCount(1);
  }

  @Test
  void theLogNamesWhatHappenedToAPostAndNothingOfItsText() {
    Visit author = visit(false);
    author.register(name("fay"));
    author.submit("Unloggable title", "Unloggable body");
    author.page().getByRole(AriaRole.BUTTON, anyButton("Withdraw")).first().click();
    BoardProcess.until(
        Duration.ofSeconds(10),
        () -> board.log().stream().anyMatch(line -> line.contains("\"message\":\"archived\"")),
        "the archive was not logged");
    String archived =
        board.log().stream()
            .filter(line -> line.contains("\"message\":\"archived\""))
            .findFirst()
            .orElseThrow();
    assertThat(archived).contains("postId", "eventId", "requestId", "traceId", "WITHDRAWN");
    assertThat(board.log())
        .noneMatch(line -> line.contains("Unloggable") || line.contains(Visit.PASSWORD))
        .noneMatch(line -> line.contains("eyJ"));
  }

  @Test
  void mistakesAreNamedBesideTheirFieldsAndTheTextStays() {
    Visit author = visit(true);
    author.register(name("emil"));
    author.open("/posts/new");
    author.page().evaluate("document.getElementById('write').noValidate = true");
    author.write("\u200b\u2800", "x".repeat(5_001));
    assertThat(author.page().locator("#title-problem")).isVisible();
    assertThat(author.page().locator("#body-problem")).containsText("5,001");
    assertThat(author.page().locator("#body")).hasValue("x".repeat(5_001));
    author.looksRight("write-with-mistakes");
  }

  @Test
  void everyPageIsAccessibleInBothSchemesAndAtPhoneWidth() {
    Visit moderator = visit(true);
    moderator.signIn("moderator", board.moderatorPassword());
    visit(true).open("/").looksRight("feed-for-strangers");
    moderator.open("/me").looksRight("me-empty");
    moderator.open("/posts/new").looksRight("write");
    moderator.page().getByLabel("Body").fill(text());
    moderator.page().getByRole(AriaRole.BUTTON, anyButton("Preview")).click();
    assertThat(moderator.page().locator("#preview h2").first()).hasText("Preview");
    moderator.looksRight("write-preview");
    Visit author = visit(true);
    author.register(name("gus"));
    author.submit(TITLE, text());
    assertThat(becomesPublic(author, TITLE, true)).isVisible(withinTheDelay());
    moderator.open("/").looksRight("feed");
    moderator.page().getByRole(AriaRole.LINK, link(TITLE)).click();
    moderator.looksRight("post");
    readersPages(moderator);
    moderator.submit("A post that waits", "For a while");
    moderator.looksRight("me-waiting");
    moderator.page().getByRole(AriaRole.LINK, link("A post that waits")).click();
    moderator.looksRight("post-waiting");
    moderator.open("/me/mail").looksRight("mail");
    moderator.open("/unsubscribe/" + "0".repeat(64)).looksRight("unsubscribe");
    moderator.page().getByRole(AriaRole.BUTTON, anyButton("Mail me nothing more")).click();
    assertThat(moderator.page().locator("h1")).hasText("No more mail");
    moderator.looksRight("unsubscribed");
    moderator.open("/archive").looksRight("archive");
    moderator.open("/nothing/here").looksRight("not-found");
    moderator.open("/?cursor=no").looksRight("bad-request");
    assertThat(moderator.complaints().stream().filter(c -> !c.contains("40"))).isEmpty();
  }

  /** From the page of a post on. */
  private static void readersPages(Visit reader) {
    reader.page().getByRole(AriaRole.LINK, link("gus")).first().click();
    assertThat(reader.page().locator("h1")).containsText("Posts by");
    reader.looksRight("author");
    reader.open("/search").looksRight("search");
    reader.page().getByLabel("Words to look for").fill("TITLE quotation");
    reader.page().getByRole(AriaRole.BUTTON, anyButton("Search")).click();
    assertThat(reader.page().locator("mark").first()).hasText("title");
    reader.looksRight("search-found");
    reader.open("/search?q=nothing-like-it").looksRight("search-nothing");
    reader.open("/search?q=" + "x".repeat(201)).looksRight("search-too-long");
  }

  private static String text() {
    return """
        ## Why

        A paragraph with **strong** words, a [link](https://example.org/) and `code`.

        - one
        - two

        > A quotation.

            some code that is rather long and has to scroll instead of widening the page on a phone
        """;
  }

  private Visit visit(boolean javaScript) {
    return new Visit(browser.person(javaScript), board);
  }

  private String name(String who) {
    people++;
    return who + people;
  }

  /** With JavaScript the page changes by itself; without, the author looks again. */
  private static Locator becomesPublic(Visit author, String title, boolean javaScript) {
    Locator row = author.page().locator(".row", row(title));
    if (!javaScript) {
      BoardProcess.until(
          Duration.ofSeconds(DELAY_SECONDS + 10L),
          () -> author.open("/me").page().locator(".chip.published").count() > 0,
          title + " was not published");
    }
    return row.locator(".chip.published");
  }

  private static LocatorAssertions.IsVisibleOptions withinTheDelay() {
    return new LocatorAssertions.IsVisibleOptions().setTimeout((DELAY_SECONDS + 10) * 1_000);
  }

  private static Page.LocatorOptions row(String title) {
    return new Page.LocatorOptions().setHasText(title);
  }

  private static Page.GetByRoleOptions link(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static Page.GetByRoleOptions anyButton(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static Page.GetByTextOptions exactly() {
    return new Page.GetByTextOptions().setExact(true);
  }

  private static com.microsoft.playwright.BrowserContext.ClearCookiesOptions cookies(String name) {
    return new com.microsoft.playwright.BrowserContext.ClearCookiesOptions().setName(name);
  }
}
