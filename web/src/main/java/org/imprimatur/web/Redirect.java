package org.imprimatur.web;

import jakarta.ws.rs.core.Response;

/** Redirects to where we say, never to where the Host header of the request would lead. */
public final class Redirect {
  private Redirect() {}

  /**
   * To a path of this site or an absolute address, as a text: an address as such would be resolved
   * against the request's host.
   */
  public static Response.ResponseBuilder to(String location) {
    return Response.status(Response.Status.SEE_OTHER)
        .header("Location", location)
        .header("Cache-Control", "no-store");
  }
}
