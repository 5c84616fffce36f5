package org.imprimatur.web.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import org.imprimatur.Board;
import org.imprimatur.mail.Address;
import org.imprimatur.session.User;
import org.imprimatur.web.Frame;
import org.imprimatur.web.Query;
import org.imprimatur.web.Redirect;
import org.imprimatur.web.signin.Visitor;

/**
 * Where a person has mail of what happens, or no more. Mail goes to an address that the sign-in
 * provider has verified and to no other; nobody types one here.
 */
@Path("/me/mail")
@Authenticated
class MailPage {
  private static final int OK = 200;
  private static final int CONFLICT = 409;

  private final Board board;
  private final Visitor visitor;

  MailPage(Board board, Visitor visitor) {
    this.board = board;
    this.visitor = visitor;
  }

  @GET
  public Response open(@Context UriInfo uri) {
    requireMail();
    return page(OK, done(new Query(uri).text("done").orElse("")));
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response choose(MultivaluedMap<String, String> fields) {
    requireMail();
    User user = visitor.signedIn();
    return switch (new Form(fields, "mail").text("mail")) {
      case "on" -> on(user);
      case "off" -> off(user);
      default -> throw new BadRequestException("The form says neither on nor off.");
    };
  }

  private Response on(User user) {
    Optional<Address> verified = visitor.verifiedAddress();
    verified.ifPresent(address -> board.chooseMail().on(user.subject(), address, user.moderator()));
    return verified
        .map(address -> Redirect.to("/me/mail?done=on").build())
        .orElseGet(() -> page(CONFLICT, ""));
  }

  private Response off(User user) {
    board.chooseMail().off(user.subject());
    return Redirect.to("/me/mail?done=off").build();
  }

  private void requireMail() {
    if (!board.sendsMail()) {
      throw new NotFoundException();
    }
  }

  private Response page(int status, String notice) {
    User user = visitor.signedIn();
    Optional<Address> verified = visitor.verifiedAddress();
    Optional<Address> chosen = board.chooseMail().of(user.subject());
    return Html.personal(
        status,
        new Mail(
            new Frame(Optional.of(user), "/me/mail"),
            notice,
            chosen.map(Address::value),
            verified.filter(address -> !chosen.equals(Optional.of(address))).map(Address::value),
            user.moderator() && board.sendsDigests()));
  }

  private static String done(String done) {
    return switch (done) {
      case "on" -> "From now on it is mailed to you.";
      case "off" -> "Nothing is mailed to you any more.";
      default -> "";
    };
  }

  @CheckedTemplate(basePath = "", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
  record Mail(
      Frame frame, String notice, Optional<String> address, Optional<String> offer, boolean digest)
      implements TemplateInstance {}
}
