package org.imprimatur.web.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a person does at the board. */
final class Visit {
  static final String PASSWORD = "Correct-horse-9";
  private static final int MOST_TABS = 60;
  private static final String FOCUSED =
      "(document.activeElement.labels?.[0] ?? document.activeElement).textContent.trim()";
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  private final Page page;
  private final RunningBoard board;
  private final List<String> complaints = new ArrayList<>();

  Visit(Page page, RunningBoard board) {
    this.page = page;
    this.board = board;
    page.onConsoleMessage(
        message -> {
          if ("error".equals(message.type())
              && message.location().startsWith(board.base().toString())) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
  }

  Page page() {
    return page;
  }

  /** What the browser complained about on our pages: script errors, violations of the policy. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  Visit open(String path) {
    page.navigate(board.url(path));
    return this;
  }

  void register(String name) {
    open("/sign-in");
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Register")).click();
    page.locator("[name=username]").fill(name);
    page.locator("[name=password]").fill(PASSWORD);
    page.locator("[name=password-confirm]").fill(PASSWORD);
    page.locator("[name=email]").fill(name + "@example.org");
    page.locator("[name=firstName]").fill("Ada");
    page.locator("[name=lastName]").fill(name);
    page.locator("form [type=submit]").click();
    page.waitForURL(board.url("/**"));
  }

  void signIn(String name, String password) {
    open("/sign-in");
    page.locator("[name=username]").fill(name);
    page.locator("[name=password]").fill(password);
    page.locator("form [type=submit]").click();
    page.waitForURL(board.url("/**"));
  }

  void signOut() {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out").setExact(true))
        .click();
    page.waitForURL(board.url("/"));
  }

  void submit(String title, String body) {
    open("/posts/new");
    write(title, body);
  }

  void write(String title, String body) {
    page.getByLabel("Title").fill(title);
    page.getByLabel("Body", new Page.GetByLabelOptions().setExact(true)).fill(body);
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Submit for approval"))
        .click();
  }

  /** Moves the focus by the Tab key alone to what is called so, by its label or its text. */
  Visit tabTo(String name) {
    for (int i = 0; i < MOST_TABS; i++) {
      page.keyboard().press("Tab");
      if (page.evaluate(FOCUSED).equals(name)) {
        return this;
      }
    }
    throw new AssertionError("“" + name + "” is not reached by Tab on " + page.url());
  }

  /** Types, or presses a key that has a name. */
  Visit type(String text) {
    if (text.equals("Enter")) {
      page.keyboard().press(text);
    } else {
      page.keyboard().type(text);
    }
    return this;
  }

  String text() {
    return page.locator("main").innerText();
  }

  /** Looks where scripts run, as the tool that looks is one. */
  void looksRight(String name, boolean javaScript) {
    if (javaScript) {
      looksRight(name);
    }
  }

  /**
   * Asserts that nobody is shut out, in both colour schemes and at phone width, and keeps pictures.
   */
  Visit looksRight(String name) {
    for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      page.emulateMedia(
          new Page.EmulateMediaOptions()
              .setColorScheme(scheme)
              .setReducedMotion(ReducedMotion.REDUCE));
      String suffix = scheme == ColorScheme.DARK ? "-dark" : "";
      page.setViewportSize(1280, 900);
      picture(name + suffix);
      accessible(name + suffix);
      page.setViewportSize(320, 700);
      picture(name + suffix + "-phone");
      fitsTheWidth(name);
    }
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    page.setViewportSize(1280, 900);
    return this;
  }

  private void picture(String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")).setFullPage(true));
  }

  private void accessible(String name) {
    // Our pages have no frames, for which alone it would open another page each time.
    List<Rule> violations = new AxeBuilder(page).setLegacyMode(true).analyze().getViolations();
    assertThat(violations)
        .as(name)
        .extracting(rule -> rule.getId() + ": " + rule.getNodes().get(0).getHtml())
        .isEmpty();
  }

  private void fitsTheWidth(String name) {
    assertThat(page.evaluate("document.documentElement.scrollWidth"))
        .as(name + " at 320 px")
        .isEqualTo(320);
  }
}
