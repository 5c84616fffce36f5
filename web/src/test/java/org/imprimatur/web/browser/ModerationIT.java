package org.imprimatur.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.imprimatur.web.process.BoardProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A day of the people who decide, of authors who change their posts and readers who report them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ModerationIT {
  private static final String TITLE = "A title of some length that says what the post is about";

  private RunningBoard board;
  private Browser browser;
  private int people;

  @BeforeAll
  void start(@TempDir Path data) {
    board =
        RunningBoard.start(
            data, "-Dimprimatur.approval.policy=manual", "-Dimprimatur.reports.threshold=1");
    browser = new Browser();
  }

  @AfterAll
  void stop() {
    browser.close();
    board.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aRejectedPostComesBackWithItsTextAndItsReason(boolean javaScript) {
    Visit moderator = visit(javaScript);
    moderator.signIn("moderator", board.moderatorPassword());
    Visit author = visit(javaScript);
    author.register(name("bea"));
    String title = "To be rejected, JavaScript " + javaScript;
    author.submit(title, "First *draft*");

    moderator.open("/moderation");
    Locator card = moderator.page().getByRole(AriaRole.ARTICLE, article(title));
    card.getByLabel("In your own words").fill("Please say more.");
    card.getByRole(AriaRole.BUTTON, within("Reject")).click();
    assertThat(moderator.page().getByRole(AriaRole.STATUS)).containsText("Rejected");

    author.open("/me");
    assertThat(author.page().locator("main")).containsText("Please say more.");
    author.looksRight("me-rejected", javaScript);
    author.open("/archive").looksRight("archive-rejected", javaScript);
    author.open("/me");
    author.page().getByRole(AriaRole.BUTTON, anyButton("Submit again")).first().click();
    assertThat(author.page().getByLabel("Title")).hasValue(title);
    assertThat(author.page().locator("#body")).hasValue("First *draft*");
    author.write(title + ", improved", "Second draft");
    assertThat(author.text()).contains(title + ", improved");
  }

  @Test
  void aModeratorsDayIsDoneByKeyboardAndHeardByAScreenReader() {
    Visit author = visit(true);
    author.register(name("hal"));
    author.submit("Keyed first", "To be sent back");
    author.submit("Keyed second", "To be approved");
    Visit moderator = visit(true);
    moderator.signIn("moderator", board.moderatorPassword());
    moderator.open("/moderation?author=hal");
    Page page = moderator.page();

    page.keyboard().press("?");
    assertThat(page.getByRole(AriaRole.DIALOG)).containsText("request changes");
    moderator.looksRight("moderation-keys");
    page.keyboard().press("Escape");
    page.keyboard().press("j");
    assertThat(page.locator("[data-card]:focus")).containsText("Keyed first");
    page.keyboard().press("c");
    page.keyboard().type("Say where it was");
    page.keyboard().press("Escape");
    page.keyboard().press("c");
    assertThat(page.getByRole(AriaRole.STATUS)).containsText("Sent back");
    assertThat(page.locator("[data-card]:focus")).containsText("Keyed second");
    page.keyboard().press("a");
    assertThat(page.getByRole(AriaRole.STATUS)).containsText("Approved");
    assertThat(page.locator("main")).matchesAriaSnapshot("- status: /Approved/");

    author.open("/me");
    assertThat(author.page().locator("main")).containsText("Say where it was");
    author.looksRight("me-changes-requested");
    assertThat(visit(false).open("/").text())
        .contains("Keyed second")
        .doesNotContain("Keyed first");
  }

  @Test
  void anAuthorsDayIsDoneByKeyboardAndHeardByAScreenReader() {
    Visit author = visit(true);
    author.register(name("kay"));
    Page page = author.page();
    Locator said = page.getByRole(AriaRole.STATUS);

    author.open("/").tabTo("New post").type("Enter");
    page.waitForURL("**/posts/new");
    author.tabTo("Title").type("By keyboard").tabTo("Body").type("First text");
    author.tabTo("Submit for approval").type("Enter");
    assertThat(said).containsText("Your post was received");
    author.looksRight("me-waiting");

    author.tabTo("Change “By keyboard”").type("Enter");
    page.waitForURL("**/edit");
    assertThat(page.getByLabel("Title")).hasValue("By keyboard");
    author.tabTo("Body").type(" and more").tabTo("Submit for approval").type("Enter");
    assertThat(said).containsText("Your text was received");

    author.tabTo("Withdraw “By keyboard”").type("Enter");
    assertThat(page.locator("main")).matchesAriaSnapshot("- status: Your post was withdrawn.");
    BoardProcess.until(
        Duration.ofSeconds(20),
        () -> author.open("/me").text().contains("Submit again"),
        "a post that was withdrawn never came to the archive");
    author.tabTo("Submit again “By keyboard”").type("Enter");
    page.waitForURL("**/posts/new?from=*");
    assertThat(page.getByLabel("Title")).hasValue("By keyboard");
    assertThat(page.locator("#body")).hasValue(Pattern.compile("First text"));
    assertThat(page.locator("#body")).hasValue(Pattern.compile("and more"));
    assertThat(author.complaints()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void reportedPostComesBackToTheModerator(boolean javaScript) {
    Visit author = visit(javaScript);
    author.register(name("ida"));
    String title = "Reported, JavaScript " + javaScript;
    author.submit(title, "Rude words");
    Visit moderator = visit(javaScript);
    moderator.signIn("moderator", board.moderatorPassword());
    moderator.open("/moderation");
    moderator.page().getByRole(AriaRole.BUTTON, anyButton("Approve “" + title)).click();
    assertThat(moderator.page().getByRole(AriaRole.STATUS)).containsText("Approved");

    Visit reader = visit(javaScript);
    reader.register(name("jon"));
    reader.open("/");
    reader.page().getByRole(AriaRole.LINK, link(title)).click();
    reader.page().getByRole(AriaRole.LINK, link("Report this post")).click();
    reader.looksRight("report", javaScript);
    reader.page().getByLabel("What is wrong with it?").fill("It insults me");
    reader.page().getByRole(AriaRole.BUTTON, anyButton("Report it")).click();
    assertThat(reader.text()).contains("Your report was received");

    moderator.open("/moderation");
    Locator card = moderator.page().getByRole(AriaRole.ARTICLE, article(title));
    assertThat(card).containsText("It insults me");
    moderator.looksRight("moderation-reported", javaScript);
    card.getByLabel("In your own words").fill("It is rude");
    card.getByRole(AriaRole.BUTTON, within("Take it down")).click();
    assertThat(moderator.page().getByRole(AriaRole.STATUS)).containsText("Taken down");
    author.open("/me");
    assertThat(author.page().locator("main")).containsText("It is rude");
    assertThat(visit(javaScript).open("/").text()).doesNotContain(title);
  }

  @Test
  void changedPostIsShownWithTheDifferenceInBothSchemesAndAtPhoneWidth() {
    Visit moderator = visit(true);
    moderator.signIn("moderator", board.moderatorPassword());
    Visit author = visit(true);
    author.register(name("gus"));
    author.submit(TITLE, "One *text*");
    author.page().getByRole(AriaRole.BUTTON, anyButton("Change “" + TITLE)).click();
    author.looksRight("change");
    author.page().locator("#body").fill("Another *text*");
    author.page().getByRole(AriaRole.BUTTON, anyButton("Submit for approval")).click();
    moderator.open("/moderation");
    assertThat(moderator.page().locator(".difference ins").first()).isVisible();
    moderator.looksRight("moderation");
    moderator.page().getByRole(AriaRole.BUTTON, anyButton("Approve “" + TITLE)).click();
    assertThat(moderator.page().locator("#said")).containsText("Approved");
    moderator.looksRight("moderation-decided");
    moderator.open("/moderation/audit").looksRight("audit");
  }

  private Visit visit(boolean javaScript) {
    return new Visit(browser.person(javaScript), board);
  }

  private String name(String who) {
    people++;
    return who + people;
  }

  private static Page.GetByRoleOptions link(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static Page.GetByRoleOptions article(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static Page.GetByRoleOptions anyButton(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static Locator.GetByRoleOptions within(String name) {
    return new Locator.GetByRoleOptions().setName(Pattern.compile("^" + name));
  }
}
