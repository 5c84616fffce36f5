package org.imprimatur.web.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.imprimatur.web.process.BoardProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People take what is kept about them, and leave, in a real browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrivacyIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> PUBLIC =
      List.of("/", "/api/posts?limit=100", "/feed.atom", "/sitemap.xml", "/search?q=unmistakable");

  private RunningBoard board;
  private Browser browser;
  private Path data;
  private int people;

  @BeforeAll
  void start(@TempDir Path folder) {
    data = folder;
    board = RunningBoard.start(folder, "-Dimprimatur.approval.delay=0s");
    browser = new Browser();
  }

  @AfterAll
  void stop() {
    browser.close();
    board.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aPersonTakesTheirDataAndNobodyElses(boolean javaScript) throws IOException {
    Visit other = visit(javaScript);
    other.register(name("otto"));
    publish(other, "Of another");
    Visit person = visit(javaScript);
    String name = name("lea");
    person.register(name);
    String title = "To take along, JavaScript " + javaScript;
    publish(person, title);

    person.page().getByRole(AriaRole.LINK, link("Your data")).click();
    assertThat(person.page().locator("main")).containsText(name);
    person.looksRight("my-data", javaScript);
    List<JsonNode> lines = download(person);

    assertThat(lines.get(0).path("type").asText()).isEqualTo("person");
    assertThat(lines.get(0).path("userName").asText()).isEqualTo(name);
    assertThat(lines.get(lines.size() - 1).path("lines").asInt()).isEqualTo(lines.size() - 2);
    assertThat(lines.toString())
        .contains(title, "\"PUBLISHED\"", "\"session\"", "DATA_EXPORTED")
        .doesNotContain("Of another", "otto");
    assertThat(person.complaints()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whoHasTheirPostsRemovedIsSeenNowhereAndComesBackAStranger(boolean javaScript) {
    Visit person = visit(javaScript);
    String name = name("max");
    person.register(name);
    String title = "Removed and unmistakable, JavaScript " + javaScript;
    String post = publish(person, title);
    String author = addressOfTheAuthor(post);
    String subject = subject(person);

    leave(person, "Remove them from the board");

    assertThat(person.page().locator("h1")).hasText("You have left the board");
    person.looksRight("removed", javaScript);
    for (String path : PUBLIC) {
      assertThat(content(path)).as(path).doesNotContain(title, name, post, subject);
    }
    assertThat(content(author)).doesNotContain(title, name);
    assertThat(content(author + "/feed.atom")).doesNotContain(title, name);
    assertThat(content(post)).doesNotContain(title, name);
    namesNobodyIn(data, List.of(name, subject));

    person.page().getByRole(AriaRole.LINK, link("sign out there too")).click();
    person.page().waitForURL(board.url("/"));
    person.signIn(name, Visit.PASSWORD);
    person.open("/me");
    assertThat(person.page().locator("main")).not().containsText(title);
    assertThat(person.page().locator("main .row")).hasCount(0);
    assertThat(person.complaints()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void postsMayStayWithoutAName(boolean javaScript) {
    Visit person = visit(javaScript);
    String name = name("nina");
    person.register(name);
    String title = "Kept and unmistakable, JavaScript " + javaScript;
    String post = publish(person, title);
    String author = addressOfTheAuthor(post);
    String subject = subject(person);

    leave(person, "Leave them there without my name");

    assertThat(person.page().locator("h1")).hasText("You have left the board");
    for (String path : PUBLIC) {
      assertThat(content(path)).as(path).doesNotContain(name, subject);
    }
    assertThat(content("/")).contains(title);
    assertThat(content("/search?q=unmistakable")).contains("Kept and");
    assertThat(content(author)).doesNotContain(title, name);
    visit(javaScript).open(post).looksRight("post-of-somebody-who-left", javaScript);
    assertThat(content(post)).contains(title, "Somebody who left").doesNotContain(name);
    namesNobodyIn(data, List.of(name, subject));
    person.open("/me");
    assertThat(person.page().url()).doesNotStartWith(board.url("/me"));
  }

  @Test
  void moderatorsSeeTextsOfWhoLeftAndNoName() {
    Visit person = visit(true);
    String name = name("kim");
    person.register(name);
    publish(person, "Departed with its author");
    leave(person, "Remove them from the board");
    assertThat(person.page().locator("h1")).hasText("You have left the board");

    Visit moderator = visit(true);
    moderator.signIn("moderator", board.moderatorPassword());
    BoardProcess.until(
        Duration.ofSeconds(20),
        () -> moderator.open("/archive").text().contains("Departed with its author"),
        "the archive never had the post");
    assertThat(moderator.text()).contains("Somebody who left").doesNotContain(name);
    moderator.looksRight("archive-of-somebody-who-left");
    assertThat(moderator.open("/moderation/audit").text()).contains("gone-").doesNotContain(name);
    assertThat(moderator.complaints()).isEmpty();
  }

  @Test
  void nothingIsLostByAWrongConfirmation() {
    Visit person = visit(true);
    person.register(name("ina"));
    String post = publish(person, "Still there");
    person.open("/me/remove").looksRight("remove");
    Page page = person.page();
    page.getByRole(AriaRole.BUTTON, button()).click();
    assertThat(page.locator(":invalid").first()).isVisible();
    page.evaluate("document.querySelector('form[action=\"/me/remove\"]').noValidate = true");
    page.getByLabel("Leave them there").check();
    page.getByRole(AriaRole.BUTTON, button()).click();

    assertThat(page.getByRole(AriaRole.ALERT)).containsText("Nothing was removed yet");
    assertThat(page.getByLabel("Leave them there")).isChecked();
    person.looksRight("remove-unticked");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Stay")).click();
    assertThat(page).hasURL(board.url("/me/data"));
    assertThat(content(post)).contains("Still there");
    assertThat(person.complaints().stream().filter(c -> !c.contains("422"))).isEmpty();
  }

  private static void leave(Visit person, String choice) {
    person.page().getByRole(AriaRole.LINK, link("Your data")).click();
    person
        .page()
        .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Leave the board"))
        .click();
    person.page().getByLabel(choice).check();
    person.page().getByLabel("I know that this is for good").check();
    person.page().getByRole(AriaRole.BUTTON, button()).click();
  }

  /** Submits a post, waits until it is public and returns its address. */
  private String publish(Visit author, String title) {
    author.submit(title, "Some text.");
    BoardProcess.until(
        Duration.ofSeconds(30),
        () -> author.open("/me").page().locator(".row .chip.published").count() > 0,
        title + " was not published");
    return author
        .page()
        .locator(".row", new Page.LocatorOptions().setHasText(title))
        .getByRole(AriaRole.LINK)
        .first()
        .getAttribute("href");
  }

  private String addressOfTheAuthor(String post) {
    Page stranger = visit(false).open(post).page();
    return stranger.locator("a[href^='/authors/']").first().getAttribute("href");
  }

  private static String subject(Visit person) {
    return person.open("/me/data").page().locator("main code").first().innerText();
  }

  private static List<JsonNode> download(Visit person) throws IOException {
    Download file =
        person
            .page()
            .waitForDownload(
                () ->
                    person
                        .page()
                        .getByRole(
                            AriaRole.BUTTON,
                            new Page.GetByRoleOptions().setName("Download your data"))
                        .click());
    assertThat(file.suggestedFilename()).isEqualTo("imprimatur-my-data.jsonl");
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(file.path())) {
      lines.add(JSON.readTree(line));
    }
    return lines;
  }

  /** What a stranger is sent. */
  private String content(String path) {
    return visit(false).page().request().get(board.url(path)).text();
  }

  /** What was on its way is rewritten at the second pass, ten seconds later, at the latest. */
  private static void namesNobodyIn(Path data, List<String> names) {
    AtomicReference<List<String>> found = new AtomicReference<>(List.of());
    try {
      BoardProcess.until(
          Duration.ofSeconds(40),
          () -> {
            found.set(columnsNaming(data, names));
            return found.get().isEmpty();
          },
          "names of somebody who left stay in the database");
    } catch (AssertionError stay) {
      throw new AssertionError(found.toString(), stay);
    }
  }

  /** But for the note of the removal, which is there until nothing more can arrive. */
  private static List<String> columnsNaming(Path data, List<String> names) {
    List<String> found = new ArrayList<>();
    String database = "jdbc:sqlite:file:" + data.resolve("imprimatur.db") + "?mode=ro";
    try (Connection connection = DriverManager.getConnection(database);
        PreparedStatement columns =
            connection.prepareStatement(
                "SELECT t.name, c.name FROM sqlite_schema t, pragma_table_info(t.name) c"
                    + " WHERE t.type = 'table' AND t.name <> 'removals'"
                    + " AND t.sql NOT LIKE '%VIRTUAL%'");
        ResultSet each = columns.executeQuery()) {
      while (each.next()) {
        for (String name : names) {
          if (holds(connection, each.getString(1), each.getString(2), name)) {
            found.add(each.getString(1) + "." + each.getString(2));
          }
        }
      }
    } catch (SQLException e) {
      throw new UncheckedIOException(new IOException(e));
    }
    return found;
  }

  private static boolean holds(Connection connection, String table, String column, String name)
      throws SQLException {
    String query = "SELECT count(*) FROM " + table + " WHERE instr(" + column + ", ?)";
    try (PreparedStatement rows = connection.prepareStatement(query)) {
      rows.setString(1, name);
      try (ResultSet count = rows.executeQuery()) {
        return count.next() && count.getInt(1) > 0;
      }
    }
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

  private static Page.GetByRoleOptions button() {
    return new Page.GetByRoleOptions().setName("Leave the board").setExact(true);
  }
}
