package org.imprimatur.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.imprimatur.post.Author;
import org.imprimatur.post.Post;
import org.imprimatur.post.Submission;
import org.imprimatur.web.signin.MovableClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** What feed readers, search engines and other sites are shown, and the pages of authors. */
@QuarkusTest
@TestProfile(DecidedByPeople.class)
class PublicPagesTest {
  private static final String ATOM = "http://www.w3.org/2005/Atom";
  private static final String HOSTILE =
      "]]> <script>alert(1)</script> \"quoted\" 'too' & &lt; \u202ereversed \ud83d\udc27";

  @TestHTTPResource URI base;
  @Inject HiddenPosts posts;
  @Inject MovableClock clock;
  @Inject Settings settings;
  @Inject People people;

  private Http http;

  @BeforeEach
  void connect() {
    http = Http.at(URI.create(base.toString().replaceAll("/$", "")));
  }

  @Test
  void theFeedIsAtomWhateverAuthorsWrote() throws Exception {
    Author author = new Author("hostile-subject", "Bobby \u0001\ufffe]]><b>");
    Post post = posts.published(author, new Submission(HOSTILE, "**Bold** " + HOSTILE));

    HttpResponse<String> answer = http.get("/feed.atom");

    assertThat(header(answer, "Content-Type")).startsWith("application/atom+xml");
    assertThat(answer.body()).doesNotContain("hostile-subject", "<script>");
    Element feed = parsed(answer.body()).getDocumentElement();
    assertThat(feed.getNamespaceURI()).isEqualTo(ATOM);
    assertThat(feed.getLocalName()).isEqualTo("feed");
    assertThat(text(feed, "id")).startsWith(settings.baseUrl().toString());
    Instant.parse(text(feed, "updated"));
    Element entry = entry(feed, post);
    assertThat(text(entry, "title")).isEqualTo(HOSTILE);
    assertThat(text(entry, "name")).isEqualTo("Bobby \ufffd\ufffd]]><b>");
    assertThat(Instant.parse(text(entry, "published"))).isBefore(clock.instant());
    assertThat(Instant.parse(text(entry, "updated"))).isBefore(clock.instant());
    assertThat(text(entry, "content"))
        .contains("<strong>Bold</strong>", "&lt;script&gt;")
        .doesNotContain("<script>");
    Element link = (Element) entry.getElementsByTagNameNS(ATOM, "link").item(0);
    assertThat(link.getAttribute("href")).isEqualTo(settings.baseUrl() + "/posts/" + post.id());
    Element self = (Element) feed.getElementsByTagNameNS(ATOM, "link").item(0);
    assertThat(self.getAttribute("rel")).isEqualTo("self");
    assertThat(self.getAttribute("href")).isEqualTo(settings.baseUrl() + "/feed.atom");
  }

  @Test
  void pagesSayWhereTheFeedIs() {
    assertThat(http.get("/").body())
        .contains("<link rel=\"alternate\" type=\"application/atom+xml\" href=\"/feed.atom\"");
  }

  @Test
  void anAuthorsPageHasTheirPublicPostsAndNothingElse() throws Exception {
    Author ada = new Author("subject-of-ada", "Ada <i>L</i>");
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 23; i++) {
      made.add(posts.published(ada, new Submission("Ada " + i, "b")).id().value());
    }
    posts.pending("subject-of-ada", "Waits for approval");
    posts.rejected("subject-of-ada", "Was rejected");
    posts.concealed("subject-of-ada", "Was concealed");
    Post other = posts.published("somebody-else", "By somebody else");

