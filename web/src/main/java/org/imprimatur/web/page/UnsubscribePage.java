package org.imprimatur.web.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.imprimatur.Board;
import org.imprimatur.mail.ChooseMail;
import org.imprimatur.web.Frame;
import org.imprimatur.web.signin.Visitor;

/**
 * Where a link in a mail leads that turns mail off, without signing in: what it holds is known to
 * whoever has a mail and to nobody else. Opening it does nothing, because programs open links; the
 * button does, and so does a mail program's own (RFC 8058), which posts here from anywhere. The
 * answers are the same whether or not there is somebody whom the link belongs to.
 */
@Path("/unsubscribe/{token}")
@PermitAll
class UnsubscribePage {
  private static final int OK = 200;

  private final Board board;
  private final Visitor visitor;

  UnsubscribePage(Board board, Visitor visitor) {
    this.board = board;
    this.visitor = visitor;
  }

  @GET
  public Response open(@PathParam("token") String token) {
    return page(token, false);
  }

  /** Takes a form of any kind; what it says is not looked at. */
  @POST
  public Response off(@PathParam("token") String token) {
    board.chooseMail().offBy(token);
    return page(token, true);
  }

  private Response page(String token, boolean done) {
    if (!ChooseMail.mayBeToken(token)) {
      throw new NotFoundException();
    }
    return Html.personal(OK, new Unsubscribe(new Frame(visitor.shown(), "/"), token, done));
  }

  @CheckedTemplate(basePath = "", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record Unsubscribe(Frame frame, String token, boolean done) implements TemplateInstance {}
}
