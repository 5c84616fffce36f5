package org.imprimatur.web.page;

import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Answers with a page. What is public and looks the same to every stranger may be kept by caches
 * and is revalidated by its entity tag; everything else is never stored.
 */
public final class Html {
  private static final int TAG_BYTES = 16;
  private static final String TYPE = MediaType.TEXT_HTML + ";charset=UTF-8";

  private Html() {}

  /** A page for one person, not to be stored. */
  public static Response personal(int status, TemplateInstance page) {
    return Response.status(status)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .type(TYPE)
        .entity(page.render())
        .build();
  }

  /** A page that is the same for every stranger. */
  static Response shared(Request request, TemplateInstance page) {
    byte[] bytes = page.render().getBytes(StandardCharsets.UTF_8);
    EntityTag tag = new EntityTag(hash(bytes));
    Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag);
    Response.ResponseBuilder response = unchanged == null ? Response.ok(bytes) : unchanged;
    return response
        .tag(tag)
        .type(TYPE)
        .header(HttpHeaders.CACHE_CONTROL, "public, max-age=0, must-revalidate")
        .header(HttpHeaders.VARY, HttpHeaders.COOKIE)
        .build();
  }

  private static String hash(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(Arrays.copyOf(hash, TAG_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
