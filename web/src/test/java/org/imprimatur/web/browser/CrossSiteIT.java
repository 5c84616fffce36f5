package org.imprimatur.web.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.AriaRole;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.imprimatur.web.RouteRow;
import org.imprimatur.web.process.BoardProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A moderator with a session looks at pages of other sites: none makes the browser change anything
 * at the board, by no way a page has, on no address that changes something.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrossSiteIT {
  private static final Pattern CARD = Pattern.compile("/moderation/([0-9a-f]{32})");
  private static final String UNKNOWN = "0190a0a0a0a07000800000000000dead";
  private static final String FIELDS =
      """
      <input name=title value=Forged><input name=body value=Forged><input name=key value=forged>
      <input name=revision value=1><input name=verdict value=approve><input name=reason value=x>
      <input name=confirm value=yes><input name=choice value=remove>
      """;
  private static final String JSON_FIELD =
      "<input name='{\"title\":\"Forged\",\"body\":\"Forged\",\"x\":\"' value='\"}'>";

  /** What a page of another site can do, with {@code TO} for the address. */
  private static final Map<String, String> WAYS =
      Map.of(
          "a form",
          form("application/x-www-form-urlencoded", FIELDS),
          "a form with files",
          form("multipart/form-data", FIELDS),
          "a form of plain text that is JSON",
          form("text/plain", JSON_FIELD),
          "a request whose answer it may not read",
          "<script>fetch('TO', {method: 'POST', mode: 'no-cors', credentials: 'include',"
              + " body: new URLSearchParams({title: 'Forged', body: 'Forged', key: 'f',"
              + " revision: '1', verdict: 'approve'})})"
              + ".catch(refused => document.title = 'Refused')</script>",
          "a request of JSON",
          "<script>fetch('TO', {method: 'POST', credentials: 'include',"
              + " headers: {'Content-Type': 'application/json'},"
              + " body: '{\"title\":\"Forged\",\"body\":\"Forged\"}'})"
              + ".catch(refused => document.title = 'Refused')</script>",
          "a picture",
          "<img src='TO' onerror=\"document.title = 'Refused'\">");

  private final List<String> asked = new ArrayList<>();
  private final List<String> answered = new ArrayList<>();
  private final List<String> granted = new ArrayList<>();
  private RunningBoard board;
  private Browser browser;
  private HttpServer stranger;

  @BeforeAll
  void start(@TempDir Path data) throws IOException {
    board = RunningBoard.start(data, "-Dimprimatur.approval.policy=manual");
    browser = new Browser();
    stranger = HttpServer.create(new InetSocketAddress(InetAddress.getByName("0.0.0.0"), 0), 0);
    stranger.createContext("/", CrossSiteIT::page);
    stranger.start();
  }

  @AfterAll
  void stop() {
    stranger.stop(0);
    browser.close();
    board.close();
  }

  @Test
  void noPageOfAnotherSiteChangesAnything() {
    Visit author = visit();
    author.register("cross-author");
    author.submit("Waits for a moderator", "Text");
    Visit moderator = visit();
    moderator.signIn("moderator", board.moderatorPassword());
    String own = submitted(moderator);
    String other = waiting(moderator);
    List<String> before = state(moderator.page());
    moderator.page().onRequest(this::count);
    moderator.page().onResponse(this::note);

    for (String host : List.of("localhost", "127.0.0.1")) {
      for (RouteRow row : RouteRow.changing()) {
        String id = row.path().startsWith("/moderation/") ? other : own;
        String to = board.url(row.path().replace(UNKNOWN, id));
        WAYS.keySet().forEach(way -> attack(moderator.page(), host, way, to));
      }
    }

    assertThat(granted).isEmpty();
    assertThat(asked)
        .hasSizeGreaterThanOrEqualTo(2 * (WAYS.size() - 1) * RouteRow.changing().size());
    moderator.open("/me");
    assertThat(state(moderator.page())).isEqualTo(before);
    assertThat(moderator.text()).contains("Of the moderator").doesNotContain("Forged");

    moderator.open("/moderation");
    moderator.page().getByRole(AriaRole.BUTTON, button("Approve “Waits for a moderator")).click();
    BoardProcess.until(
        Duration.ofSeconds(20),
        () -> !state(moderator.open("/me").page()).equals(before),
        "the board's own page changed nothing either");
  }

  /** Opens a page of another site and waits until it has had its answer, or none by CORS. */
  private void attack(Page page, String host, String way, String to) {
    String from = "http://" + host + ":" + stranger.getAddress().getPort();
    int before = answered.size();
    page.navigate(from + "/?" + WAYS.keySet().stream().toList().indexOf(way) + "&" + to);
    try {
      page.waitForCondition(() -> answered.size() > before || page.title().equals("Refused"));
    } catch (TimeoutError e) {
      throw new AssertionError(way + " never had an answer of " + to, e);
    }
  }

  private void count(Request request) {
    if (request.url().startsWith(board.url("/"))) {
      asked.add(request.method() + " " + request.url());
    }
  }

  private void note(Response answer) {
    boolean safe = List.of("GET", "OPTIONS").contains(answer.request().method());
    if (answer.url().startsWith(board.url("/"))) {
      answered.add(answer.url());
      if (answer.status() < 400 && !safe) {
        granted.add(answer.request().method() + " " + answer.url() + " " + answer.status());
      }
    }
  }

  /** All that was ever done at the board, but for looking at it here. */
  private static List<String> state(Page page) {
    String trail =
        String.valueOf(
            page.evaluate("fetch('/moderation/audit.jsonl').then(answer => answer.text())"));
    return trail.lines().filter(act -> !act.contains("TRAIL_EXPORTED")).toList();
  }

  private String submitted(Visit moderator) {
    moderator.submit("Of the moderator", "Text");
    moderator.open("/me");
    return id(moderator.page().content(), "/posts/([0-9a-f]{32})/withdraw");
  }

  private static String waiting(Visit moderator) {
    moderator.open("/moderation");
    String card =
        moderator
            .page()
            .getByRole(AriaRole.ARTICLE)
            .filter(new Locator.FilterOptions().setHasText("Waits for a moderator"))
            .first()
            .innerHTML();
    return id(card, CARD.pattern());
  }

  private static String id(String html, String pattern) {
    Matcher id = Pattern.compile(pattern).matcher(html);
    assertThat(id.find()).as(html).isTrue();
    return id.group(1);
  }

  private Visit visit() {
    return new Visit(browser.person(true), board);
  }

  private static Page.GetByRoleOptions button(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static void page(HttpExchange exchange) throws IOException {
    String[] asked = exchange.getRequestURI().getRawQuery().split("&", 2);
    String way = WAYS.values().stream().toList().get(Integer.parseInt(asked[0]));
    byte[] html =
        ("<!doctype html><title>Kittens</title>" + way.replace("TO", asked[1]))
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
    exchange.sendResponseHeaders(200, html.length);
    exchange.getResponseBody().write(html);
    exchange.close();
  }

  private static String form(String type, String fields) {
    return "<form method=post action='TO' enctype='"
        + type
        + "'>"
        + fields
        + "</form><script>document.forms[0].submit()</script>";
  }
}