    String path = author(made.get(0));
    assertThat(path).doesNotContain("subject");
    assertThat(author(made.get(1))).isEqualTo(path);
    assertThat(author(other.id().value())).isNotEqualTo(path);
    List<String> seen = new ArrayList<>();
    String next = path;
    while (!next.isEmpty()) {
      String page = http.get(next).body();
      assertThat(page)
          .contains("Ada &lt;i&gt;L&lt;/i&gt;")
          .doesNotContain("subject", "Waits for", "Was rejected", "Was concealed", "somebody else");
      find("/posts/([0-9a-f]{32})", page).forEach(seen::add);
      next = find("rel=\"next\" href=\"([^\"]+)\"", page).stream().findFirst().orElse("");
    }
    assertThat(seen).containsExactlyInAnyOrderElementsOf(made);
    Element feed = parsed(http.get(path + "/feed.atom").body()).getDocumentElement();
    assertThat(text(feed, "title")).isEqualTo("Imprimatur: Ada <i>L</i>");
    assertThat(feed.getElementsByTagNameNS(ATOM, "entry").getLength()).isEqualTo(20);
  }

  @Test
  void anAuthorWithoutPublicPostsIsNotFoundLikeOneThatNeverWas() {
    Instant until = clock.instant().plus(Duration.ofMinutes(2));
    Post only = posts.published("brief-author", "Only one", until);
    String path = author(only.id().value());
    assertThat(http.get(path).body()).contains("Only one");
    posts.pending("brief-author", "Another that waits");

    clock.advance(Duration.between(clock.instant(), until));

    String changed =
        path.substring(0, 20) + (path.charAt(20) == 'A' ? 'B' : 'A') + path.substring(21);
    for (Http who : List.of(http, http.as(people.author("other")))) {
      for (String end : List.of("", "/feed.atom")) {
        HttpResponse<String> unknown = who.get("/authors/unknown" + end);
        assertThat(unknown.statusCode()).isEqualTo(404);
        for (String gone : List.of(path, changed, path + "A", "/authors/%00", "/authors/AAAA")) {
          HttpResponse<String> answer = who.get(gone + end);
          assertThat(answer.statusCode()).as(gone).isEqualTo(404);
          assertThat(answer.body()).isEqualTo(unknown.body());
          assertThat(headers(answer)).isEqualTo(headers(unknown));
        }
      }
    }
  }

  @Test
  void atItsLastSecondAPostIsNowhere() {
    Instant until = clock.instant().plus(Duration.ofMinutes(2));
    Post post = posts.published("leaver", "Leaves everywhere", until);
    String author = author(post.id().value());
    List<String> everywhere = List.of("/", "/api/posts", "/feed.atom", "/sitemap.xml", author);
    for (String path : everywhere) {
      assertThat(http.get(path).body()).as(path).contains(post.id().value().substring(20));
    }

    clock.advance(Duration.between(clock.instant(), until));

    for (String path : everywhere) {
      assertThat(http.get(path).body()).as(path).doesNotContain(post.id().value().substring(20));
    }
    assertThat(http.get("/posts/" + post.id()).statusCode()).isEqualTo(404);
    assertThat(http.get(author).statusCode()).isEqualTo(404);
  }

  @Test
  void searchEnginesAreToldWherePostsAre() throws Exception {
    Post post = posts.published("mapped", "On the map");

    assertThat(http.get("/robots.txt").body())
        .contains("Disallow: /search\n", "Sitemap: " + settings.baseUrl() + "/sitemap.xml\n");
    HttpResponse<String> answer = http.get("/sitemap.xml");
    assertThat(header(answer, "Content-Type")).startsWith("application/xml");
    Document map = parsed(answer.body());
    NodeList places =
        map.getElementsByTagNameNS("http://www.sitemaps.org/schemas/sitemap/0.9", "loc");
    assertThat(places.item(0).getTextContent()).isEqualTo(settings.baseUrl() + "/");
    assertThat(IntStream.range(1, places.getLength()).mapToObj(i -> places.item(i)))
        .extracting(Node::getTextContent)
        .contains(settings.baseUrl() + "/posts/" + post.id());
  }

  @Test
  void otherSitesAreToldWhatAPostIs() {
    Post post = posts.published(new Author("og", "Og"), new Submission(HOSTILE, HOSTILE));

    String page = http.get("/posts/" + post.id()).body();

    String url = settings.baseUrl() + "/posts/" + post.id();
    assertThat(page)
        .contains("<link rel=\"canonical\" href=\"" + url + "\">")
        .contains("<meta property=\"og:url\" content=\"" + url + "\">")
        .contains("<meta property=\"og:title\" content=\"]]&gt; &lt;script&gt;")
        .contains("<meta name=\"description\" content=\"]]&gt; &lt;script&gt;")
        .doesNotContain("<script>alert");
    Matcher title = Pattern.compile("og:title\" content=\"([^\"]*)\"").matcher(page);
    assertThat(title.find()).isTrue();
    assertThat(title.group(1)).contains("&quot;quoted&quot;", "&#39;too&#39;", "reversed");
  }

  @Test
  void aPostThatIsNotPublicSaysNothingToOthers() {
    Post post = posts.pending("own", "Own and waiting");

    String page = http.as(people.author("own")).get("/posts/" + post.id()).body();

    assertThat(page).contains("Own and waiting").doesNotContain("og:", "canonical", "/authors/");
  }

  private String author(String postId) {
    return find("href=\"(/authors/[^\"/]+)\"", http.get("/posts/" + postId).body()).get(0);
  }

  private static List<String> find(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(found -> found.group(1)).toList();
  }

  private static Document parsed(String xml) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
  }

  private static Element entry(Element feed, Post post) {
    String hex = post.id().value();
    String urn = "urn:uuid:" + hex.substring(0, 8) + "-" + hex.substring(8, 12) + "-";
    NodeList entries = feed.getElementsByTagNameNS(ATOM, "entry");
    for (int i = 0; i < entries.getLength(); i++) {
      Element entry = (Element) entries.item(i);
      if (text(entry, "id").startsWith(urn) && text(entry, "id").endsWith(hex.substring(20))) {
        return entry;
      }
    }
    throw new AssertionError("no entry of " + urn);
  }

  private static String text(Element parent, String name) {
    return parent.getElementsByTagNameNS(ATOM, name).item(0).getTextContent();
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private static Map<String, List<String>> headers(HttpResponse<String> answer) {
    Map<String, List<String>> headers = new HashMap<>(answer.headers().map());
    headers.remove("date");
    return headers;
  }
}
