package org.imprimatur.web.webhook;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.imprimatur.web.api.Answers;

/** {@link SignedAnswers} over HTTP. Described in {@code META-INF/openapi.yaml}. */
@Path("/api/approval-responses")
class ApprovalResponses {
  private final SignedAnswers answers;

  ApprovalResponses(SignedAnswers answers) {
    this.answers = answers;
  }

  @POST
  @PermitAll
  @Consumes(MediaType.APPLICATION_JSON)
  public Response take(
      @HeaderParam(Stamp.ID) Optional<String> id,
      @HeaderParam(Stamp.TIMESTAMP) Optional<String> timestamp,
      @HeaderParam(Stamp.SIGNATURE) Optional<String> signatures,
      byte[] body) {
    return Answers.response(answers.take(id, timestamp, signatures, body));
  }
}
