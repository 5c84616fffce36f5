package org.imprimatur.web.page;

import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.imprimatur.web.Kept;
import org.imprimatur.web.Shown;

/**
 * Answers with a page. What is public and looks the same to every stranger may be kept by caches
 * and is revalidated by its entity tag; everything else is never stored.
 */
public final class Html {
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
  static Response shared(Request request, HttpHeaders headers, TemplateInstance page) {
    return Kept.never(Shown.page(page.render(), Instant.MAX)).answer(request, headers);
  }
}
