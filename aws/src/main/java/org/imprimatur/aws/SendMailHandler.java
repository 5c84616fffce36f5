package org.imprimatur.aws;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.imprimatur.mail.Address;
import org.imprimatur.mail.SendMail;

/**
 * The function behind the queue of events that ask for mail: writes each mail and hands it to SES,
 * from {@code MAIL_FROM}, with links to {@code MAIL_BASE_URL}.
 */
public final class SendMailHandler implements RequestStreamHandler {
  private final QueueBatch batch;

  /** Started by Lambda. */
  public SendMailHandler() {
    this(Start.ofProcess());
    Rehearsal.plan("mail", SendMailHandler::new);
  }

  SendMailHandler(Start start) {
    Stores stores = start.stores();
    Environment environment = start.environment();
    SendMail sendMail =
        new SendMail(
            stores.recipients(),
            stores.notices(),
            stores.posts(),
            stores.entries(),
            new SesMailer(start.clients().ses(), new Address(environment.required("MAIL_FROM"))),
            environment
                .mail()
                .orElseThrow(
                    () -> new IllegalStateException("MAIL_BASE_URL is not in the environment")),
            start.clock(),
            start.telemetry());
    batch = new QueueBatch(start.once(SendMail.SUBSCRIPTION, sendMail, stores));
  }

  @Override
  public void handleRequest(InputStream messages, OutputStream answer, Context context)
      throws IOException {
    batch.handle(messages, answer);
  }
}
