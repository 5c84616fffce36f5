package org.imprimatur.web.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.imprimatur.web.Frame;
import org.imprimatur.web.signin.Visitor;

/** Tells a person what went wrong and what to do. */
public final class ErrorPage {
  private ErrorPage() {}

  /**
   * A page of this status.
   *
   * @param heading what happened, in a few words
   * @param advice what it means for what was typed, and what to do
   */
  public static Response of(int status, Visitor visitor, String heading, String advice) {
    return Html.personal(status, new Error(new Frame(visitor.shown(), "/"), heading, advice));
  }

  /** The same for whoever it is: nobody is asked who. */
  public static Response ofAnybody(int status, String heading, String advice) {
    return Html.personal(status, new Error(new Frame(Optional.empty(), "/"), heading, advice));
  }

  @CheckedTemplate(basePath = "", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record Error(Frame frame, String heading, String advice) implements TemplateInstance {}
}
