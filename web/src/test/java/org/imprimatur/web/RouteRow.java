package org.imprimatur.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One row of {@code role-by-route.tsv}: a sample of a route, and who gets what from it.
 *
 * @param method GET or POST
 * @param route the route's pattern, as in {@link Routes}
 * @param sample an address of that route
 * @param stranger what a stranger gets: the status, and where a redirect leads
 * @param author what somebody signed in gets
 * @param moderator what a moderator gets
 */
public record RouteRow(
    String method, String route, String sample, String stranger, String author, String moderator) {
  /** All rows; {@code RouteMatrixTest} sees to it that no route is missing. */
  public static List<RouteRow> all() {
    try (InputStream table = RouteRow.class.getResourceAsStream("/role-by-route.tsv")) {
      return new String(table.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", -1))
          .map(f -> new RouteRow(f[0], f[1], f[2], f[3], f[4], f[5]))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the table cannot be read", e);
    }
  }

  /**
   * The rows whose requests may change something for who is signed in: all that are sent, but those
   * for which a secret in the address counts and no cookie does (RFC 8058).
   */
  public static List<RouteRow> changing() {
    return all().stream()
        .filter(row -> row.method().equals("POST") && !row.sample().startsWith("/unsubscribe/"))
        .toList();
  }

  /** The sample without its query. */
  public String path() {
    return sample.replaceFirst("[?].*", "");
  }

  boolean program() {
    return sample.startsWith("/api/");
  }

  /** Asks for the sample; with an empty form or object, where it is a POST. */
  HttpResponse<String> ask(Http who) {
    if (method.equals("GET")) {
      return who.get(sample);
    }
    String type = program() ? "application/json" : "application/x-www-form-urlencoded";
    return who.with("Content-Type", type)
        .send("POST", sample, HttpRequest.BodyPublishers.ofString(program() ? "{}" : ""));
  }
}
