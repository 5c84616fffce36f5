package org.imprimatur.web.api;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The API described in OpenAPI 3.1, as it is written in {@code META-INF/openapi.yaml}. */
@Path("/q/openapi")
class Description {
  private static final byte[] TEXT = text();

  @GET
  @PermitAll
  @Produces("application/yaml;charset=utf-8")
  public byte[] get() {
    return TEXT.clone();
  }

  private static byte[] text() {
    try (InputStream file = Description.class.getResourceAsStream("/META-INF/openapi.yaml")) {
      if (file == null) {
        throw new IllegalStateException("META-INF/openapi.yaml is missing");
      }
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
