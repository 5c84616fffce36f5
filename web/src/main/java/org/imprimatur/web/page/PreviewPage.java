package org.imprimatur.web.page;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;

/** Shows what a text will look like; nothing is submitted. */
@Path("/posts/preview")
class PreviewPage {
  private final WriteForm form;
  private final Markdown markdown;

  PreviewPage(WriteForm form, Markdown markdown) {
    this.form = form;
    this.markdown = markdown;
  }

  @POST
  @PermitAll
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response preview(MultivaluedMap<String, String> fields) {
    WriteForm.Typed typed = WriteForm.read(fields);
    return form.signedIn(typed, user -> form.preview(typed, markdown.html(typed.draft().body())));
  }
}
